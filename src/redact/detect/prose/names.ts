/** Runs of words that can be a person's name, and how much they look like one. */
import { ORG_LEGAL } from './lists.ts';
import { gap, type Words, word } from './scan.ts';
import { W } from './words.ts';

export interface Run {
  /** First and last word. */
  first: number;
  last: number;
}

export const PARTICLES = new Set(
  'van von der den de del della di da dos das do du la le el al bin ibn ben abu ter ten zu zur st y e af av'.split(' '),
);
const MAX_WORDS = 5;
const PLURAL = /^\p{Lu}{2,}s$/u;
const S = 115;

/** 0 beyond the text. */
export const flagsAt = (words: Words, i: number): number => words.flags[i] ?? 0;

/** True for a word that can stand in a name as it is written. */
export function isNameWord(words: Words, i: number): boolean {
  const flags = words.flags[i] ?? 0;
  if (words.glued[i] || !(flags & W.CAP) || flags & (W.CAMEL | W.DIGITS | W.WEEKDAY)) return false;
  // `IPs`, `CDs`: more of an abbreviation.
  if (words.text.charCodeAt((words.end[i] ?? 0) - 1) === S && PLURAL.test(word(words, i))) return false;
  // `Jan Novak`, `April Reed`, `Mr. May`, but not `Jan 5`.
  if (flags & W.MONTH) {
    const titled = (words.flags[i - 1] ?? 0) & W.HONORIFIC && /^\.? $/.test(gap(words, i - 1));
    const named = flags & W.GIVEN && (words.flags[i + 1] ?? 0) & W.CAP && gap(words, i) === ' ';
    return Boolean(titled || named);
  }
  return true;
}

/** The run of name words that starts at `i`, over single spaces, initials and particles; at most five words. */
export function nameRun(words: Words, i: number): Run | undefined {
  if (!isNameWord(words, i)) return undefined;
  let last = i;
  for (let k = i; k - i < MAX_WORDS; k++) {
    if (!joins(words, k)) break;
    const next = k + 1;
    if (isNameWord(words, next)) {
      last = next;
      continue;
    }
    const lower = word(words, next);
    if (!PARTICLES.has(lower) || words.glued[next]) break;
    // Particles count when a name word follows: `van der Berg`.
    const after = PARTICLES.has(word(words, next + 1)) ? next + 2 : next + 1;
    if (!joins(words, next) || !isNameWord(words, after)) break;
    k = after - 1;
    last = after;
  }
  return { first: i, last };
}

/** True when word k and the next are parts of one name: a space, or the point of an initial and a space. */
function joins(words: Words, k: number): boolean {
  if (k + 1 >= words.start.length) return false;
  const between = gap(words, k);
  if (between === ' ' || between === '  ') return true;
  const length = (words.end[k] ?? 0) - (words.start[k] ?? 0);
  return (between === '. ' || between === '.') && length === 1;
}

export const NAME = W.GIVEN | W.FAMILY | W.WIDE;
export const CURATED = W.GIVEN | W.FAMILY;

/** A word of English that is hardly ever a name. */
export function isPlainWord(flags: number): boolean {
  return Boolean(flags & W.COMMON) && !(flags & W.GIVEN);
}

/** A word that is in no dictionary of English: at a name's place it is one. */
export function isForeign(flags: number): boolean {
  return !(flags & (W.COMMON | W.KNOWN | W.JOB | W.ORG | W.STREET | W.NRP | W.GREETING));
}

/** Words that no name has, whatever stands before them. */
export function breaksName(words: Words, i: number): boolean {
  const flags = words.flags[i] ?? 0;
  if (flags & W.ORG && ORG_LEGAL.has(word(words, i).toLowerCase())) return true;
  return Boolean(flags & (W.STREET | W.ORG | W.UNIT | W.NRP | W.JOB | W.GREETING)) && !(flags & CURATED);
}
