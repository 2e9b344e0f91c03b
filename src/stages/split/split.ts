/** Splits without leaks: what belongs together goes to one split as a whole. */

import { Key } from '../../kit/key.ts';
import type { Config } from '../../model/config.ts';
import type { Pair } from '../../model/example.ts';
import type { CardFacts } from '../card.ts';
import type { Curation } from '../curated.ts';

export type SplitName = 'train' | 'validation' | 'test';

/**
 * Groups are made by session, fork, duplicate, intent, subject and pair. A group's split hangs on a hash of the seed and its
 * least member, so that it stays where it is when other logs come in.
 *
 * @returns the split of every example, by its id
 */
export function split(
  cards: readonly CardFacts[],
  { keptFor }: Pick<Curation, 'keptFor'>,
  pairs: readonly Pick<Pair, 'chosen' | 'rejected'>[],
  config: Pick<Config, 'split' | 'seed'>,
): Map<string, SplitName> {
  const groups = new Groups();
  for (const { id, session, format, intent, family, governance } of cards) {
    groups.join(id, `session:${session}`);
    const kept = keptFor.get(id);
    if (kept !== undefined) groups.join(id, kept);
    if (family) groups.join(id, `family:${family}`);
    if (intent) groups.join(id, `intent:${format}:${intent}`);
    for (const subject of governance.subjects) groups.join(id, `subject:${subject}`);
  }
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

/** Union-find over strings. */
class Groups {
  private readonly parent = new Map<string, string>();

  root(id: string): string {
    let at = id;
    while (true) {
      const up = this.parent.get(at);
      if (up === undefined || up === at) break;
      at = up;
    }
    // Path compression keeps later look-ups short.
    for (let x = id; x !== at; ) {
      const up = this.parent.get(x) as string;
      this.parent.set(x, at);
      x = up;
    }
    return at;
  }

  join(a: string, b: string): void {
    for (const id of [a, b]) if (!this.parent.has(id)) this.parent.set(id, id);
    const [first, second] = [this.root(a), this.root(b)].sort() as [string, string];
    if (first !== second) this.parent.set(second, first);
  }

  /** The least member of each group: independent of the order in which it grew. */
  names(): Map<string, string> {
    const names = new Map<string, string>();
    for (const id of this.parent.keys()) {
      const root = this.root(id);
      const known = names.get(root);
      if (known === undefined || id < known) names.set(root, id);
    }
    return names;
  }
}
