/** A run that succeeded and one that failed at the same task, where they part at a message of the model. */
import type { Card } from '../store/card.ts';
import { partsAt } from './alternatives.ts';
import type { Candidate } from './prefer.ts';

export function* outcomePairs(cards: readonly Card[]): Generator<Candidate> {
  const byIntent = new Map<string, Card[]>();
  for (const card of cards) {
    if (card.intent === undefined || card.success === null) continue;
    const intent = `${card.format}\0${card.intent}`;
    byIntent.set(intent, [...(byIntent.get(intent) ?? []), card]);
  }
  for (const runs of byIntent.values()) {
    runs.sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const good of runs.filter((c) => c.success))
      for (const bad of runs.filter((c) => !c.success)) yield pairOf(good, bad);
  }
}

function pairOf(good: Card, bad: Card): Candidate {
  const at = sharedMessages(good, bad);
  if (at === 0) return { source: 'outcome', why: 'they share no prompt' };
  const [g, b] = [good.roles[at], bad.roles[at]];
  if (g === undefined || b === undefined) return { source: 'outcome', why: 'one is the beginning of the other' };
  if (g !== 'a' || b !== 'a') return { source: 'outcome', why: partsAt(g === 'a' ? b : g) };
  const margin = good.score !== undefined && bad.score !== undefined ? { margin: good.score - bad.score } : {};
  return { pair: { source: 'outcome', at, chosen: { example: good.id }, rejected: { example: bad.id }, ...margin } };
}

/** Number of messages that both begin with. */
function sharedMessages(a: Card, b: Card): number {
  const most = Math.min(a.chain.length, b.chain.length) / 8;
  let n = 0;
  while (n < most && a.chain.subarray(n * 8, n * 8 + 8).equals(b.chain.subarray(n * 8, n * 8 + 8))) n++;
  return n;
}
