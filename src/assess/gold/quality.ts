/** Would a person train on it, and does the automation let it in? */
import { sftRefusal } from '../../datasets/kinds/sft.ts';
import type { Config } from '../../model/config.ts';
import { isKeep } from '../../model/gold.ts';
import { MARKS } from '../../model/marks.ts';
import type { CuratedCard } from '../../stages/curated.ts';
import { type LabelledScore, labelledScore, pairsOf } from './labels.ts';
import type { GoldExample } from './open.ts';

/** Of each example that a person judged, `keep` or `drop`; copies are left out, since their place is taken by the kept one. */
export function qualityScore(examples: readonly GoldExample[], config: Config): LabelledScore {
  return labelledScore(
    pairsOf(
      judged(examples),
      ({ quality }) => quality && wanted(quality, config),
      ({ card }) => (isLetIn(card, config) ? 'keep' : 'drop'),
    ),
  );
}

export const judged = (examples: readonly GoldExample[]): GoldExample[] =>
  examples.filter(({ card, labels }) => labels.quality !== undefined && card.duplicateOf === undefined);

export const wanted = (quality: NonNullable<GoldExample['labels']['quality']>, { curate }: Config): 'keep' | 'drop' =>
  isKeep(quality, curate.minRating) ? 'keep' : 'drop';

/** By the marks of quality alone: consent, sources and erasure say nothing of how good an example is. */
function isLetIn(card: CuratedCard, config: Config): boolean {
  const marks = card.marks.filter(({ mark }) => MARKS[mark].class === 'quality');
  return sftRefusal({ ...card, marks }, config) === undefined;
}
