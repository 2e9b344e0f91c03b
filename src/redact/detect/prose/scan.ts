/** The one pass over a text that all prose detectors share: words with their flags, line by line. */
import { wordFlagsIn } from './words.ts';

/** In which kind of language a text is written: see language.ts. */
export type Language = 'english' | 'german' | 'other';

/** Words of a text, as parallel arrays. */
export interface Words {
  text: string;
  start: number[];
  end: number[];
  /** Flags of `W`; 0 for words inside identifiers, paths, addresses and the like. */
  flags: number[];
  /** True where the word is part of something longer that is no prose: `user_name`, `a/b`, `x.y`, `#anchor`. */
  glued: boolean[];
  /** Index of the first word of each line that has words; lines[k+1] - 1 is its last. */
  lines: number[];
  /** What language.ts found out about the text, kept here since it is asked for at every name. */
  language?: Language;
  dump?: boolean;
}

const LETTER = /[\p{L}\p{M}]/u;
const WIDE_RUN = /[\p{L}\p{M}\p{N}]+/uy;

const isAsciiWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);

/** Characters that glue: _ / \ @ $ # = ~ ` % & + < > { } [ ] | ^ (seen before or behind a word without a space). */
const GLUE_BEFORE = table('_/\\@$#=~%&<>|^{');
const GLUE_AFTER = table('_/\\@$=~%(<>|^[{');

function table(chars: string): Uint8Array {
  const out = new Uint8Array(65536);
  for (const char of chars) out[char.charCodeAt(0)] = 1;
  return out;
}

export function scanWords(text: string): Words {
  const words: Words = { text, start: [], end: [], flags: [], glued: [], lines: [] };
  const length = text.length;
  let i = 0;
  let lineOpen = false;
  while (i < length) {
    const code = text.charCodeAt(i);
    if (code === 10) lineOpen = false;
    if (!(isAsciiWord(code) || (code > 127 && isLetter(text, i)))) {
      i++;
      continue;
    }
    const start = i;
    i = wordEnd(text, i, length);
    if (!lineOpen) words.lines.push(words.start.length);
    lineOpen = true;
    const glued = isGlued(text, start, i);
    words.start.push(start);
    words.end.push(i);
    words.glued.push(glued);
    words.flags.push(glued ? 0 : wordFlagsIn(text, start, i));
  }
  return words;
}

function isLetter(text: string, i: number): boolean {
  return LETTER.test(String.fromCodePoint(text.codePointAt(i) ?? 0));
}

/** End of the word at `i`; an apostrophe or hyphen between letters belongs to it, but not a possessive 's. */
function wordEnd(text: string, i: number, length: number): number {
  for (;;) {
    i = runEnd(text, i, length);
    if (!joinsLetters(text, i, length)) return i;
    i++;
  }
}

/** End of the run of letters, marks and digits at `i`. */
function runEnd(text: string, i: number, length: number): number {
  for (;;) {
    while (i < length && isAsciiWord(text.charCodeAt(i))) i++;
    if (i >= length || text.charCodeAt(i) <= 127) return i;
    WIDE_RUN.lastIndex = i;
    const run = WIDE_RUN.exec(text)?.[0].length ?? 0;
    if (!run) return i;
    i += run;
  }
}

/** A sign at `i` that joins two parts of a word: a hyphen, or the apostrophe of O'Brien and d'Angelo, but not of don't or we'll. */
function joinsLetters(text: string, i: number, length: number): boolean {
  const code = text.charCodeAt(i);
  if ((code !== 39 && code !== 45 && code !== 0x2019) || i + 1 >= length) return false;
  const next = text.charCodeAt(i + 1);
  const capital = next >= 65 && next <= 90;
  const letter = capital || (next >= 97 && next <= 122) || (next > 127 && isLetter(text, i + 1));
  if (!letter || isDigit(text.charCodeAt(i - 1))) return false;
  if (code === 45) return true;
  const after = text.charCodeAt(i + 2);
  const possessive = next === 83 && !(isAsciiWord(after) || after > 127);
  return capital && !possessive;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function isGlued(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  if (start > 0 && GLUE_BEFORE[before]) return true;
  if (end < text.length && GLUE_AFTER[after]) return true;
  // One word in backticks is an identifier.
  if (before === 96 && after === 96) return true;
  // `os.path`, `file.py`: a point with a letter or digit on its other side. `St.John` is rare enough.
  if (before === 46 && start > 1 && (isAsciiWord(text.charCodeAt(start - 2)) || text.charCodeAt(start - 2) === 41))
    return true;
  if (after === 46 && isAsciiWord(text.charCodeAt(end + 1))) return true;
  return after === 58 && text.charCodeAt(end + 1) === 58;
}

/** Index of the last word of line k. */
export function lastOfLine(words: Words, k: number): number {
  return (words.lines[k + 1] ?? words.start.length) - 1;
}

/** Text between two neighbouring words. */
export function gap(words: Words, i: number): string {
  return words.text.slice(words.end[i] ?? 0, words.start[i + 1] ?? words.text.length);
}

export function word(words: Words, i: number): string {
  return words.text.slice(words.start[i], words.end[i]);
}
