/** Marks: reasons that an export may name to keep an example out. Nothing is removed here. */
import type { Config } from '../config.ts';
import type { Mark } from '../model/example.ts';
import type { Card } from '../store/card.ts';
import { markDuplicates } from './duplicates.ts';

const DISLIKES = new Set(['thumbs_down', 'reject', 'escalated']);

/** `now`: UTC ms, for retention. Marks are added to the cards in place. */
export function curate(cards: readonly Card[], config: Config, now: number): void {
  markDuplicates(cards);
  for (const card of cards) card.marks.push(...marksOf(card, config, now));
}

function marksOf(card: Card, config: Config, now: number): Mark[] {
  const marks: Mark[] = [];
  const { curate: limits, privacy } = config;
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
  marks.push(...governanceMarks(card, privacy, now));
  return marks;
}

function governanceMarks(card: Card, privacy: Config['privacy'], now: number): Mark[] {
  const marks: Mark[] = [];
  const { consent, jurisdiction } = card.governance;
  if (consent === 'withdrawn') marks.push({ mark: 'withdrawn_consent', why: 'consent was withdrawn' });
  if (consent === 'missing' && privacy.consent === 'required')
    marks.push({ mark: 'missing_consent', why: 'the policy asks for consent' });
  const allowed = privacy.jurisdictions;
  if (allowed && (!jurisdiction || !allowed.includes(jurisdiction))) {
    marks.push({
      mark: 'jurisdiction',
      why: jurisdiction ? `${jurisdiction} is not allowed` : 'no jurisdiction is stated',
    });
  }
  if (privacy.retentionDays !== undefined) {
    const oldest = now - privacy.retentionDays * 86_400_000;
    if (card.endedAt !== undefined && card.endedAt < oldest)
      marks.push({ mark: 'expired', why: `older than ${privacy.retentionDays} days` });
  }
  return marks;
}
