/** Drift: how what the logs hold changes from one week, month or year to the next. */
import type { Period, Periods, Unit } from '../../datasets/periods.ts';

const DRIFTING = ['complexity', 'outcome', 'language', 'domain', 'tools'] as const;
type Drifting = (typeof DRIFTING)[number];

export interface Drift {
  unit: Unit;
  /** Examples whose log tells no time. */
  undated: number;
  /** Examples that no dataset may hold: they count nowhere else here. */
  withheld: number;
  periods: DriftPeriod[];
}

export interface DriftPeriod {
  /** First day, UTC. */
  from: string;
  sessions: number;
  examples: number;
  /** Mean of the levels 1 to 5. */
  complexity: number;
  /** Shares of the examples by value; of `tools`, of all calls of a tool by an example. */
  shares: Record<Exclude<Drifting, 'complexity'>, Record<string, number>>;
  /** Jensen–Shannon divergence to the period before, from 0 (alike) to 1 (nothing in common); null for the first. */
  divergence: Record<Drifting, number> | null;
  /** This period or the one before has too few examples for a divergence to mean much. */
  few: boolean;
  /** Shares that changed most since the period before, most first; none where there are too few examples. */
  changes: { of: Drifting; value: string; before: number; after: number }[];
}

/** Below as many examples, shares swing by more than .1 by chance: .1 is about one standard error of a share of .5 at 25. */
const FEW = 30;
/** Changes that are named: the largest, and none that chance explains. */
const NAMED = 3;
const LEAST = 0.1;

/** @param periods of the manifest; absent where no log tells a time */
export function driftOf(periods: Periods | undefined): Drift | null {
  if (!periods) return null;
  const { unit, undated, withheld, list } = periods;
  return { unit, undated, withheld, periods: list.map((period, i) => against(period, list[i - 1])) };
}

function against(period: Period, before: Period | undefined): DriftPeriod {
  const { from, sessions, examples } = period;
  const few = !before || Math.min(examples, before.examples) < FEW;
  const shares = (one: Drifting) => rounded(sharesOf(period[one]));
  return {
    ...{ from, sessions, examples },
    complexity: round(meanOf(period.complexity)),
    shares: {
      outcome: shares('outcome'),
      language: shares('language'),
      domain: shares('domain'),
      tools: shares('tools'),
    },
    divergence: before ? divergences(before, period) : null,
    few,
    changes: few ? [] : changesOf(before, period),
  };
}

function divergences(before: Period, after: Period): Record<Drifting, number> {
  const of = (one: Drifting) => round(jensenShannon(sharesOf(before[one]), sharesOf(after[one])));
  return {
    ...{ complexity: of('complexity'), outcome: of('outcome'), language: of('language') },
    ...{ domain: of('domain'), tools: of('tools') },
  };
}

function changesOf(before: Period, after: Period): DriftPeriod['changes'] {
  const all = DRIFTING.flatMap((of) => {
    const [was, is] = [sharesOf(before[of]), sharesOf(after[of])];
    return [...new Set([...was.keys(), ...is.keys()])].map((value) => {
      return { of, value, before: round(was.get(value) ?? 0), after: round(is.get(value) ?? 0) };
    });
  });
  const size = (c: { before: number; after: number }): number => round(Math.abs(c.after - c.before));
  const large = all.filter((change) => size(change) >= LEAST);
  return large.sort((a, b) => size(b) - size(a) || (a.value < b.value ? -1 : 1)).slice(0, NAMED);
}

/** In bits. Two periods of which one holds nothing (no tool is called) have nothing in common, two empty ones everything. */
export function jensenShannon(p: ReadonlyMap<string, number>, q: ReadonlyMap<string, number>): number {
  if (p.size === 0 || q.size === 0) return p.size === q.size ? 0 : 1;
  let sum = 0;
  for (const value of new Set([...p.keys(), ...q.keys()])) {
    const [a, b] = [p.get(value) ?? 0, q.get(value) ?? 0];
    const middle = (a + b) / 2;
    for (const share of [a, b]) if (share > 0) sum += (share / 2) * Math.log2(share / middle);
  }
  return Math.min(1, Math.max(0, sum));
}

export function sharesOf(counts: Readonly<Record<string, number>>): Map<string, number> {
  const entries = Object.entries(counts);
  const all = entries.reduce((n, [, times]) => n + times, 0);
  return new Map(entries.map(([value, times]) => [value, times / all]));
}

const meanOf = (levels: Readonly<Record<string, number>>): number =>
  [...sharesOf(levels)].reduce((sum, [level, share]) => sum + Number(level) * share, 0);

const rounded = (shares: ReadonlyMap<string, number>): Record<string, number> =>
  Object.fromEntries([...shares].map(([value, share]) => [value, round(share)]));

const round = (value: number): number => Math.round(value * 1e4) / 1e4;
