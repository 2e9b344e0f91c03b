/** The DPO dataset: one row a preference pair. */
import { ALWAYS_OUT, type Config } from '../core/config.ts';
import type { Decisions } from '../core/decide/decisions.ts';
import type { Example, Message, Pair, PairSide } from '../core/model/example.ts';
import { derive, type Redacted } from '../core/redact/brand.ts';
import type { SplitName } from '../core/split/split.ts';
import type { Card } from '../core/store/card.ts';
import type { ExampleSource } from '../core/store/run-store.ts';
import type { RowFate, RowSink } from './dataset.ts';
import { renumber } from './renumber.ts';
import { dpoRow, type PairRow } from './rows.ts';

export interface PairContext {
  config: Config;
  store: ExampleSource;
  decisions: Decisions;
  byId: ReadonlyMap<string, Card>;
}

export function* exportDpo(
  pairs: readonly Pair[],
  splits: ReadonlyMap<string, SplitName>,
  context: PairContext & { writer: RowSink },
): Generator<{ pair: Pair; fate: RowFate }> {
  const refused = new Set<string>([...ALWAYS_OUT, ...context.config.exports.dpo.exclude]);
  for (const pair of pairs) {
    const sides = [pair.chosen.example, pair.rejected.example].flatMap((id) => context.byId.get(id) ?? []);
    const mark = sides.flatMap((c) => c.marks).find((m) => refused.has(m.mark));
    if (mark) {
      yield { pair, fate: { dropped: mark.mark } };
      continue;
    }
    const made = pairRow(pair, context);
    if ('why' in made) {
      yield { pair, fate: { dropped: made.why } };
      continue;
    }
    const split = splits.get(pair.chosen.example) ?? 'train';
    const row = dpoRow(made, context.writer.count(split) % 2 === 0, context.config.exports);
    if (typeof row !== 'string') yield { pair, fate: { dropped: row.why } };
    else {
      const copies = sides.flatMap((c) => c.folded.flatMap((id) => context.byId.get(id) ?? []));
      const sessions = new Set([...sides, ...copies].map((c) => c.session));
      yield { pair, fate: context.writer.write(row, split, [...sessions]) };
    }
  }
}

/** The pair as text: what the studio shows is what is written. */
export function pairRow(pair: Pair, context: PairContext): Redacted<PairRow> | { why: string } {
  const load = (id: string): Redacted<Example> | undefined => {
    const card = context.byId.get(id);
    return card && context.store.read(card);
  };
  const [good, bad] = [load(pair.chosen.example), load(pair.rejected.example)];
  if (!good || !bad) return { why: 'one side is not in the store' };
  const chosen = answerOf(good, pair.chosen, pair.at);
  let rejected = answerOf(bad, pair.rejected, pair.at);
  if (!chosen || !rejected) return { why: 'one side has no answer there' };
  const prompt = good.messages.slice(0, pair.at);
  if (good.session !== bad.session) {
    const renumbered = renumber(bad.messages.slice(0, pair.at), prompt, rejected, [chosen]);
    if (!renumbered) return { why: 'the prompts differ after redaction' };
    rejected = renumbered;
  }
  const edited = context.decisions.get(pair.id)?.edits.get(pair.at);
  const row: PairRow = {
    id: pair.id,
    source: pair.source,
    prompt,
    chosen: edited === undefined ? chosen : { ...chosen, content: edited },
    rejected,
    tools: good.tools.length > 0 ? good.tools : bad.tools,
    ...(pair.margin === undefined ? {} : { margin: pair.margin }),
  };
  return derive(good, row);
}

function answerOf(example: Example, side: PairSide, at: number): Message | undefined {
  if (side.alternative !== undefined) return example.alternatives[side.alternative]?.messages[0];
  const message = example.messages[at];
  if (side.edit === undefined) return message;
  const text = example.feedback[side.edit]?.text;
  return text === undefined || !message
    ? undefined
    : { role: 'assistant', content: text, turns: message.turns, events: message.events };
}
