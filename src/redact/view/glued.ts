/** Underscores that join a value to a name: `scan_520-75-3227_old.pdf`. Patterns of values end at them, as at a space. */
import type { Dress } from './mapped.ts';

/** What no name is spelt like: numbers of accounts, cards and people, addresses of cards in a network. */
const SHAPES = [
  String.raw`[A-Z]{2}\d{2}(?:[A-Z0-9]{11,30}|(?: [A-Z0-9]{4}){3,7}(?: [A-Z0-9]{1,3})?)`,
  String.raw`\d{3}-\d{2}-\d{4}`,
  String.raw`\d{4}([ -])\d{4}\1\d{4}\1\d{4}`,
  '(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}',
  String.raw`\+\d{1,3}(?:\d{7,11}|(?:[ .-]\d{2,4}){2,5})`,
  // Two of three digits: versions have small numbers.
  String.raw`(?=(?:\d{1,2}\.){0,2}\d{3}\.(?:\d{1,2}\.){0,2}\d{3})(?:\d{1,3}\.){3}\d{1,3}`,
];
/** Four numbers are a version where no word says that they are a machine's. */
const MACHINE = String.raw`(?<=(?:ip|host|addr|client|server|log|peer|node|remote)_)(?:\d{1,3}\.){3}\d{1,3}`;
const AHEAD = new RegExp(`_(?:${[...SHAPES, MACHINE].join('|')})(?![A-Za-z0-9])`, 'iy');
/** What can stand between the underscore behind a value and the last one before it. */
const LONGEST = 40;
const BEHIND = new RegExp(
  `(?<![A-Za-z0-9])(?:${[...SHAPES, MACHINE, String.raw`(?<!_)(?:\d{1,3}\.){3}\d{1,3}`].join('|')})$`,
  'i',
);

/** @param at where an underscore stands */
export function gluedAt(text: string, at: number): Dress | undefined {
  AHEAD.lastIndex = at;
  return AHEAD.test(text) || BEHIND.test(text.slice(Math.max(0, at - LONGEST), at)) ? SPACE : undefined;
}

const SPACE: Dress = { length: 1, plain: ' ' };
