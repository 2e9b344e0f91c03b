/**
 * k-anonymity over what stays readable: a combination of town, age, job and nationality that only one session has can name its
 * person, though no single one of them does. Kept up to date while sessions stream by, at 24 bytes a combination.
 */
import { createHash } from 'node:crypto';
import { Table64 } from '../../kit/table64.ts';
import { QUASI_TYPES } from '../../model/pii.ts';
import type { PiiType, Redaction } from '../../redact/types.ts';

export interface QuasiRisk {
  /** Smallest number of sessions that share a full combination; 0 without any. */
  k: number;
  /** Sessions by the size of the group that shares their combination: 1, 2–4, 5–9, 10 and more. */
  histogram: { unique: number; few: number; some: number; many: number };
  /** Sessions that keep quasi-identifiers readable. */
  sessions: number;
  /** Sessions whose combination of several types fewer than five share, by the types. */
  rare: Record<string, number>;
}

const RARE = 5;

export class QuasiGroups {
  private readonly sizes = new Table64();
  /** Number of groups by their size, and the same by types for the small ones. */
  private readonly bySize = new Map<number, number>();
  private readonly rare = new Map<string, Map<number, number>>();

  session(redactions: Iterable<Redaction>): void {
    const own = new Map<PiiType, Set<string>>();
    for (const { type, action, risk, value } of redactions)
      if (action === 'keep' && risk === 'quasi' && QUASI_TYPES.includes(type))
        own.set(type, (own.get(type) ?? new Set()).add(value));
    if (own.size === 0) return;
    const types = QUASI_TYPES.filter((type) => own.has(type));
    const combination = types.map((type) => `${type}=${[...(own.get(type) ?? [])].sort().join(',')}`).join('|');
    const digest = createHash('sha256').update(combination).digest('hex').slice(0, 16);
    const size = this.sizes.get(digest) ?? 0;
    this.sizes.set(digest, size + 1);
    move(this.bySize, size);
    if (types.length < 2) return;
    const name = types.join('+');
    const groups = this.rare.get(name) ?? new Map<number, number>();
    this.rare.set(name, groups);
    if (size < RARE) move(groups, size);
  }

  close(): QuasiRisk {
    const histogram = { unique: 0, few: 0, some: 0, many: 0 };
    for (const [size, groups] of this.bySize)
      histogram[size === 1 ? 'unique' : size < 5 ? 'few' : size < 10 ? 'some' : 'many'] += size * groups;
    const { unique, few, some, many } = histogram;
    const rare = [...this.rare]
      .map(([types, groups]) => [types, sum(groups)] as const)
      .filter(([, sessions]) => sessions > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      sessions: unique + few + some + many,
      k: this.bySize.size === 0 ? 0 : Math.min(...this.bySize.keys()),
      histogram,
      rare: Object.fromEntries(rare),
    };
  }
}

/** A group of this size has grown by one. */
function move(groups: Map<number, number>, size: number): void {
  const before = (groups.get(size) ?? 0) - 1;
  if (before > 0) groups.set(size, before);
  else groups.delete(size);
  groups.set(size + 1, (groups.get(size + 1) ?? 0) + 1);
}

const sum = (groups: ReadonlyMap<number, number>): number =>
  [...groups].reduce((n, [size, count]) => (size < RARE ? n + size * count : n), 0);
