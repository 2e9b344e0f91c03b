/** A person edited the answer: the edited text is chosen, the answer as given is rejected. */
import type { Card } from '../card.ts';
import { type Candidate, propose } from './candidate.ts';

export function* editPairs(cards: readonly Card[]): Generator<Candidate> {
  for (const card of cards) {
    for (const f of card.feedback) {
      if (f.signal !== 'edit') continue;
      const refuse = (why: string): Candidate => ({ source: 'edit', why, sides: [card.id] });
      if (!f.edited) yield refuse('the log does not hold the edited text');
      else if (f.message === null || f.message === 0) yield refuse('the edited message is not known');
      else {
        const chosen = { example: f.from, edit: f.index };
        yield propose('edit', f.message, { chosen, rejected: { example: card.id } });
      }
    }
  }
}
