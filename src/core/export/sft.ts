/** The SFT dataset: one row an example that carries none of the excluded marks. */
import { ALWAYS_OUT, type Config } from '../config.ts';
import type { Decisions } from '../decide/decisions.ts';
import { derive, type Redacted } from '../redact/brand.ts';
import type { SplitName } from '../split/split.ts';
import type { Card } from '../store/card.ts';
import type { ExampleSource } from '../store/run-store.ts';
import type { RowFate, RowSink } from './dataset.ts';
import { sftRow } from './rows.ts';

/** First reason that keeps the card out; undefined: it goes in. */
export function sftRefusal(card: Card, config: Config): string | undefined {
  const refused = new Set<string>([...ALWAYS_OUT, ...config.exports.sft.exclude]);
  const mark = card.marks.find((m) => refused.has(m.mark) && !(m.mark === 'disliked' && isCorrected(card)));
  if (mark) return mark.mark;
  const unknown = card.kind === 'trajectory' && card.success === null && config.exports.sft.unknownOutcome === 'drop';
  return unknown && card.decision !== 'accept' ? 'unknown outcome' : undefined;
}

/** A disliked answer that a human then wrote anew is the best there is. */
const isCorrected = (card: Card): boolean => card.feedback.some((f) => f.edited && f.message !== null);

export function* exportSft(
  cards: readonly Card[],
  splits: ReadonlyMap<string, SplitName>,
  context: {
    config: Config;
    store: ExampleSource;
    decisions: Decisions;
    writer: RowSink;
    byId: ReadonlyMap<string, Card>;
  },
): Generator<{ card: Card; fate: RowFate }> {
  for (const card of cards) {
    const refusal = sftRefusal(card, context.config);
    if (refusal) {
      yield { card, fate: { dropped: refusal } };
      continue;
    }
    const example = context.store.read(card);
    const row = sftRow(example, editsOf(card, context), context.config.exports);
    if (typeof row !== 'string') yield { card, fate: { dropped: row.why } };
    else {
      const sessions = [card.session, ...card.folded.flatMap((id) => context.byId.get(id)?.session ?? [])];
      yield { card, fate: context.writer.write(row, splits.get(card.id) ?? 'train', sessions) };
    }
  }
}

/** Edited answers: from feedback in the log, and over it the human's own in the studio. */
export function editsOf(
  card: Card,
  context: { store: ExampleSource; decisions: Decisions; byId: ReadonlyMap<string, Card> },
): Map<number, Redacted<string>> {
  const edits = new Map<number, Redacted<string>>();
  for (const f of card.feedback) {
    if (!f.edited || f.message === null) continue;
    const from = context.byId.get(f.from);
    if (!from) continue;
    const example = context.store.read(from);
    const text = example.feedback[f.index]?.text;
    if (text !== undefined) edits.set(f.message, derive(example, text));
  }
  for (const [message, text] of context.decisions.get(card.id)?.edits ?? []) edits.set(message, text);
  return edits;
}
