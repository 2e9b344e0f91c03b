/**
 * Which short prompts differ in one phrase: at one place, by a few words. Similarity of n-grams does not tell: three of eight
 * words can be another question's or another city's. So it is looked up: with a place and its phrase taken out, the two leave
 * the same words before and behind it.
 */

import { Table64 } from '../../kit/table64.ts';
import { mixed, weightOf } from '../../kit/word-hashes.ts';

/** Longest phrase, four words, in the unit of `weightOf`; and the steps up to it, so that closer prompts meet first. */
const STEPS = [0, 2, 4, 6, 8] as const;
/** Entries of the table at once, some 100 MB: prompts by the million are looked at in several passes. */
const ENTRIES = 4_000_000;

/**
 * @param prompts words of different short prompts
 * @param meet hears of a prompt and an earlier one (the first with the same rest) that differ in one phrase
 */
export function onePhraseApart(prompts: readonly Uint16Array[], meet: (earlier: number, later: number) => void): void {
  const passes = Math.ceil(prompts.reduce((n, words) => n + words.length * STEPS.length, 0) / ENTRIES);
  for (let pass = 0; pass < passes; pass++) {
    const firsts = new Table64();
    for (const step of STEPS) {
      for (const [item, words] of prompts.entries()) {
        eachRest(words, step, (high, low) => {
          if ((high >>> 0) % passes !== pass) return;
          const earlier = firsts.read(high >>> 0, low >>> 0);
          if (earlier === undefined) firsts.write(high >>> 0, low >>> 0, item);
          else if (earlier !== item) meet(earlier, item);
        });
      }
    }
  }
}

/** Calls `each` with a digest of what is left without a phrase of weight `step` (or one less), for every place. What is left is at least half. */
function eachRest(words: Uint16Array, step: number, each: (high: number, low: number) => void): void {
  const n = words.length;
  const behind = behindOf(words);
  let total = 0;
  for (const word of words) total += weightOf(word);
  if (step * 2 > total) return;
  let before = 1;
  for (let from = 0; from <= n; from++) {
    let weight = 0;
    for (let to = from; weight <= step; to++) {
      if (weight >= step - 1)
        each(mixed(before ^ (behind[to] as number)), Math.imul(before, 31) + (behind[to] as number));
      if (to === n) break;
      weight += weightOf(words[to] as number);
    }
    before = after(before, words[from] ?? 0);
  }
}

const after = (hash: number, word: number): number => mixed(Math.imul(hash, 0x01000193) ^ word);

/** Digests of the words from each place to the end. */
function behindOf(words: Uint16Array): Int32Array {
  const out = new Int32Array(words.length + 1);
  out[words.length] = 2;
  for (let i = words.length - 1; i >= 0; i--) out[i] = after(out[i + 1] as number, words[i] as number);
  return out;
}
