/**
 * Capture–recapture: two detectors that work differently mark the same text. From what both found and what only one found
 * follows how much both missed, as for fish in a pond that are marked and caught again.
 */

/** Counts of things of one kind. */
export interface Captures {
  /** Found by both detectors. */
  both: number;
  onlyFirst: number;
  onlySecond: number;
}

export interface CaptureEstimate extends Captures {
  /** Estimated number of all there are (Chapman); null when too few were found by both to tell. */
  total: number | null;
  /** Estimated number that neither found. */
  missed: number | null;
  /** 95 % upper bound of `missed`, two-sided (normal approximation to Chapman's variance). */
  missedHigh: number | null;
  /** Estimated share of all that was found: recall of the two together. */
  recall: number | null;
}

/** With fewer than this found by both, the estimate would be a guess. */
const MIN_BOTH = 7;

/** Chapman's nearly unbiased estimator. Detectors that err together make it too low: it is stated as an estimate. */
export function captureEstimate({ both, onlyFirst, onlySecond }: Captures): CaptureEstimate {
  const counts = { both, onlyFirst, onlySecond };
  if (both < MIN_BOTH) return { ...counts, total: null, missed: null, missedHigh: null, recall: null };
  const n1 = both + onlyFirst;
  const n2 = both + onlySecond;
  const seen = both + onlyFirst + onlySecond;
  const total = ((n1 + 1) * (n2 + 1)) / (both + 1) - 1;
  const variance = ((n1 + 1) * (n2 + 1) * onlyFirst * onlySecond) / ((both + 1) ** 2 * (both + 2));
  const missed = Math.max(0, total - seen);
  return {
    ...counts,
    total,
    missed,
    missedHigh: missed + 1.96 * Math.sqrt(variance),
    recall: total > 0 ? seen / total : 1,
  };
}

/** Detectors that go by the name of a field or label: independent of those that read the value itself. */
const BY_KEY: ReadonlySet<string> = new Set(['structured', 'labelled', 'keys', 'metadata']);
/** Neither family: the user's own terms, and values found before. */
const NEITHER: ReadonlySet<string> = new Set(['dictionary', 'decision', 'propagation']);

export const readsKeys = (detector: string): boolean => BY_KEY.has(detector);
export const readsValues = (detector: string): boolean => !BY_KEY.has(detector) && !NEITHER.has(detector);
