/** A human edited the answer: the edited text is chosen, the answer as given is rejected. */
import type { Card } from '../card.ts';
import type { Candidate } from './prefer.ts';

export function* editPairs(cards: readonly Card[]): Generator<Candidate> {
  for (const card of cards) {
    for (const f of card.feedback) {
      if (f.signal !== 'edit') continue;
      if (!f.edited) yield { source: 'edit', why: 'the log does not hold the edited text', sides: [card.id] };
      else if (f.message === null || f.message === 0)
        yield { source: 'edit', why: 'the edited message is not known', sides: [card.id] };
      else {
        const rejected = { example: card.id };
        yield { pair: { source: 'edit', at: f.message, chosen: { example: f.from, edit: f.index }, rejected } };
      }
    }
  }
}
