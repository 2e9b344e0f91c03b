/** Everything that the user can do, by mouse, key or command. */

import { wordsOf } from '../../src/protocol/page.ts';
import type { Facet, GoldChange, GoldView, StudioCommand, View } from '../../src/protocol/studio.ts';
import { ask } from '../client.ts';
import { focusContent } from './focus.ts';
import { ensure, fetchRow, list, moveTo, reload } from './list.ts';
import * as s from './store.ts';

export const currentId = (): string | undefined => s.selected.value[s.view.value];

/** Makes `id` the selected one, at once: whatever is asked for from now on is about it. */
function point(id: string): void {
  if (currentId() === id) return;
  s.selected.value = { ...s.selected.value, [s.view.value]: id };
  s.raw.value = false;
  s.editing.value = undefined;
  s.pickedWords.value = '';
  s.unfolded.value = new Set();
  s.keepPlace();
}

/** Shows an example or pair; `at`: its place in the list. */
export async function select(id: string, at?: number): Promise<void> {
  point(id);
  if (at !== undefined) moveTo(at);
  await load(id);
}

/** Number of the last request: answers to earlier ones come too late and are dropped. */
let loads = 0;

/** Asks for what is on screen; the old content of the same thing stays until the new one is there. */
async function load(id: string): Promise<void> {
  const mine = ++loads;
  const target = s.view.value === 'pairs' ? s.pair : s.example;
  const now = target.value;
  const last = now.state === 'ready' ? now.value : now.state === 'loading' ? now.last : undefined;
  target.value = { state: 'loading', id, ...(last?.id === id ? { last } : {}) } as typeof target.value;
  try {
    if (s.view.value === 'pairs') {
      const value = await ask('pair', { id });
      if (mine === loads) s.pair.value = { state: 'ready', value };
    } else {
      const value = await ask('example', { id, raw: s.raw.value });
      if (mine === loads) s.example.value = { state: 'ready', value };
    }
  } catch (error) {
    if (mine !== loads) return;
    const { message, fix } = wordsOf(error);
    target.value = { state: 'failed', id, message, ...(fix ? { fix } : {}) };
  }
}

/** The refresh that is under way. */
let chain: Promise<unknown> = Promise.resolve();

/**
 * After a decision, a lesson or a run: list and content as they are now. One after the other: the host tells of a
 * decision's file while the answer to the decision itself is on its way.
 */
export function refresh(find?: string): Promise<void> {
  const next = chain.then(() => refreshNow(find));
  chain = next.catch(() => undefined);
  return next;
}

async function refreshNow(find: string | undefined): Promise<void> {
  const found = await reload(find);
  const id = currentId();
  const known = list();
  // The user may have moved on while the list was on its way: what was not asked for by name does not pull back.
  if (found && (find !== undefined || found.id === id)) await select(found.id, found.index);
  else if (id && known && known.total > 0) await load(id);
  else if (known && known.total > 0) await step(0, 0);
}

/** J and K. */
export async function step(by: number, from?: number): Promise<void> {
  const known = list();
  if (!known || known.total === 0) return;
  const at = Math.min(known.total - 1, Math.max(0, (from ?? known.at) + by));
  if (at === known.at && by !== 0) {
    s.say(by > 0 ? 'This is the last one.' : 'This is the first one.');
    return;
  }
  const row = await fetchRow(at);
  if (!row) return;
  ensure(at - 1, at + 1);
  await select(row.id, at);
  if (by === 0) return;
  s.say(`${at + 1} of ${known.total}: ${row.title}`);
  focusContent();
}

/** Goes to a view, and there to `find` when it is given. */
export async function show(view: View, find?: string): Promise<void> {
  s.view.value = view;
  s.editing.value = undefined;
  s.tab.value = 'content';
  await refresh(find);
  s.keepPlace();
}

/** Searches in the present view. What is selected stays, also when it does not match. */
export function search(text: string): void {
  s.searchText.value = { ...s.searchText.value, [s.view.value]: text };
  s.keepPlace();
  void reload().then((found) => (found ? moveTo(found.index) : undefined));
}

/** Adds a value to a filter, or takes it off. Values of one facet are alternatives. */
export function choose(facet: Facet, value: string, on: boolean): void {
  const { [s.view.value]: mine } = s.facets.value;
  const rest = (mine[facet] ?? []).filter((v) => v !== value);
  const next = on ? [...rest, value] : rest;
  s.facets.value = { ...s.facets.value, [s.view.value]: { ...mine, [facet]: next } };
  s.keepPlace();
  void reload();
}

export function clearFilters(): void {
  s.facets.value = { ...s.facets.value, [s.view.value]: {} };
  search('');
}

/**
 * Decides, and goes to the next one. That is looked up first: a filter by decision takes the decided one off the list.
 */
async function verdict(decision: 'accept' | 'reject'): Promise<void> {
  const id = currentId();
  if (!id) return;
  const known = list();
  const before = known?.at ?? -1;
  const following = known && before + 1 < known.total ? await fetchRow(before + 1) : undefined;
  const { said } = await ask('decide', { view: s.view.value, id, decision });
  if (following) point(following.id);
  await refresh();
  const now = list();
  s.say(`${said} ${now?.decided ?? 0} of ${now?.all ?? 0} decided.${following ? '' : ' This was the last one.'}`);
}

async function swap(): Promise<void> {
  const id = currentId();
  if (!id || s.view.value !== 'pairs') {
    s.say('Only the two sides of a pair can be swapped.');
    return;
  }
  const { said } = await ask('decide', { view: 'pairs', id, decision: 'swap' });
  await refresh(id);
  s.say(said);
}

/** What people said of what is on screen, when it is there. */
function goldOnScreen(): GoldView | undefined {
  const now = s.view.value === 'pairs' ? s.pair.value : s.example.value;
  return now.state === 'ready' && now.value.id === currentId() ? now.value.gold : undefined;
}

/** Says something of what is on screen for the gold set; a failure is told, and nothing has changed then. */
export async function labelGold(change: GoldChange): Promise<void> {
  const id = currentId();
  if (!id) return;
  const { said } = await ask('gold', { view: s.view.value, id, change });
  await refresh(id);
  s.say(said);
}

/** Into the gold set or out of it. Whoever marks wants to label. */
async function markGold(): Promise<void> {
  const now = goldOnScreen();
  if (!now) return;
  if (!now.labelled) s.goldShown.value = true;
  await labelGold({ labelled: !now.labelled });
}

/** Undoes the last decision, and shows what it was about, in whichever view. */
async function undo(): Promise<void> {
  const id = currentId();
  const done = await ask('undo', id ? { id } : {});
  if (done.view && done.view !== s.view.value) s.view.value = done.view;
  if (done.id) point(done.id);
  await refresh();
  s.say(done.said);
}

/** The answer on screen: that of the pair's chosen side, or the last one of the trajectory. */
function edit(): void {
  if (s.view.value === 'pairs') {
    const { value: now } = s.pair;
    if (now.state === 'ready' && now.value.sides) {
      startEdit(now.value.id, now.value.at, now.value.sides.chosen.text.text);
    }
    return;
  }
  const { value: now } = s.example;
  if (now.state !== 'ready') return;
  const last = now.value.items.findLast((i) => i.kind === 'message' && i.message !== undefined);
  if (last?.kind === 'message' && last.message !== undefined) {
    void startEditOf(last.message, last.text.text);
  } else s.say('There is no answer to edit here.');
}

/** An edit starts from the redacted text: raw text is never what is stored. */
export async function startEditOf(message: number, text: string): Promise<void> {
  const id = currentId();
  if (!id) return;
  if (s.raw.value) {
    await setRaw(false);
    const { value: now } = s.example;
    if (now.state !== 'ready') return;
    const item = now.value.items.find((i) => i.kind === 'message' && i.message === message);
    if (item?.kind === 'message') startEdit(id, message, item.text.text);
  } else startEdit(id, message, text);
}

function startEdit(id: string, message: number, text: string): void {
  s.tab.value = 'content';
  s.editing.value = { id, message, text, busy: false };
}

/** On failure the text stays in the editor. */
export async function saveEdit(): Promise<void> {
  const now = s.editing.value;
  if (!now || now.busy) return;
  s.editing.value = { ...now, busy: true };
  try {
    const { id, message, text } = now;
    const { said } = await ask('decide', { view: s.view.value, id, decision: 'edit', message, text });
    s.editing.value = undefined;
    await refresh(id);
    s.say(said);
  } catch (error) {
    s.editing.value = { ...now, busy: false };
    tell(error);
  }
}

export async function setRaw(raw: boolean): Promise<void> {
  s.raw.value = raw;
  const id = currentId();
  if (id) await load(id);
  s.say(raw ? 'Raw text, as your log has it.' : 'Redacted text, as datasets have it.');
}

export async function teach(): Promise<void> {
  const now = s.missed.value;
  if (!now || now.busy) return;
  s.missed.value = { term: now.term, type: now.type, busy: true };
  try {
    const { said } = await ask('teach', { term: now.term, type: now.type });
    s.missed.value = undefined;
    // The host tells of the change: the refresh follows by itself.
    s.say(said);
  } catch (error) {
    const { message, fix } = wordsOf(error);
    s.missed.value = { ...now, busy: false, error: `${message} ${fix ?? ''}` };
  }
}

/** Runs the pipeline; decisions are in effect from then on. */
export async function runExport(): Promise<void> {
  if (s.running.value) return;
  s.exported.value = undefined;
  s.running.value = true;
  try {
    const { done, said, files } = await ask('export', {});
    // The host announces the new run.
    if (done) s.exported.value = { said, files };
    s.say(said);
  } catch (error) {
    tell(error);
  } finally {
    s.running.value = false;
  }
}

export const showSource = (id: string, record?: number): void =>
  attempt(ask('source', { id, ...(record === undefined ? {} : { record }) }));
export const openRow = (path: string, line: number): void => attempt(ask('openRow', { path, line }));
export const copy = (text: string): void => attempt(ask('copy', { text }).then(() => s.say('Copied.')));

export const COMMANDS: Record<StudioCommand, () => void> = {
  accept: () => attempt(verdict('accept')),
  reject: () => attempt(verdict('reject')),
  edit,
  swap: () => attempt(swap()),
  gold: () => attempt(markGold()),
  undo: () => attempt(undo()),
  next: () => attempt(step(1)),
  previous: () => attempt(step(-1)),
  keys: () => {
    s.keysShown.value = !s.keysShown.value;
  },
};

/** For work that nobody waits for: a failure is told in the footer. */
export function attempt(work: Promise<unknown>): void {
  work.catch(tell);
}

function tell(error: unknown): void {
  const { message, fix } = wordsOf(error);
  s.say(`${message} ${fix ?? ''}`, true);
}
