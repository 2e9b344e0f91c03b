/** One prompt answered in two sessions, with opposite feedback on the two answers. */
import type { Card } from '../card.ts';
import { prefixDigest } from '../card.ts';
import { balanceOf } from './balance.ts';
import { type Candidate, propose } from './candidate.ts';

interface Rated {
  card: Card;
  at: number;
  balance: number;
}

export function* feedbackPairs(cards: readonly Card[]): Generator<Candidate> {
  const byPrompt = new Map<string, Rated[]>();
  for (const card of cards) {
    for (const at of new Set(card.feedback.flatMap((f) => (f.message === null ? [] : [f.message])))) {
      const balance = balanceOf(card.feedback.filter((f) => f.message === at));
      if (balance === 0 || at === 0) continue;
      const prompt = prefixDigest(card, at);
      byPrompt.set(prompt, [...(byPrompt.get(prompt) ?? []), { card, at, balance }]);
    }
  }
  for (const rated of byPrompt.values()) {
    const good = rated.filter((r) => r.balance > 0).sort(byId);
    const bad = rated.filter((r) => r.balance < 0).sort(byId);
    for (const g of good) for (const b of bad) yield pairOf(g, b);
  }
}

const byId = (a: Rated, b: Rated): number => (a.card.id < b.card.id ? -1 : 1);

function pairOf(good: Rated, bad: Rated): Candidate {
  const same = prefixDigest(good.card, good.at + 1) === prefixDigest(bad.card, bad.at + 1);
  if (same)
    return { source: 'feedback', why: 'the same answer was liked and disliked', sides: [good.card.id, bad.card.id] };
  return propose('feedback', good.at, { chosen: { example: good.card.id }, rejected: { example: bad.card.id } });
}
