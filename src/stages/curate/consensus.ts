/**
 * Runs of one task as evidence for one another: where all changed the same, they are most often right; a run that changed what no
 * other did, where no majority agrees, is most often wrong. Only for outcomes that neither the log nor its evidence tells.
 */
import { type Evidence, evidenceOf, OUTCOME_CONFIDENCE } from '../../model/outcome.ts';
import type { Card } from '../card.ts';
import { NO_EFFECTS } from '../outcome/run-effects.ts';
import { clustersOf } from './duplicates.ts';

/**
 * Figures: `npm run measure -- outcome`, the 50 tasks of tau-bench's airline, four runs each. All alike: 42 of 44 runs right (11
 * tasks), and 16 of 20 in tau2's telecom, which the guard below leaves out. Alone without a majority: 50 of 56 wrong (20 tasks).
 * Three of four: 14 of 42 right; the fourth: 5 of 14; two of four: 17 of 44. Those say nothing.
 */
const CONFIDENCE = { alike: 0.9, alone: 0.88 } as const;

/** Any three of those four runs that are alike: 140 of 174 right, .80. */
const FEWEST_RUNS = 4;

/**
 * Agreement tells where runs could have differed, difference where they could have agreed. Of the tasks of one setting (same model,
 * application, tools and system prompt), so many must show the one for the other to count. Not so: a model without randomness, questions without
 * any changes, tools whose arguments nobody words alike. By judgement; tau-bench has .78 of the one and .46 of the other.
 */
const SHOWN = { tasks: 5, share: 0.2 } as const;

interface Task {
  /** All of them, copies included. */
  readonly cards: readonly Card[];
  /** Number of different runs, by their effects. */
  readonly runs: ReadonlyMap<string, number>;
  readonly size: number;
  readonly most: number;
}

/**
 * @param threshold confidence from which on evidence decides; with 1 nothing is ever concluded
 * @returns the cards in their order; the same for any order. What is stated or known is never changed
 */
export function withConsensus(cards: readonly Card[], threshold: number = OUTCOME_CONFIDENCE): readonly Card[] {
  if (threshold >= 1) return cards;
  const found = new Map<string, Evidence>();
  for (const tasks of tasksBySetting(cards).values()) {
    const counts = (test: (task: Task) => boolean): boolean =>
      tasks.length >= SHOWN.tasks && tasks.filter(test).length >= SHOWN.share * tasks.length;
    const differ = counts(({ runs }) => runs.size > 1);
    const agree = counts(({ runs }) => [...runs].some(([effects, n]) => n > 1 && effects !== NO_EFFECTS));
    for (const task of tasks)
      for (const card of task.cards) {
        const evidence = isOpen(card) ? evidenceFor(card, task, { differ, agree }) : undefined;
        if (evidence && evidence.confidence >= threshold) found.set(card.id, evidence);
      }
  }
  return found.size === 0 ? cards : cards.map((card) => laidOver(card, found.get(card.id)));
}

const isOpen = ({ outcome }: Card): boolean => (outcome?.success ?? null) === null;

/** Tasks of enough comparable runs. The same intent in another format, or in another setting, is another task. */
export function tasksBySetting(cards: readonly Card[]): Map<string, Task[]> {
  const groups = new Map<string, Card[]>();
  for (const card of cards) {
    // Forks have a part of their run in common: what they agree in says nothing.
    if (card.effects === undefined || card.intent === undefined || card.family !== undefined) continue;
    const name = `${card.format}\0${settingOf(card)}\0${card.intent}`;
    const group = groups.get(name);
    if (group) group.push(card);
    else groups.set(name, [card]);
  }
  const settings = new Map<string, Task[]>();
  for (const group of groups.values()) {
    const [first] = group;
    const task = group.length < FEWEST_RUNS ? undefined : taskOf(group);
    if (!first || !task || task.size < FEWEST_RUNS) continue;
    const name = `${first.format}\0${settingOf(first)}`;
    settings.set(name, [...(settings.get(name) ?? []), task]);
  }
  return settings;
}

/** Two logs of one run are one run. */
function taskOf(cards: readonly Card[]): Task {
  const copies = new Set(clustersOf(cards).flatMap((c) => c.copies.map(({ id }) => id)));
  const runs = new Map<string, number>();
  for (const card of cards) if (!copies.has(card.id)) runs.set(done(card), (runs.get(done(card)) ?? 0) + 1);
  return { cards, runs, size: cards.length - copies.size, most: Math.max(...runs.values()) };
}

function evidenceFor(
  card: Card,
  { cards, runs, size, most }: Task,
  { differ, agree }: { differ: boolean; agree: boolean },
): Evidence | undefined {
  const alike = runs.get(done(card));
  const against = (success: boolean): boolean =>
    cards.some((c) => done(c) === done(card) && c.outcome?.success === !success);
  const rule = `${alike} of ${size} runs with the same effects`;
  if (alike === size && differ && !against(true)) return evidenceOf('consensus', true, CONFIDENCE.alike, rule);
  if (alike === 1 && most <= size / 2 && agree && !against(false))
    return evidenceOf('consensus', false, CONFIDENCE.alone, rule);
  return undefined;
}

function laidOver(card: Card, evidence: Evidence | undefined): Card {
  if (!evidence) return card;
  const { says, confidence, rule } = evidence;
  return {
    ...card,
    outcome: { ...card.outcome, success: says === 'success', inferred: true, confidence, consensus: rule },
  };
}

const settingOf = ({ effects = '' }: Card): string => effects.slice(0, effects.indexOf(':'));
const done = ({ effects = '' }: Card): string => effects.slice(effects.indexOf(':') + 1);
