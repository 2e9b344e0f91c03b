/** What the studio is told about lists, trajectories and pairs; undo; edits redacted in their session. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { teach } from '../../../../src/host/teach.ts';
import { studioMethods } from '../../../../src/protocol/studio.ts';
import { fiveTasks } from '../../../support/logs.ts';
import { ask, query, run, samples } from './support.ts';

const boots = 'boots never came';
async function idOf(root: string, text: string): Promise<string> {
  const { rows } = await ask('studioList', root, { query: query() });
  return rows.find((r) => r.title.includes(text))?.id as string;
}

it('says everything in the shapes of the protocol', async () => {
  const root = samples();
  await run(root);
  for (const view of ['trajectories', 'pairs'] as const) {
    const page = await ask('studioList', root, { query: query({ view }) });
    expect(z.safeParse(studioMethods.list.reply, page).error).toBeUndefined();
    for (const { id } of page.rows) {
      if (view === 'pairs')
        expect(z.safeParse(studioMethods.pair.reply, await ask('studioPair', root, { id })).error).toBeUndefined();
      else {
        for (const raw of [false, true]) {
          expect(
            z.safeParse(studioMethods.example.reply, await ask('studioExample', root, { id, raw })).error,
          ).toBeUndefined();
        }
      }
    }
  }
});

it('pages, searches and filters, with counts that hold', async () => {
  const root = samples();
  await run(root);
  const all = await ask('studioList', root, { query: query() });
  const second = await ask('studioList', root, { query: query({ offset: 5, limit: 3 }) });
  expect(second.rows).toEqual(all.rows.slice(5, 8));
  for (const { value, count } of all.facets.kind ?? []) {
    const some = await ask('studioList', root, { query: query({ facets: { kind: [value] } }) });
    expect(some.total).toBe(count);
    expect(some.all).toBe(all.all);
  }
  const found = await ask('studioList', root, { query: query({ text: 'BOOTS never' }) });
  expect(found.total).toBeGreaterThan(0);
  expect(found.total).toBeLessThan(all.total);
  expect((await ask('studioList', root, { query: query({ text: 'no such words' }) })).total).toBe(0);
  const last = all.rows.at(-1)?.id as string;
  expect((await ask('studioList', root, { query: query({ find: last, limit: 1 }) })).found?.index).toBe(all.total - 1);
});

it('marks every placeholder of a text, in the raw and in the redacted one', async () => {
  const root = samples();
  await run(root);
  const id = await idOf(root, boots);
  const texts = async (raw: boolean) =>
    (await ask('studioExample', root, { id, raw })).items.flatMap((i) =>
      i.kind === 'calls'
        ? i.calls.flatMap((c) => [c.args, ...(c.result ? [c.result.text] : [])])
        : 'text' in i && i.text
          ? [i.text]
          : [],
    );
  const [redacted, plain] = [await texts(false), await texts(true)];
  expect(redacted.map((t) => t.spans.length)).toEqual(plain.map((t) => t.spans.length));
  for (const t of redacted) {
    for (const s of t.spans.filter((x) => !x.kept)) expect(t.text.slice(s.start, s.end)).toContain(s.placeholder);
  }
  expect(plain.some((t) => t.text.includes('@'))).toBe(true);
  expect(redacted.some((t) => t.text.includes('@'))).toBe(false);
});

it('gives a person named in an edit the number that the talk has for them', async () => {
  const root = samples();
  await run(root);
  const id = await idOf(root, boots);
  const raw = await ask('studioExample', root, { id, raw: true });
  const user = raw.items.find((i) => i.kind === 'message' && i.role === 'user');
  const text = user?.kind === 'message' ? user.text : undefined;
  const person = text?.spans.find((s) => s.type === 'PERSON');
  const name = text?.text.slice(person?.start, person?.end);
  const answer = raw.items.findLast((i) => i.kind === 'message' && i.message !== undefined);
  const message = answer?.kind === 'message' ? answer.message : undefined;
  const decision = {
    view: 'trajectories' as const,
    id,
    decision: 'edit' as const,
    message,
    text: `Thank you, ${name}. [EMAIL_2] has it.`,
  };
  expect(await ask('studioDecide', root, { decision })).toMatchObject({ changed: true });
  const stored = readFileSync(join(root, '.goldpan', 'decisions.jsonl'), 'utf8');
  expect(stored).toContain(`Thank you, ${person?.placeholder}. [EMAIL_2] has it.`);
  expect(stored).not.toContain(name);
});

it('takes back one decision at a time, and only adds lines', async () => {
  const root = samples();
  await run(root);
  const id = await idOf(root, boots);
  const state = async () => {
    const { decision, edited } = await ask('studioExample', root, { id, raw: false });
    return [decision, edited];
  };
  const say = (decision: 'accept' | 'reject') =>
    ask('studioDecide', root, { decision: { view: 'trajectories', id, decision } });
  await ask('studioDecide', root, {
    decision: { view: 'trajectories', id, decision: 'edit', message: 2, text: 'Sorry to hear that.' },
  });
  await say('accept');
  await say('reject');
  expect(await state()).toEqual(['reject', true]);
  const file = join(root, '.goldpan', 'decisions.jsonl');
  const before = readFileSync(file, 'utf8');
  expect(await ask('studioUndo', root, { id })).toMatchObject({ undone: 'reject' });
  expect(readFileSync(file, 'utf8').startsWith(before)).toBe(true);
  expect(await state()).toEqual(['accept', true]);
  await ask('studioUndo', root, { id });
  expect(await state()).toEqual([undefined, true]);
  await ask('studioUndo', root, { id });
  expect(await state()).toEqual([undefined, false]);
  expect(await ask('studioUndo', root, { id })).toMatchObject({ undone: null });
});

it('weighs an answer as the reviewer says, and takes that back', async () => {
  const root = samples();
  await run(root);
  const id = await idOf(root, boots);
  const rowWeights = async () => {
    const { row } = await ask('studioExample', root, { id, raw: false });
    return JSON.stringify(row).match(/weight[^0-9]{1,4}[01]/g);
  };
  const before = await rowWeights();
  const [answer] = readStored(root, id).flatMap((role, i) => (role === 'a' ? [i] : []));
  await ask('setWeight', root, { id, message: answer as number, weight: 0 });
  expect(await rowWeights()).not.toEqual(before);
  expect(await ask('studioUndo', root, { id })).toMatchObject({ undone: 'weight' });
  expect(await rowWeights()).toEqual(before);
  await expect(ask('setWeight', root, { id, message: 9999, weight: 0 })).rejects.toThrow('no answer');
});

/** First letters of the roles of an example's messages, as the last run has it. */
function readStored(root: string, id: string): string[] {
  const lines = readFileSync(join(root, '.goldpan/local/run/cards.jsonl'), 'utf8').split('\n');
  const card = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as { id?: string; roles?: string });
  return [...(card.find((one) => one.id === id)?.roles ?? '')];
}

it('hides a taught word in texts, titles and rows before the next run', async () => {
  const root = samples();
  await run(root);
  const id = await idOf(root, 'light rain jacket');
  await teach({ project: { root, trusted: true }, term: 'light rain jacket', mode: 'mask', type: 'CUSTOM' });
  const { items, title, row } = await ask('studioExample', root, { id, raw: false });
  for (const part of [JSON.stringify(items), title, row.text]) expect(part).not.toContain('light rain jacket');
  const { rows } = await ask('studioList', root, { query: query() });
  expect(JSON.stringify(rows)).not.toContain('light rain jacket');
  const { output } = { output: join(root, 'out', 'sft') };
  await run(root);
  expect(existsSync(output)).toBe(true);
  expect((await ask('studioExample', root, { id, raw: false })).row.written?.same).toBe(true);
});

it('shows what the run stored when the log has changed or is gone', async () => {
  const root = samples();
  await run(root);
  const id = await idOf(root, 'light rain jacket');
  const log = join(root, 'logs', 'gateway', 'chat-completions.jsonl');
  writeFileSync(log, readFileSync(log, 'utf8').replace('light rain jacket', 'warm fleece jacket'));
  const changed = await ask('studioExample', root, { id, raw: true });
  expect(changed.note).toMatch(/changed/);
  expect(changed.raw).toBe(false);
  expect(JSON.stringify(changed.items)).toContain('light rain jacket');
  rmSync(log);
  expect((await ask('studioExample', root, { id, raw: false })).note).toBeTruthy();
});

it('lists the evidence of an outcome in words, and says how sure a concluded one is', async () => {
  const root = samples();
  const talk = (last: string) => [
    { role: 'user', content: 'Please repair the gate of the login page.' },
    { role: 'assistant', content: 'I have repaired the gate of the login page.' },
    { role: 'user', content: last },
  ];
  const lines = [talk('It still fails with the same error.'), talk('Thanks, bye')].map((messages) =>
    JSON.stringify({ messages }),
  );
  writeFileSync(join(root, 'logs', 'gate.jsonl'), `${lines.join('\n')}\n`);
  await run(root);
  const { rows } = await ask('studioList', root, { query: query() });
  const views = await Promise.all(
    rows
      .filter((r) => r.title.includes('gate of the login'))
      .map(({ id }) => ask('studioExample', root, { id, raw: false })),
  );
  const shown = views.map((v) => [v.outcome, v.outcomeWhy, v.outcomeEvidence]);
  expect(shown).toContainEqual([
    'failure',
    'concluded from evidence, 82 % sure',
    ['for failure: the user (the last words complain), right in 82 %'],
  ]);
  expect(shown).toContainEqual(['unknown', undefined, ['for success: the user (the last words thank), right in 55 %']]);
});

it('says so where other runs of the task tell the outcome', async () => {
  const root = samples();
  writeFileSync(join(root, 'logs', 'trials.json'), JSON.stringify(fiveTasks()));
  await run(root);
  const id = await idOf(root, 'A book about whales');
  const view = await ask('studioExample', root, { id, raw: false });
  expect([view.outcome, view.outcomeWhy, view.outcomeEvidence]).toEqual([
    'success',
    'concluded from evidence, 90 % sure',
    ['for success: other runs of the task (4 of 4 runs with the same effects), right in 90 %'],
  ]);
});
