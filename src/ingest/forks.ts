/**
 * Which session was forked from which. A fork's log repeats the session that it left, so that its answers would be trained once
 * for each fork, and in other splits than the parent's: the repeated part is marked (see inherit.ts), and a family of forks stays
 * in one split.
 */
import { Table64 } from '../kit/table64.ts';

/** What is known of a session among its forks. */
export interface Kin {
  /** The session whose beginning it repeats: its parent, or the first of its siblings where the logs do not hold the parent. */
  elder?: number;
  /** Digest that all sessions of one family share. */
  family?: string;
}

/** Two sessions call themselves so: the name says nothing. */
const AMBIGUOUS = 0xfffffffe;

export class Forks {
  /** Digests of names that forks may call a session by, besides its key. */
  private readonly aliases = new Table64();
  /** By session: digests of its ancestors' names, in the order in which the log names them. */
  private readonly parents = new Map<number, string[]>();

  get size(): number {
    return this.parents.size;
  }

  name(session: number, alias: string): void {
    const known = this.aliases.get(alias);
    if (known !== session) this.aliases.set(alias, known === undefined ? session : AMBIGUOUS);
  }

  note(session: number, parents: readonly string[]): void {
    const known = this.parents.get(session);
    if (!known) this.parents.set(session, [...parents]);
    else for (const parent of parents) if (!known.includes(parent)) known.push(parent);
  }

  /**
   * @param byKey session of a key's digest
   * @param rootOf the session that a session turned out to be the same as
   */
  kin(byKey: (key: string) => number | undefined, rootOf: (session: number) => number): Map<number, Kin> {
    const family = new Families();
    const elders = new Map<number, number>();
    const orphans = new Map<string, number>();
    for (const [given, names] of [...this.parents].sort(([a], [b]) => a - b)) {
      const session = rootOf(given);
      const found = names.flatMap((name) => {
        const at = byKey(name) ?? this.aliases.get(name);
        const ancestor = at === undefined || at === AMBIGUOUS ? undefined : rootOf(at);
        return ancestor === undefined || ancestor === session ? [] : [{ name, ancestor }];
      });
      for (const { name, ancestor } of found) family.join(session, ancestor, name);
      let elder = found[0]?.ancestor;
      const [missing] = names;
      if (elder === undefined && missing !== undefined && byKey(missing) !== session) {
        elder = orphans.get(missing) ?? session;
        orphans.set(missing, elder);
        family.join(session, elder, missing);
      }
      if (elder !== undefined && !descends(elder, session, elders)) elders.set(session, elder);
    }
    return new Map(family.members().map(([session, name]) => [session, kinOf(elders.get(session), name)]));
  }
}

const kinOf = (elder: number | undefined, family: string): Kin =>
  elder === undefined ? { family } : { elder, family };

/** Of two sessions that name one another one must hold the talk, or nobody would. */
function descends(session: number, from: number, elders: ReadonlyMap<number, number>): boolean {
  for (let at: number | undefined = session; at !== undefined; at = elders.get(at)) if (at === from) return true;
  return false;
}

/** Union-find over sessions; a family's name is the least of its parents' names, whatever the order of the files. */
class Families {
  private readonly up = new Map<number, number>();
  private readonly names = new Map<number, string>();

  join(a: number, b: number, name: string): void {
    const [low, high] = [this.root(a), this.root(b)].sort((x, y) => x - y) as [number, number];
    const known = [name, this.names.get(low), this.names.get(high)].filter((n) => n !== undefined);
    for (const session of [a, b]) if (!this.up.has(session)) this.up.set(session, session);
    this.up.set(high, low);
    this.names.set(low, known.sort()[0] as string);
  }

  private root(session: number): number {
    let at = session;
    for (let up = this.up.get(at); up !== undefined && up !== at; up = this.up.get(at)) at = up;
    return at;
  }

  members(): [number, string][] {
    return [...this.up.keys()].map((session) => [session, this.names.get(this.root(session)) as string]);
  }
}
