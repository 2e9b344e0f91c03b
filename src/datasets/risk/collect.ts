/** Gathers, while a run streams by, what can honestly be said of the risk that is left: counts, never lists of values. */
import type { Key } from '../../kit/key.ts';
import type { PiiType, Redaction } from '../../redact/types.ts';
import { type CaptureEstimate, type Captures, captureEstimate, readsKeys, readsValues } from './capture.ts';
import { QuasiGroups, type QuasiRisk } from './groups.ts';
import { reviewBound } from './review.ts';
import type { ResidualBound, Stratum } from './sample.ts';
import { type Place, PlaceSampler } from './sampler.ts';

/** Part of the manifest. Shares are from 0 to 1. */
export interface Risk {
  /**
   * Capture–recapture by type over the distinct values of each session: detectors that go by field names and labels against
   * those that read the value itself. Null where too few were found by both. Both kinds miss the same hard cases, so this
   * is an estimate and no bound.
   */
  capture: Partial<Record<PiiType, CaptureEstimate>>;
  /** k-anonymity of the sessions read, over the quasi-identifiers that detectors noted and the policy keeps. */
  quasi: QuasiRisk;
  audit: {
    /** Messages of the dataset, and how many of them were drawn for review. */
    places: number;
    sampled: number;
    strata: Record<string, Stratum>;
    /** Share of the messages that still hold something, with its 95 % upper bound (Wilson), as far as reviewers have read. */
    review: ResidualBound | 'not reviewed';
  };
}

/** What is needed to know of an example that went into the dataset. */
export interface Sampled {
  id: string;
  fingerprint: string;
  kind: string;
  /** First letter of each message's role. */
  roles: string;
}

const ROLES: Readonly<Record<string, string>> = { s: 'system', u: 'user', a: 'assistant', t: 'tool' };

export class RiskCollector {
  private readonly captures = new Map<PiiType, Captures>();
  private readonly quasi = new QuasiGroups();
  private readonly sampler: PlaceSampler;
  /** Messages of an example that were counted already, by its id. */
  private readonly counted = new Map<string, number>();

  /** `sample`: size of the audit sample. */
  constructor(
    private readonly key: Key,
    sample: number,
    seed: string,
  ) {
    this.sampler = new PlaceSampler(sample, seed);
  }

  session(redactions: readonly Redaction[]): void {
    this.quasi.session(redactions);
    // A value that a log repeats at every turn is one value.
    const found = new Map<string, { type: PiiType; first: boolean; second: boolean }>();
    for (const { type, risk, action, value, detector, also = [] } of redactions) {
      if (action === 'keep' || risk === 'quasi') continue;
      const one = found.get(value) ?? { type, first: false, second: false };
      found.set(value, one);
      for (const by of [detector, ...also]) {
        one.first ||= readsKeys(by);
        one.second ||= readsValues(by);
      }
    }
    for (const { type, first, second } of found.values()) {
      if (!first && !second) continue;
      const counts = this.captures.get(type) ?? { both: 0, onlyFirst: 0, onlySecond: 0 };
      counts[first && second ? 'both' : first ? 'onlyFirst' : 'onlySecond']++;
      this.captures.set(type, counts);
    }
  }

  /** The first `messages` messages of an example went into the dataset; told twice, they count once. */
  written({ id, fingerprint, kind, roles }: Sampled, messages = roles.length): void {
    const from = this.counted.get(id) ?? 0;
    const to = Math.min(messages, roles.length);
    if (to <= from) return;
    this.counted.set(id, to);
    for (let i = from; i < to; i++) {
      const stratum = `${kind}/${ROLES[roles[i] as string] ?? 'other'}`;
      this.sampler.add({
        place: this.key.hash('place', [id, fingerprint, String(i)]),
        example: id,
        message: i,
        stratum,
      });
    }
  }

  /** `reviews`: number of misses that the reviewer confirmed, by place. */
  close(reviews: ReadonlyMap<string, number>): { risk: Risk; sample: Place[] } {
    const { sample, strata } = this.sampler.close();
    const capture = [...this.captures]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([type, counts]) => [type, rounded({ ...captureEstimate(counts) })] as const);
    const bound = reviewBound(sample, strata, reviews);
    const audit: Risk['audit'] = {
      places: [...strata.values()].reduce((n, { size }) => n + size, 0),
      sampled: sample.length,
      strata: Object.fromEntries(strata),
      review: bound ? rounded({ ...bound }) : 'not reviewed',
    };
    return { risk: { capture: Object.fromEntries(capture), quasi: this.quasi.close(), audit }, sample };
  }
}

/** Four decimals: more would be pretence. */
function rounded<T extends object>(values: T): T {
  const entries = Object.entries(values).map(([name, v]: [string, unknown]) => [
    name,
    typeof v === 'number' ? Math.round(v * 1e4) / 1e4 : v,
  ]);
  return Object.fromEntries(entries) as T;
}
