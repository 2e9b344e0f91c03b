/** Control sequences of terminals, as the escape byte, as programs print it, and where a log lost it. */
import type { Dress } from './mapped.ts';

/** What stands for the escape byte. */
const ESC = String.raw`(?:\x1b|\\{1,8}(?:x1[bB]|u001[bB]|u\{1[bB]\}|0?33|e))`;
/** Colours and weights change no text. */
const COLOUR = new RegExp(String.raw`${ESC}\[[\d;:]{0,32}m`, 'y');
/** Moves of the cursor, erased lines, titles and links part what stands on both sides. */
const MOVE = new RegExp(
  String.raw`${ESC}(?:\[[\d;?]{0,32}[A-Za-ln-z]|\](?:\d{1,4};){0,2};?|[()][A-Z0-9]|[=>78\\cDEHMNOZ])`,
  'y',
);
/** Without its escape byte: one to three numbers, as colours have, and no index of an array. */
const BARE = /\[(?:0|[1-9]|[0-4][0-9]|9[0-7]|10[0-7])(?:;\d{1,3}){0,5}m(?!\])|\[m(?!\])/y;

const hidden = (pattern: RegExp, text: string, at: number, plain: string): Dress | undefined => {
  pattern.lastIndex = at;
  const length = pattern.exec(text)?.[0].length;
  return length === undefined ? undefined : { length, plain };
};

/** @param at where an escape byte or a backslash stands */
export function ansiAt(text: string, at: number): Dress | undefined {
  return hidden(COLOUR, text, at, '') ?? hidden(MOVE, text, at, ' ');
}

/** @param at where a bracket stands */
export function bareAnsiAt(text: string, at: number): Dress | undefined {
  return hidden(BARE, text, at, '');
}
