/**
 * Most lines of an agent's log hold no number and no address: what looks for shapes of digits and signs need not read them.
 * Condensing keeps the lines that could hold one, each with the line before it (where its label stands).
 */

import { holdsAny } from '../text/terms.ts';

export interface Condensed {
  text: string;
  /** Offset in the condensed text → offset in the whole. */
  at: (offset: number) => number;
}

/** Shorter texts are read whole. */
const MIN_LENGTH = 240;
/** Fewer digits than this are no identifier of any kind. */
const MIN_DIGITS = 3;

/** Undefined when the text is read whole. */
export function condense(text: string): Condensed | undefined {
  if (text.length < MIN_LENGTH) return undefined;
  const kept: { from: number; to: number }[] = [];
  let size = 0;
  let previous = 0;
  const spelt = holdsDot(text);
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline + 1;
    if (isInteresting(text, start, end, spelt)) {
      const last = kept[kept.length - 1];
      const from = Math.max(previous, last ? last.to : 0);
      if (last && from === last.to) last.to = end;
      else kept.push({ from, to: end });
      size += end - from;
    }
    if (newline - start > 0 || newline < 0) previous = start;
    start = end;
  }
  if (size > text.length * 0.8) return undefined;
  const starts: number[] = [];
  let out = '';
  for (const { from, to } of kept) {
    starts.push(out.length);
    out += text.slice(from, to);
  }
  return { text: out, at: (offset) => shift(offset, starts, kept) };
}

/** Digits (those of a line number in front do not count), an at sign, or a spelled-out one. */
function isInteresting(text: string, start: number, end: number, spelt: boolean): boolean {
  let digits = 0;
  let i = start;
  while (i < end && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i++;
  const number = i;
  while (i < end && isDigit(text.charCodeAt(i))) i++;
  const behind = text.charCodeAt(i);
  // Not a line number after all.
  if (behind !== 58 && behind !== 124 && behind !== 9 && behind !== 0x2192) i = number;
  for (; i < end; i++) {
    const code = text.charCodeAt(i);
    if (isDigit(code)) {
      if (++digits >= MIN_DIGITS) return true;
    } else if (code === 64) return true;
    // Full-width and other digits.
    else if (code >= 0x660 && code !== 0x2019 && /\p{Nd}/u.test(text.charAt(i)) && ++digits >= MIN_DIGITS) return true;
  }
  return spelt && SPELLED.test(text.slice(start, Math.min(end, start + 2000)));
}

/** Without one of these no line holds what SPELLED looks for. */
const holdsDot = holdsAny(['dot', 'punkt']);
const SPELLED = /[[({ ](?:at|dot)[\])} ].{1,60}[[({ ](?:dot|punkt)[\])} ]/i;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function shift(offset: number, starts: readonly number[], kept: readonly { from: number; to: number }[]): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return offset - (starts[low] ?? 0) + (kept[low]?.from ?? 0);
}
