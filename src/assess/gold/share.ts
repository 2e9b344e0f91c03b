/** Shares of small samples, which mean nothing without their interval. */
import { wilson, Z_BOTH } from '../../kit/stats.ts';

/** `hits` of `n`; `value` null of nothing. `low` and `high`: 95 %, Wilson, as if each of the `n` were drawn by itself. */
export interface Share {
  hits: number;
  n: number;
  value: number | null;
  low: number;
  high: number;
}

export function shareOf(hits: number, n: number): Share {
  const { low, high } = wilson(hits, n, Z_BOTH);
  return { hits, n, value: n === 0 ? null : round(hits / n), low: round(low), high: round(high) };
}

export const shareWhere = <T>(items: readonly T[], test: (item: T) => boolean): Share =>
  shareOf(items.filter(test).length, items.length);

/** Four digits: more would be pretence. JSON has no NaN, so what cannot be said is null. */
export const rounded = (value: number): number | null => (Number.isFinite(value) ? round(value) : null);

const round = (value: number): number => Math.round(value * 1e4) / 1e4;
