/** How much a text looks like each language by its n-grams of UTF-8 bytes: the method of eld (N-grams of 4 bytes, 3 apart). */
import { LANGUAGES } from './iso.ts';
import { NGRAMS } from './ngrams.generated.ts';

const CODES = Object.values(LANGUAGES);
/** Scores in the table are stored less their smallest. */
const BASE = 53;
/** Few n-grams prove little: as if there were so many more that no language knows. */
const UNKNOWN = 2;
/** Longer words are cut: they are no words. */
const LONGEST = 70;

/** n-gram → pairs of characters, language and score; built when the first text asks, in some 20 ms. */
let table: ReadonlyMap<string, string> | undefined;

function build(): Map<string, string> {
  const out = new Map<string, string>();
  for (const line of NGRAMS.split('\n')) {
    const tab = line.indexOf('\t');
    out.set(line.slice(0, tab), line.slice(tab + 1));
  }
  return out;
}

/**
 * @param words in lower case
 * @returns by language: the mean score of an n-gram, about 100 where it is that language, 0 where none is known
 */
export function ngramScores(words: readonly string[]): Map<string, number> {
  table ??= build();
  const ngrams = new Set(words.flatMap((word) => ngramsOf(utf8(word))));
  const sums = new Float64Array(CODES.length);
  for (const ngram of ngrams) {
    const pairs = table.get(ngram) ?? '';
    for (let i = 0; i < pairs.length; i += 2) {
      const at = pairs.charCodeAt(i) - 65;
      sums[at] = (sums[at] ?? 0) + pairs.charCodeAt(i + 1) - 33 + BASE;
    }
  }
  const scores = new Map<string, number>();
  for (const [at, code] of CODES.entries()) if (sums[at]) scores.set(code, (sums[at] ?? 0) / (ngrams.size + UNKNOWN));
  return scores;
}

/** A space in front of the first and behind the last of a word. */
function ngramsOf(word: string): string[] {
  const length = Math.min(word.length, LONGEST);
  const out: string[] = [];
  let at = 0;
  for (; at + 4 < length; at += 3) out.push((at === 0 ? ' ' : '') + word.slice(at, at + 4));
  out.push(`${at === 0 ? ' ' : ''}${word.slice(length === 3 ? 0 : Math.max(0, length - 4), length)} `);
  return out;
}

const ASCII = /^[\0-\x7f]*$/;
const encoder = new TextEncoder();

/** One character for each byte. */
const utf8 = (word: string): string => (ASCII.test(word) ? word : String.fromCharCode(...encoder.encode(word)));
