/** Marks: reasons that a dataset may name to keep an example out. Nothing is removed here, and no card is changed. */
import type { Config } from '../../model/config.ts';
import { keepsFromFolding, type Mark, refusedMarks } from '../../model/marks.ts';
import type { Card } from '../card.ts';
import type { Curation } from '../curated.ts';
import { alikePrompts } from '../split/alike.ts';
import { balanceMarks } from './balance.ts';
import { clustersOf, duplicateMark, mergeCopies } from './duplicates.ts';
import { consentMarks, policyMarks } from './governance.ts';
import { likenessOf } from './likeness.ts';
import { nearDuplicateMark, nearDuplicates } from './near-duplicates.ts';
import { qualityMarks, type SafetyVerdict } from './quality.ts';

type Limits = Pick<Config, 'curate' | 'privacy' | 'split' | 'seed' | 'exports'>;

const NO_VERDICTS: ReadonlyMap<string, SafetyVerdict> = new Map();

/**
 * @param now UTC ms, for retention
 * @param verdicts of a classifier or a judge, by the id of the example
 * @returns the same for any order of `cards`
 */
export function curate(
  cards: readonly Card[],
  { curate: limits, privacy, split, seed, exports }: Limits,
  now: number,
  verdicts: ReadonlyMap<string, SafetyVerdict> = NO_VERDICTS,
): Curation {
  // Copies meet what speaks against them whatever their copies say before they are folded.
  const before = new Map<string, readonly Mark[]>();
  for (const card of cards) {
    const marks = [...card.marks, ...policyMarks(card, privacy, now)];
    if (marks.length > 0) before.set(card.id, marks);
  }
  const marksBefore = ({ id }: Card): readonly Mark[] => before.get(id) ?? [];
  const foldable = cards.filter((card) => !marksBefore(card).some((m) => keepsFromFolding(m.mark)));

  const keptFor = new Map<string, string>();
  const merged = new Map<string, ReturnType<typeof mergeCopies>>();
  const folding = new Map<string, readonly Mark[]>();
  for (const cluster of clustersOf(foldable)) {
    const { kept, copies } = cluster;
    merged.set(kept.id, mergeCopies(cluster));
    for (const copy of copies) {
      keptFor.set(copy.id, kept.id);
      folding.set(copy.id, [duplicateMark(copy, kept)]);
    }
    // Who asked to be erased is erased from every copy of the same words.
    const [erased] = [kept, ...copies].flatMap((c) => marksBefore(c).filter((m) => m.mark === 'erased'));
    if (erased && !marksBefore(kept).some((m) => m.mark === 'erased')) folding.set(kept.id, [erased]);
  }

  const marks = new Map<string, readonly Mark[]>();
  for (const card of cards) {
    const whole = merged.has(card.id) ? { ...card, ...merged.get(card.id) } : card;
    const own = [...consentMarks(whole, privacy), ...qualityMarks(whole, limits, verdicts.get(card.id))];
    const all = [...marksBefore(card), ...(folding.get(card.id) ?? []), ...own];
    if (all.length > 0) marks.set(card.id, all);
  }
  const kept = cards.flatMap((c) => (keptFor.has(c.id) ? [] : merged.has(c.id) ? { ...c, ...merged.get(c.id) } : c));
  const near = nearDuplicates(kept, ({ id }) => marks.get(id) ?? [], limits.nearDuplicates);
  for (const one of near) marks.set(one.copy, [...(marks.get(one.copy) ?? []), nearDuplicateMark(one)]);
  const { groups: alike, parted } = alikePrompts(cards, keptFor, near, split.nearDuplicates);
  if (limits.balance) {
    // What the SFT dataset refuses anyhow takes nobody's place in a bucket.
    const out = refusedMarks(exports.sft.exclude);
    const free = cards.filter(({ id }) => !(marks.get(id) ?? []).some((m) => out.has(m.mark)));
    for (const [id, mark] of balanceMarks(free, limits.balance.maxPerBucket, seed))
      marks.set(id, [...(marks.get(id) ?? []), mark]);
  }
  return { marks, keptFor, merged, alike, likeness: likenessOf(near, alike, parted) };
}
