/** Splits without leaks: what belongs together goes to one split as a whole. */
import type { Config } from '../../core/config.ts';
import { Key } from '../../core/key.ts';
import type { Pair } from '../../core/model/example.ts';
import type { Card } from '../card.ts';

export type SplitName = 'train' | 'validation' | 'test';

/**
 * Groups are made by session, duplicate, intent, subject and pair. A group's split hangs on a hash of the seed and its
 * members' intent or session, so that it stays where it is when other logs come in.
 */
export function split(cards: readonly Card[], pairs: readonly Pair[], config: Config): Map<string, SplitName> {
  const groups = new Groups();
  for (const card of cards) {
    groups.join(card.id, `session:${card.session}`);
    if (card.duplicateOf) groups.join(card.id, card.duplicateOf);
    if (card.intent) groups.join(card.id, `intent:${card.format}:${card.intent}`);
    for (const subject of card.governance.subjects) groups.join(card.id, `subject:${subject}`);
  }
  for (const pair of pairs) groups.join(pair.chosen.example, pair.rejected.example);
  const names = groups.names();
  return new Map(cards.map((c) => [c.id, splitOf(names.get(groups.root(c.id)) as string, config)]));
}

function splitOf(group: string, config: Config): SplitName {
  const { test, validation } = config.split;
  const at = new Key(Buffer.from(config.seed)).digest('split', [group]).readUInt32BE(0) / 2 ** 32;
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
