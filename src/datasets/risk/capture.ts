/**
 * Capture–recapture: two detectors that work differently mark the same text. From what both found and what only one found
 * follows how much both missed, as for fish in a pond that are marked and caught again.
 */

import { wilson } from '../../kit/stats.ts';
import type { PiiType } from '../../model/pii.ts';
import type { Redaction } from '../../redact/types.ts';

/** Counts of things of one kind. */
export interface Counts {
  /** Found by both detectors. */
  both: number;
  onlyFirst: number;
  onlySecond: number;
}

export interface CaptureEstimate extends Counts {
  /** Estimated number of all there are (Chapman); null when too few were found by both to tell. */
  total: number | null;
  /** Estimated number that neither found. */
  missed: number | null;
  /**
   * 95 % upper bound of `missed`, two-sided: normal approximation to Chapman's variance, which is 0 where one family found nothing
   * alone; so no less than what both can have missed by their Wilson bounds.
   */
  missedHigh: number | null;
  /** Estimated share of all that was found: recall of the two together. */
  recall: number | null;
}

/** z for a two-sided confidence of 95 %. */
const Z_BOTH = 1.96;

/** With fewer than this found by both, the estimate would be a guess. */
const MIN_BOTH = 7;

/** Chapman's nearly unbiased estimator. Detectors that err together make it too low: it is stated as an estimate. */
export function captureEstimate({ both, onlyFirst, onlySecond }: Counts): CaptureEstimate {
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
    missedHigh: Math.max(
      missed + Z_BOTH * Math.sqrt(variance),
      total * missedBy(onlySecond, n2) * missedBy(onlyFirst, n1),
    ),
    recall: total > 0 ? seen / total : 1,
  };
}

/** At most this share of what there is does a family miss, as `missed` of the `n` that the other one found tell. */
const missedBy = (missed: number, n: number): number => wilson(missed, n, Z_BOTH).high;

/** Where two families meet: values that fill a field of JSON, and all other text. */
export type Ground = 'fields' | 'text';

/** Detectors that go by the name of a field or label. */
const BY_KEY: ReadonlySet<string> = new Set(['structured', 'labelled', 'keys', 'metadata']);
/** A second reading of prose that knows nothing of the rules. */
const BY_MODEL: ReadonlySet<string> = new Set(['ner']);
/** No family: the user's own terms, values found before, and a detector that is asked only where the rules found nothing. */
const NONE: ReadonlySet<string> = new Set(['dictionary', 'decision', 'propagation', 'compromise']);

/** Which of the two families of a ground a detector belongs to; undefined: none. */
function familyOf(ground: Ground, detector: string): 'first' | 'second' | undefined {
  if (NONE.has(detector)) return undefined;
  const [key, model] = [BY_KEY.has(detector), BY_MODEL.has(detector)];
  if (ground === 'fields') return key ? 'first' : model ? undefined : 'second';
  // A label is no part of the value that a model reads.
  return key ? undefined : model ? 'second' : 'first';
}

interface Seen {
  type: PiiType;
  first: boolean;
  second: boolean;
}

/** Counts, while a run streams by, who found what where both had a look. */
export class Captures {
  private readonly counts = { fields: new Map<PiiType, Counts>(), text: new Map<PiiType, Counts>() };

  session(redactions: readonly Redaction[]): void {
    // A value that a log repeats at every turn is one value.
    const seen = { fields: new Map<string, Seen>(), text: new Map<string, Seen>() };
    for (const { type, risk, action, value, detector, filled, also = [] } of redactions) {
      if (action === 'keep' || risk === 'quasi') continue;
      const ground = filled ? 'fields' : 'text';
      const one = seen[ground].get(value) ?? { type, first: false, second: false };
      seen[ground].set(value, one);
      for (const by of [detector, ...also]) {
        const family = familyOf(ground, by);
        if (family) one[family] = true;
      }
    }
    for (const ground of ['fields', 'text'] as const)
      for (const { type, first, second } of seen[ground].values()) {
        if (!first && !second) continue;
        const counts = this.counts[ground].get(type) ?? { both: 0, onlyFirst: 0, onlySecond: 0 };
        counts[first && second ? 'both' : first ? 'onlyFirst' : 'onlySecond']++;
        this.counts[ground].set(type, counts);
      }
  }

  /** By type in the order of their names. Types that only one family knows are there, without an estimate. */
  close(): Record<Ground, Partial<Record<PiiType, CaptureEstimate>>> {
    const of = (ground: Ground) =>
      Object.fromEntries(
        [...this.counts[ground]]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([type, counts]) => [type, captureEstimate(counts)] as const),
      );
    return { fields: of('fields'), text: of('text') };
  }
}
