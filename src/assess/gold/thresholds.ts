/** Settings that are bounds on a score: where the bound should lie by the gold set, beside where it lies. */
import { cohensKappa, type LabelPair } from '../../kit/agreement.ts';
import type { Config } from '../../model/config.ts';
import { tagOf } from '../../model/tags.ts';
import type { GoldExample } from './open.ts';
import { judged, wanted } from './quality.ts';
import { rounded } from './share.ts';

interface Agreement {
  f1: number | null;
  /** Cohen's. */
  kappa: number | null;
}

export interface Threshold {
  /** Key of goldpan.json. */
  setting: string;
  /** As it is set. */
  now: number;
  atNow: Agreement;
  /** The lowest value with the best kappa; of equal ones that with the better F1. */
  best: number;
  atBest: Agreement;
  /** Labelled examples that have the score. */
  n: number;
}

/** From fewer, one example decides where the bound lies. */
const FEWEST = 10;

/** One labelled example under a bound: what a person says, what a bound makes of it, and the score that it is compared with. */
interface Judged {
  person: string;
  score: number;
  /** Label when the score reaches the bound, and when not. */
  reached: string;
  below: string;
}

/** @returns settings that this configuration has, of which enough examples with both answers were labelled */
export function thresholds(examples: readonly GoldExample[], config: Config): Threshold[] {
  return [
    ...tuned('curate.minQuality', byQuality(examples, config), numberOf(config.curate, 'minQuality')),
    ...tuned('curate.outcomeConfidence', byConfidence(examples), numberOf(config.curate, 'outcomeConfidence')),
  ];
}

/** By name: which settings and scores there are is a matter of the stages. */
const partOf = (from: object, name: string): unknown => Object.entries(from).find(([key]) => key === name)?.[1];

function numberOf(from: object, name: string): number | undefined {
  const value = partOf(from, name);
  return typeof value === 'number' ? value : undefined;
}

/** From 0 to 1, as `curate.minQuality`; cards keep hundredths. */
function qualityOf({ tags }: GoldExample['card']): number | undefined {
  const parts = partOf(tags, 'qualityParts');
  const score = typeof parts === 'object' && parts !== null ? numberOf(parts, 'score') : undefined;
  return score === undefined ? undefined : score / 100;
}

const byQuality = (examples: readonly GoldExample[], config: Config): Judged[] =>
  judged(examples).flatMap(({ card, labels }) => {
    const score = qualityOf(card);
    if (score === undefined || labels.quality === undefined) return [];
    return [{ person: wanted(labels.quality, config), score, reached: 'keep', below: 'drop' }];
  });

/** Only what was concluded: what a log states, no bound takes away. */
const byConfidence = (examples: readonly GoldExample[]): Judged[] =>
  examples.flatMap(({ card, labels: { outcome } }) => {
    const score = card.outcome?.inferred ? card.outcome.confidence : undefined;
    return outcome === undefined || score === undefined
      ? []
      : [{ person: outcome, score, reached: tagOf(card, 'outcome'), below: 'unknown' }];
  });

function tuned(setting: string, all: readonly Judged[], now: number | undefined): Threshold[] {
  if (now === undefined || all.length < FEWEST || new Set(all.map(({ person }) => person)).size < 2) return [];
  const candidates = [...new Set(all.map(({ score }) => score))].sort((a, b) => a - b);
  let best: { bound: number; at: Agreement } | undefined;
  for (const bound of candidates) {
    const at = agreementAt(all, bound);
    if (!best || isBetter(at, best.at)) best = { bound, at };
  }
  if (!best) return [];
  return [{ setting, now, atNow: agreementAt(all, now), best: best.bound, atBest: best.at, n: all.length }];
}

const isBetter = (a: Agreement, b: Agreement): boolean =>
  (a.kappa ?? -1) > (b.kappa ?? -1) || (a.kappa === b.kappa && (a.f1 ?? 0) > (b.f1 ?? 0));

/** F1 of what reaches the bound: said and right, said and wrong, and what should have been said. */
function agreementAt(all: readonly Judged[], bound: number): Agreement {
  const pairs = all.map(({ person, score, reached, below }): LabelPair => [person, score >= bound ? reached : below]);
  const said = all.filter(({ score, reached, below }) => score >= bound && reached !== below);
  const right = said.filter(({ person, reached }) => person === reached).length;
  const wanted = all.filter(({ person, below }) => person !== below).length;
  const f1 = said.length + wanted === 0 ? Number.NaN : (2 * right) / (said.length + wanted);
  return { f1: rounded(f1), kappa: rounded(cohensKappa(pairs)) };
}
