/** How examples ended, by a person and by the automation. */
import { cohensKappa, confusion } from '../../kit/agreement.ts';
import { GOLD_OUTCOMES } from '../../model/gold.ts';
import { tagOf } from '../../model/tags.ts';
import { pairsOf } from './labels.ts';
import type { GoldExample } from './open.ts';
import { rounded, type Share, shareWhere } from './share.ts';

export interface OutcomeScore {
  n: number;
  /** What a person says → what the automation says → how often. */
  confusion: Record<string, Record<string, number>>;
  /** Where a person knows and the automation says something: how often it is right. */
  precision: Share;
  /** The same of what was concluded from evidence, and not stated by the log. */
  concluded: Share;
  /** Where a person knows: how often the automation says something. */
  coverage: Share;
  kappa: number | null;
}

export function outcomeScore(examples: readonly GoldExample[]): OutcomeScore {
  const pairs = pairsOf(
    examples,
    ({ outcome }) => outcome,
    ({ card }) => tagOf(card, 'outcome'),
  );
  const table = confusion(pairs);
  const known = examples.flatMap(({ card, labels: { outcome } }) =>
    outcome === undefined || outcome === 'unknown'
      ? []
      : [{ outcome, given: tagOf(card, 'outcome'), inferred: card.outcome?.inferred === true }],
  );
  const said = known.filter(({ given }) => given !== 'unknown');
  const isRight = (one: (typeof said)[number]): boolean => one.given === one.outcome;
  return {
    n: pairs.length,
    confusion: Object.fromEntries(
      GOLD_OUTCOMES.map((a) => [a, Object.fromEntries(GOLD_OUTCOMES.map((b) => [b, table.get(a)?.get(b) ?? 0]))]),
    ),
    precision: shareWhere(said, isRight),
    concluded: shareWhere(
      said.filter(({ inferred }) => inferred),
      isRight,
    ),
    coverage: shareWhere(known, ({ given }) => given !== 'unknown'),
    kappa: rounded(cohensKappa(pairs)),
  };
}
