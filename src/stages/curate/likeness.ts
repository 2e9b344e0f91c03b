/** Counts of near-duplicates and of groups by likeness, for the manifest. */
import type { Curation, Likeness } from '../curated.ts';
import type { NearDuplicate } from './near-duplicates.ts';

export function likenessOf(
  near: readonly NearDuplicate[],
  alike: NonNullable<Curation['alike']>,
  parted: number,
): Likeness {
  const clusters = countsOf(near.map(({ kept }) => kept));
  const groups = countsOf(alike.values());
  return {
    nearDuplicates: near.length,
    clusters: clusters.size,
    largestCluster: clusters.size === 0 ? 0 : most(clusters) + 1,
    groups: groups.size,
    largestGroup: most(groups),
    parted,
  };
}

function countsOf(names: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** Not by spreading: a run has a million. */
const most = (counts: ReadonlyMap<string, number>): number => {
  let max = 0;
  for (const count of counts.values()) max = Math.max(max, count);
  return max;
};
