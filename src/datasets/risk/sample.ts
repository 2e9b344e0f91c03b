/** How many places of each stratum the reviewer is to read, and what the reviewer's finds say of the rest. */
import { wilson } from '../../kit/stats.ts';

export interface Stratum {
  /** Items of the whole, and how many of them are in the sample. */
  size: number;
  sampled: number;
}

/** Largest remainders, after one for each stratum where the total allows it. */
export function quotas(sizes: readonly number[], n: number): number[] {
  const base = n >= sizes.length ? 1 : 0;
  const out = sizes.map((size) => Math.min(base, size));
  let left = n - out.reduce((a, b) => a + b, 0);
  const room = sizes.map((size, k) => size - (out[k] ?? 0));
  const total = room.reduce((a, b) => a + b, 0);
  const shares = room.map((size) => (total ? (size * left) / total : 0));
  shares.forEach((share, k) => {
    const whole = Math.min(Math.floor(share), room[k] ?? 0);
    out[k] = (out[k] ?? 0) + whole;
    left -= whole;
  });
  const order = shares
    .map((share, k) => ({ k, rest: share - Math.floor(share) }))
    .sort((a, b) => b.rest - a.rest || a.k - b.k);
  for (let i = 0; left > 0 && i < order.length * 2; i++) {
    const k = order[i % order.length]?.k ?? 0;
    if ((out[k] ?? 0) >= (sizes[k] ?? 0)) continue;
    out[k] = (out[k] ?? 0) + 1;
    left--;
  }
  return out;
}

/** What the reviewer found in a stratum of the sample. */
export interface Reviewed {
  /** Items of the stratum in the whole dataset. */
  size: number;
  /** Items that were read. */
  read: number;
  /** Items read in which something had been missed. */
  withMiss: number;
}

export interface ResidualBound {
  read: number;
  withMiss: number;
  /** Estimated share of items with something missed, weighted by the strata. */
  rate: number;
  /** 95 % upper bound of that share: Wilson, weighted by the strata, so rather too high than too low. */
  upper: number;
}

/** Upper bound of the share of items that still hold something, from the reviewed part of each stratum. */
export function residualBound(strata: readonly Reviewed[]): ResidualBound {
  const total = strata.reduce((sum, { size }) => sum + size, 0);
  let rate = 0;
  let upper = 0;
  for (const { size, read, withMiss } of strata) {
    const weight = total ? size / total : 0;
    rate += weight * (read ? withMiss / read : 0);
    upper += weight * wilson(withMiss, read).high;
  }
  const read = strata.reduce((sum, one) => sum + one.read, 0);
  const withMiss = strata.reduce((sum, one) => sum + one.withMiss, 0);
  // Pooled, the bound is tighter when all strata were sampled in proportion; the smaller of the two still holds for these.
  const proportional = strata.every(
    ({ size, read: own }) => Math.abs(own / Math.max(1, read) - size / Math.max(1, total)) < 0.02,
  );
  return { read, withMiss, rate, upper: proportional ? wilson(withMiss, read).high : total ? upper : 1 };
}
