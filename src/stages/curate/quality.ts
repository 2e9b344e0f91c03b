/** What an example's own measures and signals say against it. */
import type { Config } from '../../model/config.ts';
import type { Mark, MarkName } from '../../model/marks.ts';
import type { CardFacts } from '../card.ts';

const DISLIKES: ReadonlySet<string> = new Set(['thumbs_down', 'reject', 'escalated']);

/** @param card with the feedback and outcome of its copies */
export function qualityMarks(card: CardFacts, limits: Config['curate']): Mark[] {
  const { chars, complexity, features, safety, refusal } = card.tags;
  const unsafe = Object.keys(safety).filter((category) => (safety[category] ?? 0) >= limits.unsafeSeverity);
  const dislikes = card.feedback.filter((f) => isDislike(f, limits.minRating)).length;
  const orphans = features.orphans ?? 0;
  const lost = features.lost ?? 0;
  const media = features.media ?? 0;
  const rules: readonly [MarkName, boolean, string][] = [
    ['failed', card.outcome?.success === false, 'its outcome is a failure'],
    ['disliked', dislikes > 0, `${dislikes} negative feedback`],
    ['unsafe', unsafe.length > 0, unsafe.join(', ')],
    ['over_refusal', refusal === 'over', 'something harmless was declined'],
    ['error_boilerplate', features.endsInError === 1, 'the last answer is nothing but an error'],
    ['trivial', features.trivial === 1, 'nothing is asked and nothing answered'],
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
