/** A run that succeeded and one that failed at the same task, where they part at a message of the model. */
import { isStated } from '../../model/outcome-name.ts';
import type { Card } from '../card.ts';
import { type Candidate, partsAt, propose } from './candidate.ts';

const succeeded = ({ outcome }: Card): boolean => outcome?.success === true;

/**
 * Examples of one intent whose outcome the log states. A concluded one does not count: a pair teaches that one side is better, and
 * two conclusions that are each wrong in one of seven cases would be wrong in one pair of four. The same intent id in two formats is two different tasks. */
function byIntent(cards: readonly Card[]): Map<string, Card[]> {
  const groups = new Map<string, Card[]>();
  for (const card of cards) {
    if (card.intent === undefined || !isStated(card.outcome)) continue;
    const intent = `${card.format}\0${card.intent}`;
    const group = groups.get(intent);
    if (group) group.push(card);
    else groups.set(intent, [card]);
  }
  return groups;
}

export function countIntents(cards: readonly Card[]): { count: number; withBothOutcomes: number } {
  const groups = [...byIntent(cards).values()];
  const both = groups.filter((runs) => runs.some(succeeded) && !runs.every(succeeded));
  return { count: groups.length, withBothOutcomes: both.length };
}

export function* outcomePairs(cards: readonly Card[]): Generator<Candidate> {
  for (const runs of byIntent(cards).values()) {
    runs.sort((a, b) => (a.id < b.id ? -1 : 1));
    const bad = runs.filter((c) => !succeeded(c));
    for (const good of runs.filter(succeeded)) for (const other of bad) yield pairOf(good, other);
  }
}

function pairOf(good: Card, bad: Card): Candidate {
  const refuse = (why: string): Candidate => ({ source: 'outcome', why, sides: [good.id, bad.id] });
  const at = sharedMessages(good, bad);
  if (at === 0) return refuse('they share no prompt');
  const [g, b] = [good.roles[at], bad.roles[at]];
  if (g === undefined || b === undefined) return refuse('one is the beginning of the other');
  if (g !== 'a' || b !== 'a') return refuse(partsAt(g === 'a' ? b : g));
  const [won, lost] = [good.outcome?.score, bad.outcome?.score];
  const margin = won !== undefined && lost !== undefined ? won - lost : undefined;
  return propose('outcome', at, { chosen: { example: good.id }, rejected: { example: bad.id }, margin });
}

/** Number of messages that both begin with. */
function sharedMessages(a: Card, b: Card): number {
  const most = Math.min(a.chain.length, b.chain.length) / 8;
  let n = 0;
  while (n < most && a.chain.subarray(n * 8, n * 8 + 8).equals(b.chain.subarray(n * 8, n * 8 + 8))) n++;
  return n;
}
