/** The SFT dataset: one row an example that carries none of the excluded marks. */

import { refusedMarks } from '../../model/marks.ts';
import { outcomeName } from '../../model/outcome.ts';
import { type CardLookup, type CuratedCard, withOutcome } from '../../stages/curated.ts';
import type { Decisions } from '../../stages/decide/decide.ts';
import type { SplitName } from '../../stages/split/split.ts';
import type { Config } from '../config.ts';
import type { Redacted } from '../redact/brand.ts';
import type { ExampleSource } from '../store/run-store.ts';
import type { RowFate, RowSink } from './dataset.ts';
import { sftRow } from './rows.ts';

/** First reason that keeps the card out; undefined: it goes in. */
export function sftRefusal(card: CuratedCard, config: Config): string | undefined {
  const refused = refusedMarks(config.exports.sft.exclude);
  const mark = card.marks.find((m) => refused.has(m.mark) && !(m.mark === 'disliked' && isCorrected(card)));
  if (mark) return mark.mark;
  const unknown =
    card.kind === 'trajectory' &&
    outcomeName(card.outcome) === 'unknown' &&
    config.exports.sft.unknownOutcome === 'drop';
  return unknown && card.decision !== 'accept' ? 'unknown outcome' : undefined;
}

/** A disliked answer that a human then wrote anew is the best there is. */
const isCorrected = (card: CuratedCard): boolean => card.feedback.some((f) => f.edited && f.message !== null);

export function* exportSft(
  cards: Iterable<CuratedCard>,
  splits: ReadonlyMap<string, SplitName>,
  context: {
    config: Config;
    store: ExampleSource;
    decisions: Decisions;
    writer: RowSink;
    byId: CardLookup;
  },
): Generator<{ card: CuratedCard; fate: RowFate }> {
  for (const card of cards) {
    const refusal = sftRefusal(card, context.config);
    if (refusal) {
      yield { card, fate: { dropped: refusal } };
      continue;
    }
    const example = withOutcome(context.store.read(card), card);
    const row = sftRow(example, editsOf(card, context), context.config.exports);
    if (typeof row !== 'string') yield { card, fate: { dropped: row.why } };
    else {
      const sessions = [card.session, ...(card.folded ?? []).flatMap((id) => context.byId.get(id)?.session ?? [])];
      yield { card, fate: context.writer.write(row, splits.get(card.id) ?? 'train', sessions) };
    }
  }
}

/** Edited answers: from feedback in the log, and over it the human's own in the studio. */
export function editsOf(
  card: CuratedCard,
  context: { store: ExampleSource; decisions: Decisions; byId: CardLookup },
): Map<number, Redacted<string>> {
  const edits = new Map<number, Redacted<string>>();
  for (const f of card.feedback) {
    if (!f.edited || f.message === null) continue;
    const from = context.byId.get(f.from);
    const text = from && context.store.read(from).feedback[f.index]?.text;
    if (text !== undefined) edits.set(f.message, text as Redacted<string>);
  }
  for (const [message, text] of context.decisions.get(card.id)?.edits ?? []) edits.set(message, text);
  return edits;
}
