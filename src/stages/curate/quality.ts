/** What an example's own measures and signals say against it. */
import type { Config } from '../../model/config.ts';
import type { Mark, MarkName } from '../../model/marks.ts';
import type { CardFacts } from '../card.ts';

const DISLIKES: ReadonlySet<string> = new Set(['thumbs_down', 'reject', 'escalated']);

/** @param card with the feedback and outcome of its copies */
export function qualityMarks(card: CardFacts, limits: Config['curate']): Mark[] {
  const { chars, complexity, features, safety } = card.tags;
  const failed = card.outcome?.success === false;
  const { inferred = false, confidence = 0 } = card.outcome ?? {};
  const dislikes = card.feedback.filter((f) => isDislike(f, limits.minRating)).length;
  const orphans = features.orphans ?? 0;
  const lost = features.lost ?? 0;
  const media = features.media ?? 0;
  const rules: readonly [MarkName, boolean, string][] = [
    ['failed', failed && !inferred, 'its outcome is a failure'],
    ['likely_failed', failed && inferred, `evidence speaks for a failure, confidence ${confidence}`],
    ['disliked', dislikes > 0, `${dislikes} negative feedback`],
    ['unsafe', safety.length > 0, safety.join(', ')],
    ['too_short', chars < limits.minChars, `${chars} characters, fewer than ${limits.minChars}`],
    ['too_long', chars > limits.maxChars, `${chars} characters, more than ${limits.maxChars}`],
    ['too_easy', complexity < limits.minComplexity, `complexity ${complexity}, below ${limits.minComplexity}`],
    ['incomplete', orphans > 0, `${orphans} results without a call`],
    ['media', media > 0, `${media} turns of pictures, sound or files alone`],
    ['lossy', lost > 0, `${lost} parts of the log that no rule reads`],
  ];
  return rules.flatMap(([mark, holds, why]) => (holds ? [{ mark, why }] : []));
}

/** A rating of `minRating` is good enough, and what is less than one below it is not a clear no. A rating without a value is the worst. */
const isDislike = ({ signal, value = 1 }: CardFacts['feedback'][number], minRating: number): boolean =>
  DISLIKES.has(signal) || (signal === 'rating' && value <= minRating - 1);
