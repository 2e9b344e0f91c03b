/** Marks: reasons that an export may name to keep an example out. Nothing is removed here. */
import type { Config } from '../../core/config.ts';
import type { Mark } from '../../core/model/example.ts';
import type { Card } from '../card.ts';
import { markDuplicates } from './duplicates.ts';
import { consentMarks, isBarred, standingMarks } from './governance.ts';

const DISLIKES = new Set(['thumbs_down', 'reject', 'escalated']);

/** `now`: UTC ms, for retention. Marks are added to the cards in place. */
export function curate(cards: readonly Card[], config: Config, now: number): void {
  for (const card of cards) card.marks.push(...standingMarks(card, config.privacy, now));
  markDuplicates(cards.filter((card) => !isBarred(card)));
  for (const card of cards) card.marks.push(...consentMarks(card, config.privacy), ...marksOf(card, config));
}

function marksOf(card: Card, { curate: limits }: Config): Mark[] {
  const marks: Mark[] = [];
  const { chars, complexity, features } = card.tags;
  if (card.success === false) marks.push({ mark: 'failed', why: 'its outcome is a failure' });
  const dislikes = card.feedback.filter(
    (f) => DISLIKES.has(f.signal) || (f.signal === 'rating' && (f.value ?? 1) <= limits.minRating - 1),
  );
  if (dislikes.length > 0) marks.push({ mark: 'disliked', why: `${dislikes.length} negative feedback` });
  if (card.tags.safety.length > 0) marks.push({ mark: 'unsafe', why: card.tags.safety.join(', ') });
  if (chars < limits.minChars)
    marks.push({ mark: 'too_short', why: `${chars} characters, fewer than ${limits.minChars}` });
  if (chars > limits.maxChars)
    marks.push({ mark: 'too_long', why: `${chars} characters, more than ${limits.maxChars}` });
  if (complexity < limits.minComplexity)
    marks.push({ mark: 'too_easy', why: `complexity ${complexity}, below ${limits.minComplexity}` });
  if ((features.orphans ?? 0) > 0)
    marks.push({ mark: 'incomplete', why: `${features.orphans} results without a call` });
  return marks;
}
