/** Evens out lengths: of each kind and length, at most so many examples stay unmarked, the best ones first. */
import { Key } from '../../kit/key.ts';
import type { Mark } from '../../model/marks.ts';
import type { CardFacts } from '../card.ts';

/** English has about four characters a token; balance needs no better. */
const CHARS_A_TOKEN = 4;

/** Kind and power of two of the tokens, such as `chat 2^9`. */
export const bucketOf = ({ kind, tags }: Pick<CardFacts, 'kind' | 'tags'>): string =>
  `${kind} 2^${Math.floor(Math.log2(Math.max(1, tags.chars / CHARS_A_TOKEN)))}`;

/**
 * @param cards that nothing else keeps out: who is out already must take nobody's place
 * @returns a mark for each that is beyond the bound of its bucket; the same for any order of `cards`
 */
export function balanceMarks(
  cards: readonly Pick<CardFacts, 'id' | 'kind' | 'tags'>[],
  maxPerBucket: number,
  seed: string,
): Map<string, Mark> {
  const buckets = new Map<string, (typeof cards)[number][]>();
  for (const card of cards) {
    const bucket = bucketOf(card);
    const list = buckets.get(bucket);
    if (list) list.push(card);
    else buckets.set(bucket, [card]);
  }
  const key = new Key(Buffer.from(seed));
  const out = new Map<string, Mark>();
  for (const [bucket, list] of buckets) {
    if (list.length <= maxPerBucket) continue;
    const ranked = list.map((card) => ({
      card,
      score: card.tags.qualityParts.score ?? 0,
      lot: key.hash('balance', [card.id]),
    }));
    ranked.sort((a, b) => b.score - a.score || (a.lot < b.lot ? -1 : a.lot > b.lot ? 1 : 0));
    for (const { card } of ranked.slice(maxPerBucket))
      out.set(card.id, {
        mark: 'over_represented',
        why: `one of ${list.length} of ${bucket} tokens, ${maxPerBucket} stay`,
      });
  }
  return out;
}
