/** Bounds on a proportion from a small sample. */

/** z for a one-sided confidence of 95 %. */
const Z95 = 1.6448536269514722;
/** z for a confidence of 95 % on both sides together. */
export const Z_BOTH = 1.959963984540054;

export interface Interval {
  low: number;
  high: number;
}

/**
 * Wilson score interval of a proportion, `hits` of `n`. With the one-sided z of 95 %, `high` is an upper bound that holds in 95 of
 * 100 samples. Nothing is known from no sample: [0, 1].
 */
export function wilson(hits: number, n: number, z: number = Z95): Interval {
  if (n <= 0) return { low: 0, high: 1 };
  const p = hits / n;
  const z2 = z * z;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return { low: hits === 0 ? 0 : Math.max(0, centre - half), high: hits === n ? 1 : Math.min(1, centre + half) };
}
