/** Gathers, while a run streams by, what can honestly be said of the risk that is left: counts, never lists of values. */
import type { Key } from '../../kit/key.ts';
import type { Message } from '../../model/example.ts';
import type { PiiType, Redaction } from '../../redact/types.ts';
import { type CaptureEstimate, Captures, type Ground } from './capture.ts';
import { QuasiGroups, type QuasiRisk } from './groups.ts';
import { reviewBound } from './review.ts';
import type { ResidualBound, Stratum } from './sample.ts';
import { type Place, PlaceSampler } from './sampler.ts';
import type { SessionStrata } from './strata.ts';

/** Part of the manifest. Shares are from 0 to 1. */
export interface Risk {
  /**
   * Capture–recapture by type over the distinct values of each session, between two families that read the same text. fields:
   * values that fill a field, by its key and by their looks. text: all else, by rules and by a model. Null where too few were
   * found by both. Both families miss the same hard cases, so this is an estimate and no bound.
   */
  capture: Record<Ground, Partial<Record<PiiType, CaptureEstimate>>>;
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
  /** First letter of each message's role. */
  roles: string;
}

export class RiskCollector {
  private readonly captures = new Captures();
  private readonly quasi = new QuasiGroups();
  private readonly sampler: PlaceSampler;
  /** Stratum of each message, by the example's id. The same few strings over and over. */
  private readonly strata = new Map<string, string[]>();
  private readonly names = new Map<string, string>();
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
    this.captures.session(redactions);
  }

  /** Told before `written`. `redactions`: those of its session. */
  example(id: string, messages: readonly Message[], strata: SessionStrata): void {
    this.strata.set(
      id,
      messages.map((message) => {
        const name = strata.of(message);
        const known = this.names.get(name);
        if (known === undefined) this.names.set(name, name);
        return known ?? name;
      }),
    );
  }

  /** The first `messages` messages of an example went into the dataset; told twice, they count once. */
  written({ id, fingerprint, roles }: Sampled, messages = roles.length): void {
    const from = this.counted.get(id) ?? 0;
    const to = Math.min(messages, roles.length);
    if (to <= from) return;
    this.counted.set(id, to);
    const strata = this.strata.get(id);
    for (let i = from; i < to; i++) {
      const stratum = strata?.[i] ?? `other/${roles[i]}`;
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
    const estimates = this.captures.close();
    const capture = {
      fields: mapped(estimates.fields, rounded),
      text: mapped(estimates.text, rounded),
    };
    const bound = reviewBound(sample, strata, reviews);
    const audit: Risk['audit'] = {
      places: [...strata.values()].reduce((n, { size }) => n + size, 0),
      sampled: sample.length,
      strata: Object.fromEntries(strata),
      review: bound ? rounded({ ...bound }) : 'not reviewed',
    };
    return { risk: { capture, quasi: this.quasi.close(), audit }, sample };
  }
}

const mapped = <K extends string, T extends object>(
  of: Partial<Record<K, T>>,
  change: (value: T) => T,
): Partial<Record<K, T>> =>
  Object.fromEntries(
    Object.entries<T | undefined>(of).flatMap(([name, value]) => (value ? [[name, change(value)]] : [])),
  ) as Partial<Record<K, T>>;

/** Four decimals: more would be pretence. */
function rounded<T extends object>(values: T): T {
  const entries = Object.entries(values).map(([name, v]: [string, unknown]) => [
    name,
    typeof v === 'number' ? Math.round(v * 1e4) / 1e4 : v,
  ]);
  return Object.fromEntries(entries) as T;
}
