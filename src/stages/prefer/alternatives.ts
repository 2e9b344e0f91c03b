/** Two continuations in one session: a regenerated answer, several candidates, a stated preference, a rewind. */
import type { Card, CardAlternative } from '../card.ts';
import type { Candidate } from './prefer.ts';
import { verdict } from './verdict.ts';

export function* alternativePairs(cards: readonly Card[]): Generator<Candidate> {
  for (const card of cards) {
    for (const [i, other] of card.alternatives.entries()) yield judge(card, other, i);
  }
}

function judge(card: Card, other: CardAlternative, index: number): Candidate {
  const source = other.cause === 'regenerate' || other.cause === 'retry' ? 'regeneration' : 'branch';
  const refuse = (why: string): Candidate => ({ source, why, sides: [card.id] });
  if (other.at === 0) return refuse('the two sides share no prompt');
  if (other.at >= card.roles.length) return refuse('the main line ends before the other answer');
  if (card.roles[other.at] !== 'a' || other.role !== 'assistant')
    return refuse(partsAt(card.roles[other.at] as string));
  const main = verdict(card.feedback.filter((f) => f.message === other.at));
  const side = verdict(other.feedback.filter((f) => f.message === null || f.message === other.at));
  const goesOn = card.roles.length > other.at + 1 && other.length === 1;
  const stated = main - side;
  const assumed = other.cause === 'regenerate' || other.cause === 'preference' || goesOn ? 1 : 0;
  const better = stated !== 0 ? Math.sign(stated) : assumed;
  if (better === 0) return refuse('no signal says which side is better');
  const mainSide = { example: card.id };
  const otherSide = { example: card.id, alternative: index };
  return {
    pair: {
      source,
      at: other.at,
      chosen: better > 0 ? mainSide : otherSide,
      rejected: better > 0 ? otherSide : mainSide,
    },
  };
}

const NAMES: Record<string, string> = { u: 'user', s: 'system', t: 'tool' };

/** Why two runs with one beginning give no pair: they part where the model did not speak. */
export const partsAt = (role: string): string =>
  role === 't' ? 'they part at a tool result' : `they part at a ${NAMES[role] ?? 'later'} message`;
