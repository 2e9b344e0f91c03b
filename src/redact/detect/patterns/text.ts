/** Small helpers on the surroundings of a match. All look at a bounded window. */
import type { Finding } from '../detector.ts';

/** UTF-16 units looked at before a match for words of context. */
const BEFORE = 64;
const AFTER = 32;

/** The lower-cased text before `start`, at most one window. */
export function textBefore(text: string, start: number, length = BEFORE): string {
  return text.slice(Math.max(0, start - length), start).toLowerCase();
}

/** Whether words of context stand shortly before the range, or right after it in its line. */
export function hasContext(text: string, start: number, end: number, words: RegExp): boolean {
  if (words.test(textBefore(text, start))) return true;
  // What follows counts in the same line only: the next one has a number of its own.
  const after = text.slice(end, end + AFTER);
  const line = after.indexOf('\n');
  return words.test((line === -1 ? after : after.slice(0, line)).toLowerCase());
}

/** Digits and Latin letters. */
export function isAlnum(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Upper-cased, and everything but letters and digits taken out. */
export function compact(value: string): string {
  return value.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** Whether the range is all that the text has, but for white space and a full stop. */
export function isAlone(text: string, start: number, end: number): boolean {
  return end - start > text.length - 8 && /^\s*$/.test(text.slice(0, start)) && /^[.!\s]*$/.test(text.slice(end));
}

/** Sorted by place; of findings that overlap, the first that begins stays unless a later one is surer. */
export function settled(found: Finding[]): Finding[] {
  if (found.length < 2) return found;
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Finding[] = [];
  for (const finding of found) {
    const last = kept.at(-1);
    if (!last || finding.start >= last.end) kept.push(finding);
    else if (finding.confidence > last.confidence) kept[kept.length - 1] = finding;
  }
  return kept;
}
