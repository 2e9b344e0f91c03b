/** Are examples cut where a person would cut? Each example has two ends, and may miss cuts within. */
import type { Boundary } from '../../model/gold.ts';
import type { GoldExample } from './open.ts';
import { type Share, shareOf } from './share.ts';

export interface SegmentationScore {
  /** Examples whose two ends are right and that miss no cut within. */
  exact: Share;
  /** Of the ends that were looked at, those in their right place. */
  precision: Share;
  /** Of the cuts that should be there (right, misplaced, or missing within), those that are. */
  recall: Share;
}

/** An end that nobody said anything of counts for nothing; an example is exact when both were said to be right. */
export function segmentationScore(examples: readonly GoldExample[]): SegmentationScore {
  const all = examples.flatMap(({ labels: { begins, ends, inside } }) =>
    begins || ends || inside !== undefined ? [{ begins, ends, inside }] : [],
  );
  const ends = all.flatMap(({ begins, ends: last }) => [begins, last]).filter((end): end is Boundary => !!end);
  const right = ends.filter((end) => end === 'right').length;
  const elsewhere = ends.filter((end) => end === 'early' || end === 'late').length;
  const within = all.reduce((n, { inside = 0 }) => n + inside, 0);
  const whole = all.filter(({ begins, ends: last }) => begins && last);
  const exact = whole.filter((e) => e.begins === 'right' && e.ends === 'right' && (e.inside ?? 0) === 0);
  return {
    exact: shareOf(exact.length, whole.length),
    precision: shareOf(right, ends.length),
    recall: shareOf(right, right + elsewhere + within),
  };
}
