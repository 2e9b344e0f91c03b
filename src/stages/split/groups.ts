/** Groups of examples that belong in one split, as union-find over strings: ids of examples, and names of what they share. */
import type { CardFacts } from '../card.ts';
import type { Curation } from '../curated.ts';

export class Groups {
  private readonly parent = new Map<string, string>();
  /** Examples in a group, by its root. */
  private readonly sizes = new Map<string, number>();

  /** Makes an id an example, which counts. */
  add(id: string): void {
    this.parent.set(id, id);
    this.sizes.set(id, 1);
  }

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

  /** Number of examples in the group of an id. */
  size(id: string): number {
    return this.sizes.get(this.root(id)) ?? 0;
  }

  join(a: string, b: string): void {
    for (const id of [a, b]) if (!this.parent.has(id)) this.parent.set(id, id);
    const [first, second] = [this.root(a), this.root(b)].sort() as [string, string];
    if (first === second) return;
    this.sizes.set(first, this.size(first) + this.size(second));
    this.parent.set(second, first);
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

/** What the logs themselves say belongs together: session, fork, intent, subject; and copies with what they are copies of. */
export function statedGroups(cards: readonly CardFacts[], keptFor: Curation['keptFor']): Groups {
  const groups = new Groups();
  for (const { id } of cards) groups.add(id);
  for (const { id, session, format, intent, family, governance } of cards) {
    groups.join(id, `session:${session}`);
    const kept = keptFor.get(id);
    if (kept !== undefined) groups.join(id, kept);
    if (family) groups.join(id, `family:${family}`);
    if (intent) groups.join(id, `intent:${format}:${intent}`);
    for (const subject of governance.subjects) groups.join(id, `subject:${subject}`);
  }
  return groups;
}
