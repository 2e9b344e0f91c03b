/** Labels of one kind against those of the automation: accuracy, kappa, and how each label fared. */
import { type LabelPair, type LabelScore, scores } from '../../kit/agreement.ts';
import type { GoldLabels } from '../../model/gold.ts';
import { tagOf } from '../../model/tags.ts';
import type { GoldExample } from './open.ts';
import { rounded, type Share, shareOf } from './share.ts';

export interface LabelledScore {
  accuracy: Share;
  /** Share of the commonest label: what always saying it would reach. */
  majority: number | null;
  /** Cohen's. */
  kappa: number | null;
  labels: Record<string, { precision: Share; recall: Share }>;
}

/** Tags that a person can give by hand. */
export const GOLD_TAGS = ['kind', 'task', 'domain', 'language', 'complexity'] as const;
export type GoldTag = (typeof GOLD_TAGS)[number];

/** What the automation says. */
const automatic = ({ card }: Pick<GoldExample, 'card'>, tag: GoldTag): string =>
  tag === 'kind' ? card.kind : String(tagOf(card, tag));

/** @returns pairs [person, automation] of the examples that a person labelled */
export const pairsOf = (
  examples: readonly GoldExample[],
  label: (labels: GoldLabels) => string | number | undefined,
  given: (example: GoldExample) => string,
): LabelPair[] =>
  examples.flatMap((example): LabelPair[] => {
    const said = label(example.labels);
    return said === undefined ? [] : [[String(said), given(example)]];
  });

export const tagScore = (examples: readonly GoldExample[], tag: GoldTag): LabelledScore =>
  labelledScore(
    pairsOf(
      examples,
      (labels) => labels[tag],
      (example) => automatic(example, tag),
    ),
  );

export function labelledScore(pairs: readonly LabelPair[]): LabelledScore {
  const { n, accuracy, majority, kappa, labels } = scores(pairs);
  return {
    accuracy: shareOf(n === 0 ? 0 : Math.round(accuracy * n), n),
    majority: rounded(majority),
    kappa: rounded(kappa),
    labels: Object.fromEntries(labels.map((one) => [one.label, sharesOf(one)])),
  };
}

function sharesOf({ precision, recall, expected, given }: LabelScore) {
  // Given and expected count whole things, so that the hits can be had back from either share.
  const hits = Math.round(expected > 0 ? recall * expected : precision * given) || 0;
  return { precision: shareOf(hits, given), recall: shareOf(hits, expected) };
}
