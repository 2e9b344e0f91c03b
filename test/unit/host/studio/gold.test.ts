/** Labels made in the studio: what is stored, what the page is told, undo, and that nothing typed gets into the shared file plain. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { placesOf } from '../../../../src/host/studio/gold-places.ts';
import type { GoldChange, GoldView, View } from '../../../../src/protocol/studio.ts';
import { messages } from '../../stages/support.ts';
import { ask, query, run, samples } from './support.ts';

interface Line {
  id: string;
  by: string;
  labels?: Record<string, unknown>;
  note?: string;
}

async function studio() {
  const root = samples();
  await run(root);
  const file = join(root, '.goldpan', 'gold.jsonl');
  const { rows } = await ask('studioList', root, { query: query() });
  const id = rows.find((r) => r.title.includes('boots never came'))?.id as string;
  const view = async (): Promise<GoldView> => (await ask('studioExample', root, { id, raw: false })).gold;
  const say = (change: GoldChange, on: { view: View; id: string } = { view: 'trajectories', id }) =>
    ask('studioGold', root, { ...on, change });
  const lines = (): Line[] =>
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
  const chosen = async (field: string) => (await view()).choices.find((c) => c.field === field)?.value;
  return { root, file, id, view, say, lines, chosen };
}

it('shows the automation as the default, and what a person chose instead', async () => {
  const { root, file, id, view, say, lines, chosen } = await studio();
  const before = await view();
  expect(before).toMatchObject({ labelled: false, read: false, places: [], others: 0, conflicts: [] });
  expect(before.choices.map((c) => c.field)).not.toContain('better');
  const example = await ask('studioExample', root, { id, raw: false });
  expect(before.choices.find((c) => c.field === 'outcome')).toEqual({
    field: 'outcome',
    automatic: example.outcome,
    options: ['success', 'failure', 'unknown'],
  });
  expect(before.choices.find((c) => c.field === 'begins')).not.toHaveProperty('automatic');
  // Looking writes nothing.
  expect(existsSync(file)).toBe(false);
  expect((await say({ labelled: true })).said).toBe('In the gold set.');
  await say({ field: 'outcome', value: 'failure' });
  await say({ field: 'complexity', value: '4' });
  await say({ field: 'quality', value: '2' });
  await say({ field: 'inside', value: '1' });
  expect(await chosen('outcome')).toBe('failure');
  expect(lines().at(-1)?.labels).toEqual({ outcome: 'failure', complexity: 4, quality: 2, inside: 1 });
  await say({ field: 'quality', value: null });
  expect(lines().at(-1)?.labels).toEqual({ outcome: 'failure', complexity: 4, inside: 1 });
  await expect(say({ field: 'task', value: 'Jane Roe, 12 High Street' })).rejects.toThrow('task cannot be that');
  await say({ labelled: false });
  expect(await view()).toEqual(before);
});

it('counts in the list, with a filter', async () => {
  const { root, id, say } = await studio();
  const list = (facets = {}) => ask('studioList', root, { query: query({ facets }) });
  const before = await list();
  expect([before.gold, before.facets.gold]).toEqual([0, undefined]);
  await say({ field: 'outcome', value: 'success' });
  const after = await list();
  expect(after.gold).toBe(1);
  expect(after.rows.filter((r) => r.gold).map((r) => r.id)).toEqual([id]);
  expect(after.facets.gold).toEqual([
    { value: 'not labelled', count: after.all - 1 },
    { value: 'labelled', count: 1 },
  ]);
  expect((await list({ gold: ['labelled'] })).rows.map((r) => r.id)).toEqual([id]);
  await say({ labelled: false });
  expect((await list({ gold: ['labelled'] })).total).toBe(0);
});

it('undo takes back one change after the other', async () => {
  const { root, id, view, say, chosen } = await studio();
  await say({ field: 'outcome', value: 'success' });
  await say({ field: 'outcome', value: 'failure' });
  await say({ labelled: false });
  const undo = async () => (await ask('studioGoldUndo', root, { id })).undone;
  expect([await undo(), await chosen('outcome')]).toEqual([true, 'failure']);
  expect([await undo(), await chosen('outcome')]).toEqual([true, 'success']);
  expect([await undo(), (await view()).labelled]).toEqual([true, false]);
  expect(await undo()).toBe(false);
});

it('redacts a note before it is stored, and shows the redacted one', async () => {
  const { view, say, file } = await studio();
  const { changed } = await say({ note: 'ask ines.vogel@example.org about it' });
  expect(changed).toBe(true);
  const { note } = await view();
  expect(note).toMatch(/^ask \[EMAIL_\d+\] about it$/);
  expect(readFileSync(file, 'utf8')).not.toContain('ines.vogel');
  // Carried on by the next change, and taken away by an empty one.
  expect((await say({ field: 'outcome', value: 'success' })).changed).toBe(false);
  expect((await view()).note).toBe(note);
  await say({ note: ' ' });
  expect((await view()).note).toBeUndefined();
});

it('stores where redaction erred, and never the words', async () => {
  const { view, say, lines, file } = await studio();
  await say({ words: 'boots', type: 'ORGANIZATION' });
  const { read, places } = await view();
  // One word that was seen is not a whole example that was read.
  expect(read).toBe(false);
  await say({ read: true });
  expect(await view()).toMatchObject({ read: true, places });
  expect(places.length).toBeGreaterThan(0);
  for (const place of places) expect(place).toMatchObject({ what: 'missed', type: 'ORGANIZATION', words: 'boots' });
  expect(readFileSync(file, 'utf8')).not.toContain('boots');
  // Said twice, counted once.
  await say({ words: 'boots', type: 'ORGANIZATION' });
  expect((await view()).places).toEqual(places);
  await say({ words: '[EMAIL_1]', type: 'PERSON' });
  const wrong = (await view()).places.filter((p) => p.what === 'wrong');
  expect(wrong[0]).toMatchObject({ type: 'EMAIL', words: '[EMAIL_1]' });
  await say({ forget: places.length });
  expect((await view()).places.filter((p) => p.what === 'wrong')).toHaveLength(wrong.length - 1);
  await say({ forget: 0 });
  expect((await view()).places.filter((p) => p.what === 'missed')).toHaveLength(places.length - 1);
  await say({ read: false });
  const left = await view();
  expect(left).toMatchObject({ read: false, labelled: true });
  for (const _ of left.places) await say({ forget: 0 });
  expect(lines().at(-1)?.labels).toEqual({});
  await expect(say({ words: 'no such words', type: 'PERSON' })).rejects.toThrow('do not stand in the messages');
});

it('labels which side of a pair is better', async () => {
  const { root, say } = await studio();
  const { rows } = await ask('studioList', root, { query: query({ view: 'pairs' }) });
  const id = rows[0]?.id as string;
  await say({ field: 'better', value: 'rejected' }, { view: 'pairs', id });
  const { gold } = await ask('studioPair', root, { id });
  expect(gold.choices).toEqual([
    { field: 'better', value: 'rejected', automatic: 'chosen', options: ['chosen', 'rejected', 'tie'] },
  ]);
  const page = await ask('studioList', root, { query: query({ view: 'pairs' }) });
  expect([page.gold, page.rows[0]?.gold]).toEqual([1, true]);
});

it('shows what another person says, and lets nobody speak for another', async () => {
  const { root, file, id, view, say, lines } = await studio();
  await say({ field: 'outcome', value: 'success' });
  const mine = lines().at(-1) as Line;
  appendFileSync(
    file,
    `${JSON.stringify({ ...mine, by: 'somebody', labels: { outcome: 'failure', task: 'gardening' } })}\n`,
  );
  expect(await view()).toMatchObject({ others: 1, conflicts: ['outcome'] });
  const { facets } = await ask('studioList', root, { query: query() });
  expect(facets.gold).toContainEqual({ value: 'disputed', count: 1 });
  // So can what the rules can say, though no example of the run is of it.
  expect((await view()).choices.find((c) => c.field === 'task')?.options).toContain('translation');
  // What another called a task can be chosen from then on.
  expect((await view()).choices.find((c) => c.field === 'task')?.options).toContain('gardening');
  await say({ labelled: false });
  expect(await view()).toMatchObject({ labelled: false, others: 1, conflicts: [] });
  await ask('studioGoldUndo', root, { id });
  expect(await view()).toMatchObject({ labelled: true, conflicts: ['outcome'] });
});

it('labels on other messages are shown as stale, and a new label is about what is there now', async () => {
  const { file, view, say, lines, chosen } = await studio();
  await say({ field: 'outcome', value: 'success' });
  await say({ read: true });
  const mine = lines().at(-1) as Line;
  const add = (more: object): void => appendFileSync(file, `${JSON.stringify({ ...mine, ...more })}\n`);
  add({ fingerprint: 'another text' });
  expect(await view()).toMatchObject({ labelled: true, stale: 'reworded', read: false });
  expect(await chosen('outcome')).toBe('success');
  add({ fingerprint: 'another text', messages: 99 });
  expect((await view()).stale).toBe('changed');
  expect(await chosen('outcome')).toBeUndefined();
  await say({ field: 'kind', value: 'chat' });
  expect((await view()).stale).toBeUndefined();
  expect(lines().at(-1)?.labels).toEqual({ kind: 'chat' });
});

it('writes nothing in a workspace that is not trusted', async () => {
  const { root, id, file } = await studio();
  const project = { root, trusted: false };
  const asked = ask('studioGold', root, { view: 'trajectories', id, change: { labelled: true }, project } as never);
  await expect(asked).rejects.toThrow('untrusted');
  expect(existsSync(file)).toBe(false);
});

describe('words as places', () => {
  const talk = {
    messages: messages('u Ann wrote to Annika and Ann.', 'a To [PERSON_1] | send {"to":"Ann","cc":"[PERSON_1]"}'),
  };
  const at = (words: string) =>
    placesOf(talk, words, 'PERSON').found.map((s) => [s.message, s.part ?? 'content', s.start, s.end]);

  it('are found in contents and arguments, as whole words', () => {
    expect(at(' Ann ')).toEqual([
      [0, 'content', 0, 3],
      [0, 'content', 24, 27],
      [1, 'args', 7, 10],
    ]);
    expect(at('Annika')).toEqual([[0, 'content', 13, 19]]);
  });

  it('of a placeholder are places that are hidden wrongly, of its own type', () => {
    const { what, found } = placesOf(talk, '[PERSON_1]', 'EMAIL');
    expect([what, found.map((s) => s.type)]).toEqual(['wrong', ['PERSON', 'PERSON']]);
    expect(() => at('To [PERSON_1]')).toThrow('partly hidden');
  });
});
