/** Labels for the gold set: each change is appended at once, with all that the person says of the example or pair from then on. */
import { exampleContent, pairContent } from '../../assess/gold/open.ts';
import { defined } from '../../kit/defined.ts';
import { UserError } from '../../kit/errors.ts';
import { stampOf } from '../../kit/own-writes.ts';
import type { Example } from '../../model/example.ts';
import {
  type Content,
  freshness,
  type GoldEntry,
  type GoldLabels,
  type GoldRedaction,
  spanKey,
} from '../../model/gold.ts';
import type { GoldChange, GoldChoice, View } from '../../protocol/studio.ts';
import { appendGold, undoGold } from '../../run/store/gold-log.ts';
import { reviewerOf } from '../../run/store/reviewer.ts';
import { loadKey } from '../../run/store/workspace.ts';
import { requireTrust } from '../config.ts';
import type { CallContext, In, Out } from '../rpc.ts';
import { redactEdit } from './edit.ts';
import { placesOf } from './gold-places.ts';
import { optionsOf, ownEntry } from './gold-view.ts';
import { pairOf } from './pair.ts';
import { openRun, type StudioRun } from './run.ts';
import { cardOf } from './trajectory.ts';

/** What is labelled, as the run has it. */
interface Target {
  now: Content;
  /** Whose session a note is redacted in. */
  example: string;
  read: () => Pick<Example, 'messages'>;
}

/** All that a person says of something after a change; `labels` undefined: it is out of the set. */
interface Said {
  labels: GoldLabels | undefined;
  note?: string | undefined;
  said: string;
}

export async function studioGold(
  { project, view, id, change }: In<'studioGold'>,
  { signal }: CallContext<'studioGold'>,
): Promise<Out<'studioGold'>> {
  requireTrust(project);
  const run = await openRun(project);
  const target = targetOf(run, view, id);
  const by = reviewerOf(run.workspace);
  const before = heldBy(ownEntry(run, id), target.now);
  const { labels, note, said } = changed(run, target, before, change);
  // Also a note that is only carried on: people edit the file.
  const redacted = note === undefined ? undefined : await redactEdit(run, target.example, note, signal);
  const key = loadKey(run.workspace, process.env.GOLDPAN_KEY);
  const at = new Date().toISOString();
  appendGold(run.workspace.gold, { id, by, ...target.now, labels, note: redacted, at }, key);
  const hidden = 'note' in change && redacted !== undefined && redacted !== note;
  return { said, changed: hidden, stamp: stampOf(run.workspace.gold) };
}

export async function studioGoldUndo({ project, id }: In<'studioGoldUndo'>): Promise<Out<'studioGoldUndo'>> {
  requireTrust(project);
  const { workspace } = await openRun(project);
  const key = loadKey(workspace, process.env.GOLDPAN_KEY);
  const undone = undoGold(workspace.gold, { id, by: reviewerOf(workspace), at: new Date().toISOString() }, key);
  return { undone, stamp: stampOf(workspace.gold) };
}

function targetOf(run: StudioRun, view: View, id: string): Target {
  if (view === 'pairs') {
    const pair = pairOf(run, id);
    return { now: pairContent(pair, run.cards), example: pair.chosen.example, read: () => ({ messages: [] }) };
  }
  const card = cardOf(run, id);
  return { now: exampleContent(card), example: id, read: () => run.store.read(card) };
}

/** What of the person's last word still holds: the new line is about the content as it is now. */
function heldBy(entry: GoldEntry | undefined, now: Content): { labels: GoldLabels | undefined; note?: string } {
  if (!entry) return { labels: undefined };
  const state = freshness(entry, now);
  const { redaction: _, ...rest } = entry.labels;
  const labels = state === 'same' ? entry.labels : state === 'reworded' ? rest : {};
  return { labels, ...(entry.note ? { note: entry.note } : {}) };
}

function changed(
  run: StudioRun,
  target: Target,
  { labels, note }: { labels: GoldLabels | undefined; note?: string },
  change: GoldChange,
): Said {
  if ('labelled' in change)
    return change.labelled
      ? { labels: labels ?? {}, note, said: 'In the gold set.' }
      : { labels: undefined, said: 'Out of the gold set.' };
  if ('field' in change) {
    const { field, value } = change;
    const said = value === null ? `No label for ${field} any more.` : `Labelled: ${field} is ${value}.`;
    return { labels: withChoice(run, labels ?? {}, field, value), note, said };
  }
  if ('note' in change)
    return {
      labels: labels ?? {},
      note: change.note.trim() || undefined,
      said: change.note.trim() ? 'Noted.' : 'Note removed.',
    };
  const { redaction, said } = withPlaces(labels?.redaction, target, change);
  const { redaction: _, ...rest } = labels ?? {};
  const isEmpty = !redaction.read && redaction.missed.length + redaction.wrong.length === 0;
  return { labels: isEmpty ? rest : { ...rest, redaction }, note, said };
}

/** @throws UserError for a word that the field cannot have: nothing typed gets into the file. */
function withChoice(run: StudioRun, labels: GoldLabels, field: GoldChoice, value: string | null): GoldLabels {
  const { [field]: _, ...rest } = labels;
  if (value === null) return rest;
  if (!optionsOf(run, field).includes(value))
    throw new UserError(`${field} cannot be that.`, 'Choose a value from the list.');
  const isNumber = COUNTED.has(field) && /^\d+$/.test(value);
  return { ...rest, [field]: isNumber ? Number(value) : value };
}

/** Fields whose digits are numbers; a tag may be called 3. */
const COUNTED: ReadonlySet<GoldChoice> = new Set(['complexity', 'inside', 'quality'] as const);

type PlaceChange = Extract<GoldChange, { read: boolean } | { words: string } | { forget: number }>;

function withPlaces(
  before: GoldRedaction | undefined,
  { read }: Target,
  change: PlaceChange,
): { redaction: GoldRedaction; said: string } {
  const { missed, wrong, read: isRead } = before ?? { missed: [], wrong: [] };
  const keeping = (places: Omit<GoldRedaction, 'read'>): GoldRedaction => ({ ...defined({ read: isRead }), ...places });
  if ('read' in change) {
    if (change.read) return { redaction: { read: true, missed, wrong }, said: 'Read for redaction.' };
    return { redaction: { missed, wrong }, said: 'Not read for redaction any more.' };
  }
  if ('forget' in change) {
    // Numbered as the view shows them: what was missed first.
    const at = change.forget - missed.length;
    const left = { missed: missed.filter((_, i) => i !== change.forget), wrong: wrong.filter((_, i) => i !== at) };
    return { redaction: keeping(left), said: 'Taken back.' };
  }
  const { what, found } = placesOf(read(), change.words, change.type);
  const known = new Set([...missed, ...wrong].map(spanKey));
  const fresh = found.filter((span) => !known.has(spanKey(span)));
  const redaction = keeping({ missed, wrong, [what]: [...(what === 'missed' ? missed : wrong), ...fresh] });
  const places = `${found.length} ${found.length === 1 ? 'place' : 'places'}`;
  return { redaction, said: `Noted: ${what === 'missed' ? 'missed' : 'hidden wrongly'} in ${places}.` };
}
