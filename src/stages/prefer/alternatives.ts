/** Two continuations in one session: a regenerated answer, several candidates, a stated preference, a rewind. */
import type { Card, CardAlternative } from '../card.ts';
import { balanceOf } from './balance.ts';
import { type Candidate, partsAt, propose } from './candidate.ts';

export function* alternativePairs(cards: readonly Card[]): Generator<Candidate> {
  for (const card of cards) {
    for (const [i, other] of card.alternatives.entries()) yield candidateOf(card, other, i);
  }
}

function candidateOf(card: Card, other: CardAlternative, index: number): Candidate {
  const source = other.cause === 'regenerate' || other.cause === 'retry' ? 'regeneration' : 'branch';
  const refuse = (why: string): Candidate => ({ source, why, sides: [card.id] });
  const role = card.roles[other.at];
  if (other.at === 0) return refuse('the two sides share no prompt');
  if (role === undefined) return refuse('the main line ends before the other answer');
  if (role !== 'a' || other.role !== 'assistant') return refuse(partsAt(role));
  const better = preferred(card, other);
  if (better === 'neither') return refuse('no signal says which side is better');
  const main = { example: card.id };
  const side = { example: card.id, alternative: index };
  return propose(
    source,
    other.at,
    better === 'main' ? { chosen: main, rejected: side } : { chosen: side, rejected: main },
  );
}

/** Feedback decides. Without any, what people went on with is taken for the better answer. */
function preferred(card: Card, other: CardAlternative): 'main' | 'other' | 'neither' {
  const main = balanceOf(card.feedback.filter((f) => f.message === other.at));
  const side = balanceOf(other.feedback.filter((f) => f.message === null || f.message === other.at));
  if (main !== side) return main > side ? 'main' : 'other';
  const goesOn = card.roles.length > other.at + 1 && other.length === 1;
  return goesOn || other.cause === 'regenerate' || other.cause === 'preference' ? 'main' : 'neither';
}
