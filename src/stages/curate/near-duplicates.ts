/**
 * Near-duplicates: examples that say almost the same as a better one. Alike are two whose prompt, answer and calls are each alike:
 * one prompt answered differently is two examples, and so are two calls with other values. Nothing is merged, and pairs are made
 * of near-duplicates too: a success and a failure at one task are what pairs are for.
 */

import { meetInBuckets } from '../../kit/buckets.ts';
import { bandKey } from '../../kit/minhash.ts';
import type { Config } from '../../model/config.ts';
import { type Mark, refusedByAll } from '../../model/marks.ts';
import type { Card } from '../card.ts';
import {
  likeness,
  NGRAM,
  PARTS,
  readSketch,
  type Sketch,
  type SketchPart,
  sameWords,
  signatureIn,
  wordsDigest,
} from '../sketch.ts';

/**
 * 12 bands of 5 places: two of prompt, two of answer, one of calls. Of two examples that are 0.8 alike in each, 99 % meet:
 * 1 - (1 - 0.8^5)^12.
 */
const BANDS = 12;
const ROWS: Readonly<Record<SketchPart, number>> = { prompt: 2, answer: 2, calls: 1 };

/** Of a bucket the best so many are compared with; near-duplicates of them leave it, so that those that stay differ. */
const MATES = 32;

/**
 * An answer and calls of fewer words than this are no evidence that two prompts ask the same: `Yes.` answers all items of a
 * set that share a long instruction. Then the prompts must be the same words. The bound is that of Q&A answers in curation.
 */
const TELLING_WORDS = 20;

/** A near-duplicate and the better example that it is like. */
export interface NearDuplicate {
  copy: string;
  kept: string;
  /** Of the part that is least alike, from 0 to 1. */
  similarity: number;
}

/**
 * Every near-duplicate is alike to the kept example itself, and not only to others of its cluster: chains do not grow.
 *
 * @param cards without exact copies; in any order
 * @param marksOf what else is said against each: one that a dataset may refuse is never kept in the place of a better one
 */
export function nearDuplicates(
  cards: readonly Card[],
  marksOf: (card: Card) => readonly Mark[],
  { on, threshold }: Config['curate']['nearDuplicates'],
): NearDuplicate[] {
  if (!on) return [];
  const ranked = cards
    .filter((card) => !marksOf(card).some(({ mark }) => refusedByAll(mark)) && !isEmptyOrMedia(card.sketch))
    .map((card) => ({ card, marks: marksOf(card).length }))
    .sort((a, b) => a.marks - b.marks || compare(a.card, b.card))
    .map(({ card }) => card);
  const at = (i: number): Card => ranked[i] as Card;
  const keys = keysOf(ranked);
  const like = new Map<number, Map<number, number>>();
  meetInBuckets(
    ranked.length,
    BANDS,
    (item, band) => keys[item * BANDS + band],
    (earlier, later) => {
      const known = like.get(later)?.get(earlier);
      if (known !== undefined) return true;
      const similarity = similar(at(earlier), at(later), threshold);
      if (similarity === undefined) return false;
      like.set(later, (like.get(later) ?? new Map()).set(earlier, similarity));
      return true;
    },
    MATES,
  );
  const found: NearDuplicate[] = [];
  const copies = new Set<number>();
  for (let i = 0; i < ranked.length; i++) {
    const best = bestOf(like.get(i), copies);
    if (!best) continue;
    copies.add(i);
    found.push({ copy: at(i).id, kept: at(best.kept).id, similarity: best.similarity });
  }
  return found;
}

function bestOf(
  like: ReadonlyMap<number, number> | undefined,
  copies: ReadonlySet<number>,
): { kept: number; similarity: number } | undefined {
  let best: { kept: number; similarity: number } | undefined;
  for (const [kept, similarity] of like ?? []) {
    if (copies.has(kept)) continue;
    if (!best || similarity > best.similarity || (similarity === best.similarity && kept < best.kept))
      best = { kept, similarity };
  }
  return best;
}

/** Stated success before a concluded one, then feedback, an outcome at all, length, id. */
function compare(a: Card, b: Card): number {
  const [left, right] = [rank(a), rank(b)];
  return right - left || b.tags.chars - a.tags.chars || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function rank({ outcome, feedback }: Card): number {
  const success = outcome?.success === true ? (outcome.inferred ? 4 : 8) : 0;
  return success + (feedback.length > 0 ? 2 : 0) + ((outcome?.success ?? null) !== null ? 1 : 0);
}

const isEmptyOrMedia = (bytes: Buffer): boolean => {
  const { media, answer, calls } = readSketch(bytes);
  return media || answer.length + calls.length === 0;
};

function keysOf(cards: readonly Card[]): Int32Array {
  const keys = new Int32Array(cards.length * BANDS);
  cards.forEach(({ sketch }, item) => {
    const read = readSketch(sketch);
    // Whole data sets share an instruction and its short answers: by the band of such a prompt all of them would meet.
    const enough = saysEnough(read);
    keys.fill(enough ? 0 : wordsDigest(read.prompt), item * BANDS, (item + 1) * BANDS);
    for (const part of PARTS) {
      if (part === 'prompt' && !enough) continue;
      const signature = signatureIn(read[part], NGRAM[part]);
      const rows = ROWS[part];
      for (let band = 0; band < BANDS; band++) {
        const at = item * BANDS + band;
        keys[at] = bandKey(signature, band * rows, rows, keys[at] as number);
      }
    }
  });
  return keys;
}

/** @returns similarity of the least alike part; undefined: the two are different examples */
function similar(a: Card, b: Card, threshold: number): number | undefined {
  if (contradict(a.outcome?.success, b.outcome?.success)) return undefined;
  const [left, right] = [readSketch(a.sketch), readSketch(b.sketch)];
  if (!saysEnough(left) && !sameWords(left.prompt, right.prompt)) return undefined;
  let least = 1;
  for (const part of PARTS) {
    least = Math.min(least, likeness(left[part], right[part], NGRAM[part]));
    if (least < threshold) return undefined;
  }
  return least;
}

const saysEnough = ({ answer, calls }: Sketch): boolean => answer.length + calls.length >= TELLING_WORDS;

type Success = boolean | null | undefined;
const contradict = (a: Success, b: Success): boolean => (a ?? null) !== null && (b ?? null) !== null && a !== b;

export const nearDuplicateMark = ({ kept, similarity }: NearDuplicate): Mark => ({
  mark: 'near_duplicate',
  why: `${Math.round(similarity * 100)} % alike to ${kept}`,
});
