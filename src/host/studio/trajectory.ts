/**
 * One example with everything the studio shows of it.
 *
 * The session is read and redacted again from its log, because the run stores no raw text and no positions of findings.
 * Where the log has changed or is gone, what the run stored is shown, with a note.
 */

import { refusedMarks } from '../../datasets/kinds/cards.ts';
import { kinds } from '../../datasets/kinds/index.ts';
import { defined } from '../../kit/defined.ts';
import { UserError } from '../../kit/errors.ts';
import type { Event } from '../../model/event.ts';
import type { Example } from '../../model/example.ts';
import { reviewerOverrules } from '../../model/marks.ts';
import { EVIDENCE_LABELS, type ExampleOutcome } from '../../model/outcome.ts';
import type { Session } from '../../model/session.ts';
import { DETAIL_TAGS, TAGS, tagOf, tagText } from '../../model/tags.ts';
import type { ExampleView, Item, Text } from '../../protocol/studio.ts';
import type { CuratedCard } from '../../stages/curated.ts';
import { withOutcome } from '../../stages/curated.ts';
import { eventsOf } from '../../stages/segment/cut.ts';
import type { CallContext, In } from '../rpc.ts';
import { exampleGold } from './gold-view.ts';
import { freshSource, type LiveSession, liveSession } from './live.ts';
import { exampleRow } from './rows.ts';
import { decidedView, openRun, placeOf, type StudioRun } from './run.ts';
import { MAX_WHOLE, Spans } from './text.ts';
import { storedTimeline, timeline } from './timeline.ts';
import { titleOf } from './titles.ts';

/**
 * @param raw show the log's text instead of the redacted one; ignored where the log cannot be read.
 * @throws UserError for an id that the last run does not have.
 */
export async function studioExample(
  { project, id, raw }: In<'studioExample'>,
  { signal }: CallContext<'studioExample'>,
): Promise<ExampleView> {
  const run = await openRun(project);
  const card = cardOf(run, id);
  const live = await liveSession(run, id, signal);
  const store = await freshSource(run, [id, ...card.feedback.map((f) => f.from)], signal);
  const example = withOutcome(store.read(card), card);
  const isLive = !('note' in live) && live.cuts.has(id);
  const items = isLive
    ? liveItems(live as LiveSession, example, raw)
    : storedTimeline(example.messages, new Spans([], false), 'm', true);
  const decided = run.decisions.get(id);
  const shown = raw ? items : withEdits(items, decided?.edits ?? new Map(), example, live);
  return {
    id,
    session: card.session,
    title: titleOf(run, card),
    kind: card.kind,
    format: card.format,
    part: example.part,
    ...defined({ agent: example.agent || undefined, model: example.model || undefined }),
    items: shown,
    raw: raw && isLive,
    ...defined({ note: 'note' in live ? live.note : undefined }),
    complexity: card.tags.complexity,
    features: { ...card.tags.features },
    tags: tagsOf(card),
    outcome: tagOf(card, 'outcome'),
    ...defined({ outcomeWhy: example.outcome && outcomeWhy(example.outcome) }),
    outcomeEvidence: example.outcome ? evidenceOf(example.outcome) : [],
    marks: marksOf(run, card),
    redactions: 'note' in live ? [] : countByType(live.redactions),
    ...withPlace(run, id),
    row: await exampleRow(run, id, store),
    gold: exampleGold(run, card),
    ...decidedView(decided, card.fingerprint),
  };
}

/** The whole of a text that a view has cut. */
export async function studioText(
  { project, id, field, raw }: In<'studioText'>,
  { signal }: CallContext<'studioText'>,
): Promise<Text> {
  const run = await openRun(project);
  const live = await liveSession(run, id, signal);
  if ('note' in live) throw new UserError(live.note, 'Run the pipeline again.');
  const text = at(raw ? live.raw : live.redacted, field);
  if (text === undefined) throw new UserError('This text is not there any more.', 'Open the session again.');
  return new Spans(live.redactions, raw).text(field, text, MAX_WHOLE);
}

/** A field by its path, such as `events/3/text`. */
function at(session: Session, field: string): string | undefined {
  let value: unknown = session;
  for (const step of field.split('/')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return typeof value === 'string' ? value : undefined;
}

/** The card of an example, as the run left it and before decisions. */
export function cardOf(run: StudioRun, id: string): CuratedCard {
  const card = run.cards.get(id);
  if (!card) throw new UserError(`${id} is no example of the last run.`, 'Choose another one from the list.');
  return card;
}

/** The example's events, then the branches of its session. Branches hang on the main line, which is that of part 0. */
function liveItems(live: LiveSession, example: Example, raw: boolean): Item[] {
  const session = raw ? live.raw : live.redacted;
  const cut = live.cuts.get(example.id);
  const events = cut ? eventsOf(session, cut) : [];
  const spans = new Spans(live.redactions, raw);
  const items = timeline({ events, path: (e: Event) => `events/${e.seq}/`, spans, key: 'e', example });
  if (example.agent || example.part > 0) return items;
  session.branches.forEach((branch, b) => {
    items.push({ kind: 'fork', key: `f${b}`, cause: branch.cause, after: branch.at });
    const path = (_: Event, i: number) => `branches/${b}/events/${i}/`;
    items.push(...timeline({ events: branch.events, path, spans, key: `b${b}.` }));
  });
  return items;
}

/** The reviewer's own words take the place of the log's answer. A message joined of several answers is shown as one. */
function withEdits(
  items: readonly Item[],
  edits: ReadonlyMap<number, string>,
  example: Example,
  live: LiveSession | { note: string },
): Item[] {
  const spans = new Spans('note' in live ? [] : live.redactions, false);
  // Messages of more than one event are shown once, where the first of them is.
  const parts = new Map<number, number>();
  for (const item of items) {
    if (item.kind === 'message' && item.message !== undefined) {
      parts.set(item.message, (parts.get(item.message) ?? 0) + 1);
    }
  }
  const done = new Set<number>();
  return items.flatMap((item): Item[] => {
    if (item.kind !== 'message' || item.message === undefined) return [item];
    const { message } = item;
    const edit = edits.get(message);
    if (edit === undefined && parts.get(message) === 1) return [item];
    if (done.has(message)) return [];
    done.add(message);
    const whole = example.messages[message]?.content ?? '';
    if (edit === undefined) return [{ ...item, text: spans.loose(whole, '', MAX_WHOLE) }];
    return [{ ...item, text: spans.loose(edit, '', MAX_WHOLE), edited: true, was: whole }];
  });
}

/** What the log states, and how sure a concluded outcome is; undefined where it is evidence alone that leaves it open. */
function outcomeWhy({ source, score, detail, inferred, confidence = 0 }: ExampleOutcome): string | undefined {
  const stated = `${source}${score === undefined ? '' : ` = ${score}`}${detail ? `: ${detail}` : ''}`;
  const concluded = inferred ? [`concluded from evidence, ${percent(confidence)} sure`] : [];
  return [...(source === 'evidence' ? [] : [stated]), ...concluded].join('; ') || undefined;
}

/** In words, what speaks for the outcome first. What the log states is said already. */
function evidenceOf({ success, evidence = [] }: ExampleOutcome): string[] {
  const own = success === false ? 'failure' : 'success';
  return evidence
    .filter((e) => e.confidence < 1)
    .sort((a, b) => Number(b.says === own) - Number(a.says === own) || b.confidence - a.confidence)
    .map((e) => `for ${e.says}: ${EVIDENCE_LABELS[e.source]} (${e.rule}), right in ${percent(e.confidence)}`);
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Rows of the inspector. Empty ones are left out: they say nothing. */
function tagsOf(card: CuratedCard): { name: string; value: string }[] {
  const { governance, folded = [], duplicateOf } = card;
  const rows: [string, string][] = [
    ...DETAIL_TAGS.map((name): [string, string] => [TAGS[name].label, tagText(name, tagOf(card, name))]),
    ['consent', governance.consent],
    ['jurisdiction', governance.jurisdiction ?? ''],
    ['duplicates folded in', folded.length > 0 ? String(folded.length) : ''],
    ['duplicate of', duplicateOf ?? ''],
  ];
  return rows.filter(([, value]) => value !== '').map(([name, value]) => ({ name, value }));
}

/** Marks with what they cause: which datasets refuse it, and whether the reviewer overruled that. */
function marksOf(run: StudioRun, card: CuratedCard): ExampleView['marks'] {
  const accepted = run.decisions.get(card.id)?.verdict === 'accept';
  return card.marks.map(({ mark, why }) => ({
    mark,
    why,
    overruled: accepted && reviewerOverrules(mark),
    refusedBy: kinds().flatMap((kind) => (refusedMarks(kind, run.config).has(mark) ? [kind.title] : [])),
  }));
}

/**
 * Hidden places by type, most first. `subjects`: how many different things they are. What the policy keeps is not
 * counted.
 */
function countByType(redactions: LiveSession['redactions']): ExampleView['redactions'] {
  const types = new Map<string, { count: number; subjects: Set<string> }>();
  for (const r of redactions) {
    if (r.action === 'keep') continue;
    const entry = types.get(r.type) ?? { count: 0, subjects: new Set() };
    entry.count++;
    entry.subjects.add(r.subject);
    types.set(r.type, entry);
  }
  return [...types]
    .map(([type, { count, subjects }]) => ({ type, count, subjects: subjects.size }))
    .sort((a, b) => b.count - a.count);
}

function withPlace(run: StudioRun, id: string) {
  const place = placeOf(run, id);
  return place ? { place } : {};
}
