/** What to label next, so that the figures mean something. */
import type { GoldExample, OpenGold } from './open.ts';

/** A few dozen: with 30 labels a share of .9 is known to lie between .74 and .97 (95 %, Wilson). */
const ENOUGH = 30;
/** Of one answer, so that its recall is more than an anecdote: with 12 hits of 12 it is at least .76. */
const ENOUGH_OF_ONE = 12;
/** Reading for redaction takes long; each example holds many places. */
const ENOUGH_READ = 10;

export interface Missing {
  /** Labels that are still to be given. */
  count: number;
  /** Of what: `examples with outcome failure`. */
  what: string;
}

export function missingIn({ examples, pairs }: Pick<OpenGold, 'examples' | 'pairs'>): Missing[] {
  const having = (test: (labels: GoldExample['labels']) => boolean): number =>
    examples.filter(({ labels }) => test(labels)).length;
  const wanted: [have: number, enough: number, what: string][] = [
    [having((l) => l.outcome === 'success'), ENOUGH_OF_ONE, 'examples with outcome success'],
    [having((l) => l.outcome === 'failure'), ENOUGH_OF_ONE, 'examples with outcome failure'],
    [having((l) => l.task !== undefined), ENOUGH, 'examples with a task'],
    [having((l) => l.domain !== undefined), ENOUGH, 'examples with a domain'],
    [having((l) => l.quality !== undefined), ENOUGH, 'examples with a quality'],
    [having((l) => l.begins !== undefined && l.ends !== undefined), ENOUGH, 'examples with both their ends'],
    [having((l) => l.redaction !== undefined), ENOUGH_READ, 'examples read for redaction'],
    [pairs.filter(({ labels }) => labels.better !== undefined).length, ENOUGH_READ, 'pairs with their better side'],
    [examples.filter(({ card }) => card.kind === 'qa').length, 1, 'questions and answers'],
    [examples.filter(({ card }) => card.kind === 'trajectory').length, 1, 'workflows of an agent'],
  ];
  return wanted.flatMap(([have, enough, what]) => (have < enough ? [{ count: enough - have, what }] : []));
}
