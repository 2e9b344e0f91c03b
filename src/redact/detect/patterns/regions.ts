/** Where a text has digits enough for a number worth a look: the rest is not read by the costlier patterns. */
import { factsOf, type Needing } from './facts.ts';
import { isDigit } from './text.ts';

export interface Region {
  start: number;
  end: number;
}

/** Size of the window in which digits are counted, and what is added on both sides of it. */
const WINDOW = 20;
const MARGIN = 24;
const SHORT = 64;

/** The last text asked about: several detectors ask about the same text in a row. */
let lastText = '';
let positions: number[] = [];
/** The text has characters outside ASCII. */
let wide = false;
/** Bits of HAS; -1 until somebody asks. */
let facts = -1;
const regionsOf = new Map<number, readonly Region[]>();

function remember(text: string): void {
  lastText = text;
  regionsOf.clear();
  positions = [];
  wide = false;
  facts = -1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isDigit(code)) positions.push(i);
    else if (code > 127) wide = true;
  }
}

/** Offsets of all ASCII digits of the text, ascending. */
export function digitOffsets(text: string): readonly number[] {
  if (text !== lastText) remember(text);
  return positions;
}

/** False when the text has no digit of any script. */
export function mayHoldDigits(text: string): boolean {
  return digitOffsets(text).length > 0 || wide;
}

/** Ranges in which some window of 20 characters has `least` digits, widened by a margin, merged, in order. */
export function digitRegions(text: string, least: number): readonly Region[] {
  if (text !== lastText) remember(text);
  const known = regionsOf.get(least);
  if (known) return known;
  const regions: Region[] = [];
  let last: Region | undefined;
  // A short text, such as an answer to a question, is read whole if it has a digit at all.
  if (text.length <= SHORT && positions.length) regions.push({ start: 0, end: text.length });
  else
    for (let k = least - 1; k < positions.length; k++) {
      const first = positions[k - least + 1]!;
      const at = positions[k]!;
      if (at - first >= WINDOW) continue;
      const start = Math.max(0, first - MARGIN);
      const end = Math.min(text.length, at + 1 + MARGIN);
      if (last && start <= last.end) last.end = end;
      else {
        last = { start, end };
        regions.push(last);
      }
    }
  regionsOf.set(least, regions);
  return regions;
}

/** Ranges around the places where some words occur, merged, in order. `starts` ascend, or nearly: hits of a scanner are ordered by their ends. */
export function regionsAround(text: string, starts: readonly number[], before: number, after: number): Region[] {
  const regions: Region[] = [];
  for (const at of starts) {
    const start = Math.max(0, at - before);
    const end = Math.min(text.length, at + after);
    const last = regions.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else regions.push({ start, end });
  }
  return regions;
}

/** Whether the text has what the pattern needs; without a digit it has nothing. */
export function mayMatch(text: string, { needs }: Needing): boolean {
  if (text !== lastText) remember(text);
  if (facts < 0) facts = positions.length > 0 ? factsOf(text) : 0;
  return (facts & needs) === needs;
}

/** Matches of a pattern in regions, if the text has what it needs. */
export const matchesNeeding = (text: string, regions: readonly Region[], one: Needing): readonly RegExpExecArray[] =>
  regions.length > 0 && mayMatch(text, one) ? matchesIn(text, regions, one.pattern) : NO_MATCHES;

const NO_MATCHES: readonly RegExpExecArray[] = [];

/** All matches of a global pattern; without the copy of the pattern that `matchAll` makes. */
export function matchesOf(text: string, pattern: RegExp): RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    matches.push(match);
    if (match[0] === '') pattern.lastIndex++;
  }
  return matches;
}

/** The same inside the regions, with indices into the whole text. A match at a region's rim is seen with its surroundings. */
export function matchesIn(text: string, regions: readonly Region[], pattern: RegExp): RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  for (const { start, end } of regions) {
    for (const match of matchesOf(text.slice(start, end), pattern)) {
      match.index += start;
      matches.push(match);
    }
  }
  return matches;
}
