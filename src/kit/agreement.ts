/** How well two labellings of the same things agree: what automatic tags are measured by. A pair is [expected, given]. */

export type LabelPair = readonly [expected: string, given: string];

/** How one label fared; a share of nothing is NaN, which no floor of a test passes. */
interface LabelScore {
  label: string;
  /** Of what was given this label, the share that should have it. */
  precision: number;
  /** Of what should have this label, the share that was given it. */
  recall: number;
  /** How many should have it, and how many were given it. */
  expected: number;
  given: number;
}

export interface Scores {
  n: number;
  /** Share of equal pairs. */
  accuracy: number;
  /** Share of the commonest expected label: what one who always says it would reach. */
  majority: number;
  kappa: number;
  /** By label, sorted by name. */
  labels: LabelScore[];
}

/**
 * Cohen's kappa: agreement beyond what two raters with these label frequencies reach by chance (Cohen 1960).
 * @returns 1 for full agreement (also where both know one label only), 0 for chance, NaN for no pairs
 */
export function cohensKappa(pairs: readonly LabelPair[]): number {
  const { expected, given } = totals(pairs);
  const n = pairs.length;
  const agreed = pairs.filter(([a, b]) => a === b).length / n;
  let chance = 0;
  for (const [label, count] of expected) chance += (count / n) * ((given.get(label) ?? 0) / n);
  return chance === 1 ? 1 : (agreed - chance) / (1 - chance);
}

/** @returns how often each pair occurs: expected label → given label → count */
export function confusion(pairs: readonly LabelPair[]): Map<string, Map<string, number>> {
  const table = new Map<string, Map<string, number>>();
  for (const [a, b] of pairs) {
    const row = table.get(a) ?? new Map<string, number>();
    table.set(a, row.set(b, (row.get(b) ?? 0) + 1));
  }
  return table;
}

export function scores(pairs: readonly LabelPair[]): Scores {
  const { expected, given } = totals(pairs);
  const right = counts(pairs.flatMap(([a, b]) => (a === b ? [a] : [])));
  const names = [...new Set([...expected.keys(), ...given.keys()])].sort();
  return {
    n: pairs.length,
    accuracy: sum(right) / pairs.length,
    majority: Math.max(0, ...expected.values()) / pairs.length,
    kappa: cohensKappa(pairs),
    labels: names.map((label) => {
      const [hits, should, was] = [right, expected, given].map((m) => m.get(label) ?? 0) as [number, number, number];
      return { label, precision: hits / was, recall: hits / should, expected: should, given: was };
    }),
  };
}

const totals = (pairs: readonly LabelPair[]) => ({
  expected: counts(pairs.map(([a]) => a)),
  given: counts(pairs.map(([, b]) => b)),
});

function counts(labels: readonly string[]): Map<string, number> {
  const by = new Map<string, number>();
  for (const label of labels) by.set(label, (by.get(label) ?? 0) + 1);
  return by;
}

const sum = (by: ReadonlyMap<string, number>): number => [...by.values()].reduce((a, b) => a + b, 0);
