/** Which requests make the clusters. */
import { Key } from '../../kit/key.ts';
import type { Card } from '../card.ts';

/** Requests that make the clusters: all against all of them is half a second. */
export const SAMPLE = 800;

/** Equal for requests of the same terms in the same order: a request that is asked a thousand times is one. '' where nothing was asked. */
export const requestKey = ({ terms }: Card): string => terms.toString('latin1');

/**
 * One card of each request, drawn by the hash of an id under the seed, so that it hangs neither on order nor on what else is in the run.
 *
 * @param most the first so many: a smaller number gives the beginning of the same list
 */
export function drawRequests(cards: readonly Card[], seed: string, most: number): Card[] {
  const key = new Key(Buffer.from(seed));
  const byTerms = new Map<string, Card>();
  for (const card of cards) {
    const same = requestKey(card);
    if (same !== '' && !byTerms.has(same)) byTerms.set(same, card);
  }
  return [...byTerms.values()]
    .map((card) => ({ card, at: key.hash('topic', [card.id], 8) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .slice(0, most)
    .map(({ card }) => card);
}
