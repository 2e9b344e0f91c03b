/** What runs of one task say of one another, where their own evidence leaves the outcome open; and how often each level is right. */
import { randomBytes } from 'node:crypto';
import { Compact } from '../../src/kit/compact.ts';
import { Key } from '../../src/kit/key.ts';
import { defaultSegment } from '../../src/model/config-segment.ts';
import { outcomeName } from '../../src/model/outcome-name.ts';
import type { Session } from '../../src/model/session.ts';
import type { Redacted } from '../../src/redact/brand.ts';
import { type Card, chainOf, makeCard } from '../../src/stages/card.ts';
import { tasksBySetting, withConsensus } from '../../src/stages/curate/consensus.ts';
import { withOutcome } from '../../src/stages/curated.ts';
import { examplesOf } from '../../src/stages/examples.ts';
import { ROW_TEXT } from '../../src/stages/segment/content.ts';
import { hidden, type Verdict } from './outcome.ts';

interface Run {
  /** As its own evidence has it where runs say nothing. */
  verdict: Verdict;
  /** Absent where the log gives no example, as talks without a user. */
  card?: Card;
}

/** @param references whether the right results stay, which is all that `list` was told by */
export function consensus(list: readonly Verdict[], references: boolean): Run[] {
  const rules = { key: new Key(randomBytes(32)), row: ROW_TEXT, rules: defaultSegment() };
  const compact = new Compact();
  const placed = { offset: 0, length: 0, sketch: Buffer.alloc(0), redactions: 0, marks: [] };
  const examples = list.map(({ session, outcome }, i) => {
    const shown = hidden(session, references);
    // Nothing is written or shown: redaction would only cost time.
    const { made } = examplesOf(shown, shown as Redacted<Session>, { ...rules, sessionId: String(i) });
    const example = made.findLast((m) => !m.example.agent)?.example;
    return example && ({ ...example, outcome } as typeof example);
  });
  const cards = examples.flatMap((e) =>
    e ? [makeCard(e, { ...placed, chain: chainOf(e.messages, '') }, compact)] : [],
  );
  const told = new Map(withConsensus(cards).map((card) => [card.id, card]));
  return list.map((verdict, i): Run => {
    const example = examples[i];
    const card = example && told.get(example.id);
    if (!card) return { verdict };
    const { outcome } = withOutcome(example, card);
    return { verdict: { ...verdict, outcome, said: outcomeName(outcome) }, card };
  });
}

/** Lines such as `2+1+1, one of 1: 3/24 right`: by how many runs of a task went together, whatever is concluded of it. */
export function levels(runs: readonly Run[]): string[] {
  const truths = new Map(runs.map(({ card, verdict }) => [card?.id, verdict.truth]));
  const table = new Map<string, [right: number, all: number, tasks: Set<unknown>]>();
  for (const task of [...tasksBySetting(runs.flatMap((r) => r.card ?? [])).values()].flat())
    for (const card of task.cards) {
      const shape = [...task.runs.values()].sort((a, b) => b - a).join('+');
      const name = `${shape}, one of ${task.runs.get(card.effects?.split(':')[1] ?? '')}`;
      const [right, all, tasks] = table.get(name) ?? [0, 0, new Set()];
      table.set(name, [right + (truths.get(card.id) ? 1 : 0), all + 1, tasks.add(task)]);
    }
  return [...table].sort().map(([name, [right, all, { size }]]) => `${name}: ${right}/${all} right (${size} tasks)`);
}
