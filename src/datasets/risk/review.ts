/** What the review of the audit sample says of the whole dataset. */
import { type ResidualBound, residualBound, type Stratum } from './sample.ts';
import type { Place } from './sampler.ts';

/** `reviews`: number of misses that the reviewer confirmed, by place. Undefined as long as nobody has read anything. */
export function reviewBound(
  sample: readonly Place[],
  strata: Iterable<readonly [string, Stratum]>,
  reviews: ReadonlyMap<string, number>,
): ResidualBound | undefined {
  const reviewed = [...strata].map(([name, { size }]) => {
    const read = sample.filter((p) => p.stratum === name && reviews.has(p.place));
    return { size, read: read.length, withMiss: read.filter((p) => (reviews.get(p.place) ?? 0) > 0).length };
  });
  return reviewed.some(({ read }) => read > 0) ? residualBound(reviewed) : undefined;
}

/**
 * The places in an order in which every beginning holds the strata in proportion: whoever stops early has still read a fair
 * sample of the whole, and the bound is as tight as it can be.
 */
export function readingOrder(sample: readonly Place[]): Place[] {
  const strata = new Map<string, Place[]>();
  for (const place of sample) {
    const own = strata.get(place.stratum);
    if (own) own.push(place);
    else strata.set(place.stratum, [place]);
  }
  return [...strata.values()]
    .flatMap((own) => own.map((place, i) => ({ place, at: (i + 0.5) / own.length })))
    .sort((a, b) => a.at - b.at || (a.place.place < b.place.place ? -1 : 1))
    .map(({ place }) => place);
}
