/** What an export asks of a card: what keeps it out, which answers a person rewrote, whose sessions it holds. */
import type { Config } from '../../model/config.ts';
import { type MarkName, refusedMarks as refusedWith } from '../../model/marks.ts';
import { outcomeName } from '../../model/outcome-name.ts';
import { derive, type Redacted } from '../../redact/brand.ts';
import type { CuratedCard } from '../../stages/curated.ts';
import type { Context, Kind } from './kind.ts';

/** Marks that a kind refuses under a configuration. */
export const refusedMarks = ({ section }: Pick<Kind, 'section'>, { exports }: Config): ReadonlySet<MarkName> =>
  refusedWith(exports[section].exclude);

/** First mark of the card that is refused. */
export const refusalOf = (card: CuratedCard, refused: ReadonlySet<MarkName>): MarkName | undefined =>
  card.marks.find(({ mark }) => refused.has(mark))?.mark;

/** Did a person rewrite one of its answers in the log? */
export const isCorrected = (card: CuratedCard): boolean => card.feedback.some((f) => f.edited && f.message !== null);

/** Do the log and the evidence in it leave open whether the task succeeded? */
export const isUndecided = (card: CuratedCard): boolean =>
  card.kind === 'trajectory' && outcomeName(card.outcome) === 'unknown';

/** Was it accepted by hand? */
export const isAccepted = (card: CuratedCard): boolean => card.decision === 'accept';

/** Sessions behind a row: those of its cards, then those of the duplicates folded into them. */
export function sessionsOf(cards: readonly CuratedCard[], byId: Context['byId']): string[] {
  const copies = cards.flatMap((card) => (card.folded ?? []).flatMap((id) => byId.get(id) ?? []));
  return [...cards, ...copies].map((card) => card.session);
}

/** Edited answers by message number: from feedback in the log, and over it the reviewer's own in the studio. */
export function editsOf(
  card: CuratedCard,
  { store, decisions, byId }: Pick<Context, 'store' | 'decisions' | 'byId'>,
): Map<number, Redacted<string>> {
  const edits = new Map<number, Redacted<string>>();
  for (const f of card.feedback) {
    if (!f.edited || f.message === null) continue;
    const from = byId.get(f.from);
    if (!from) continue;
    const example = store.read(from);
    const text = example.feedback[f.index]?.text;
    if (text !== undefined) edits.set(f.message, derive(example, text));
  }
  for (const [message, text] of decisions.get(card.id)?.edits ?? []) edits.set(message, text);
  return edits;
}
