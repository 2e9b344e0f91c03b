/** The automation measured against what people say: everything that `goldpan gold` prints. */
import { GOLD_TAGS, type GoldTag, type LabelledScore, tagScore } from './labels.ts';
import { type Missing, missingIn } from './missing.ts';
import type { Conflict, GoldExample, OpenGold, Stale } from './open.ts';
import { type OutcomeScore, outcomeScore } from './outcome.ts';
import { type PairScore, pairScore } from './pairs.ts';
import { qualityScore } from './quality.ts';
import { type RedactionScore, redactionScore } from './redaction.ts';
import { type SegmentationScore, segmentationScore } from './segmentation.ts';
import { type Threshold, thresholds } from './thresholds.ts';

/** What `goldpan gold --json` prints; docs/trajectories.md explains it. Shares are from 0 to 1, with their interval. */
export interface GoldReport {
  gold: 1;
  /** Lines of the file, people who wrote them, and what of it holds for the last run. */
  lines: number;
  people: number;
  examples: number;
  pairs: number;
  /** Examples of which a person wrote an answer anew, by kind. */
  written: Record<string, number>;
  stale: Stale[];
  conflicts: Conflict[];
  segmentation: SegmentationScore;
  redaction: RedactionScore;
  tags: Record<GoldTag, LabelledScore>;
  outcome: OutcomeScore;
  quality: LabelledScore;
  preference: PairScore;
  thresholds: Threshold[];
  missing: Missing[];
}

export function measure(open: OpenGold): GoldReport {
  const { examples, pairs, config } = open;
  return {
    gold: 1,
    lines: open.lines,
    people: open.people,
    examples: examples.length,
    pairs: pairs.length,
    written: writtenByKind(examples),
    stale: open.stale,
    conflicts: open.conflicts,
    segmentation: segmentationScore(examples),
    redaction: redactionScore(examples, open.read),
    tags: Object.fromEntries(GOLD_TAGS.map((tag) => [tag, tagScore(examples, tag)])) as Record<GoldTag, LabelledScore>,
    outcome: outcomeScore(examples),
    quality: qualityScore(examples, config),
    preference: pairScore(pairs),
    thresholds: thresholds(examples, config),
    missing: missingIn(open),
  };
}

function writtenByKind(examples: readonly GoldExample[]): Record<string, number> {
  const by: Record<string, number> = {};
  for (const { card, written } of examples) if (written) by[card.kind] = (by[card.kind] ?? 0) + 1;
  return by;
}
