/** Splits without leaks: what belongs together goes to one split as a whole. */

import { Key } from '../../kit/key.ts';
import type { Config } from '../../model/config.ts';
import type { Pair } from '../../model/example.ts';
import type { CardFacts } from '../card.ts';
import type { Curation } from '../curated.ts';
import { statedGroups } from './groups.ts';

export type SplitName = 'train' | 'validation' | 'test';

/**
 * Groups are made by session, fork, duplicate, intent, subject, near-copy and pair. A group's split hangs on a hash of the seed and its
 * least member, so that it stays where it is when other logs come in.
 *
 * @returns the split of every example, by its id
 */
export function split(
  cards: readonly CardFacts[],
  { keptFor, alike }: Pick<Curation, 'keptFor' | 'alike'>,
  pairs: readonly Pick<Pair, 'chosen' | 'rejected'>[],
  config: Pick<Config, 'split' | 'seed'>,
): Map<string, SplitName> {
  const groups = statedGroups(cards, keptFor);
  for (const [id, group] of alike ?? []) groups.join(id, group);
  for (const pair of pairs) groups.join(pair.chosen.example, pair.rejected.example);
  const names = groups.names();
  return new Map(cards.map((c) => [c.id, splitOf(names.get(groups.root(c.id)) as string, config)]));
}

function splitOf(group: string, { seed, split: shares }: Pick<Config, 'split' | 'seed'>): SplitName {
  const { test, validation } = shares;
  const at = new Key(Buffer.from(seed)).digest('split', [group]).readUInt32BE(0) / 2 ** 32;
  if (at < test) return 'test';
  return at < test + validation ? 'validation' : 'train';
}
