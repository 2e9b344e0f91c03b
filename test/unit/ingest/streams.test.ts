/** Records that name no session: which of them are one talk. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../../src/ingest/build-index.ts';
import { everyRecord, jobOf } from '../../../src/ingest/jobs.ts';
import { mappedReader } from '../../../src/ingest/mapping/reader.ts';
import { SessionReader } from '../../../src/ingest/read-session.ts';
import { READERS } from '../../../src/ingest/registry.ts';
import { findSources } from '../../../src/ingest/sources.ts';
import { Mapping } from '../../../src/model/config-ingest.ts';
import { tempFolder } from '../../support/temp.ts';

type Said = readonly [minute: number, user: string, text: string];

/** Two people, interleaved; Ann comes back after an hour. */
const SAID: readonly Said[] = [
  [0, 'ann', 'Where is my parcel?'],
  [1, 'bob', 'How do I pay?'],
  [20, 'ann', 'And when does it come?'],
  [35, 'bob', 'By card, then.'],
  [51, 'ann', 'Can I change my name?'],
  [52, 'ann', 'Only the first one.'],
];
const ONE_TALK = [
  ['Where is my parcel?', 'And when does it come?'],
  ['How do I pay?'],
  ['By card, then.'],
  ['Can I change my name?', 'Only the first one.'],
];

const at = (minute: number): string => new Date(Date.UTC(2025, 4, 6, 10, minute)).toISOString();

/** The user's texts of each session, in the order of the sessions. */
async function talks(files: Record<string, string>, gapMinutes?: number, mapping?: object): Promise<string[][]> {
  const root = tempFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const readers = mapping ? [mappedReader(Mapping.parse(mapping)), ...READERS] : READERS;
  const index = await buildIndex(findSources(['.'], root).sources, {
    readers,
    ...(gapMinutes === undefined ? {} : { gapMinutes }),
  });
  const reader = new SessionReader(index.sources, readers);
  const used = [...new Set([...everyRecord(index)].map((r) => r.session))];
  const out = used.map((session) =>
    (reader.read(jobOf(index, session))?.events ?? []).flatMap((e) => (e.kind === 'user' ? e.text : [])),
  );
  reader.close();
  index.dispose();
  return out.sort();
}

const lines = (rows: readonly object[]): string => rows.map((r) => `${JSON.stringify(r)}\n`).join('');
const csv = (head: string, rows: readonly (readonly string[])[]): string =>
  [head, ...rows.map((r) => r.map((c) => `"${c}"`).join(','))].join('\n');

const pairs = SAID.map(([m, user, text]) => ({ timestamp: at(m), user_id: user, prompt: text, response: 'Sure.' }));
const messages = SAID.flatMap(([m, user, text]) => [
  { timestamp: at(m), user_id: user, role: 'user', content: text },
  // Answers do not say whom they are for.
  { timestamp: at(m), role: 'assistant', content: 'Sure.' },
]);

describe('records without a session id', () => {
  it.each<[string, Record<string, string>, object?]>([
    ['prompts and answers', { 'a.jsonl': lines(pairs) }],
    ['prompts and answers, newest first', { 'a.jsonl': lines([...pairs].reverse()) }],
    ['prompts and answers of two files', { 'a.jsonl': lines(pairs.slice(0, 2)), 'b.jsonl': lines(pairs.slice(2)) }],
    [
      'rows of a table',
      {
        'a.csv': csv(
          'created_at,user_id,question,answer',
          SAID.map(([m, u, t]) => [at(m), u, t, 'Sure.']),
        ),
      },
    ],
    [
      'a mapped exchange',
      { 'a.jsonl': lines(SAID.map(([m, who, q]) => ({ when: at(m), who, q, a: 'Sure.' }))) },
      { name: 'own', files: ['a.jsonl'], prompt: '/q', response: '/a', time: '/when', subject: '/who' },
    ],
  ])('%s: one session for each user and stretch of time', async (_name, files, mapping) => {
    expect(await talks(files, undefined, mapping)).toEqual([...ONE_TALK].sort());
  });

  it.each<[string, Record<string, string>]>([
    ['lines', { 'a.jsonl': lines(messages) }],
    [
      'a table',
      {
        'a.csv': csv(
          'created_at,user_id,role,content',
          messages.map((m) => [m.timestamp, 'user_id' in m ? String(m.user_id) : '', m.role, m.content]),
        ),
      },
    ],
  ])('messages in %s: answers go with the question before them', async (_name, files) => {
    expect(await talks(files)).toEqual([...ONE_TALK].sort());
  });

  it('are apart as far as the gap says', async () => {
    const files = { 'a.jsonl': lines(pairs) };
    expect(await talks(files, 60)).toHaveLength(2);
    expect(await talks(files, 5)).toHaveLength(5);
    expect(await talks(files, 0)).toHaveLength(6);
  });

  it.each<[string, object]>([
    ['no user', { user_id: undefined }],
    ['no time', { timestamp: undefined }],
    ['a task of its own', { task_id: 'q' }],
  ])('that tell %s are not joined', async (_name, more) => {
    expect(await talks({ 'a.jsonl': lines(pairs.map((p) => ({ ...p, ...more }))) })).toHaveLength(6);
  });

  it('with a session id go by it, however long the pause', async () => {
    expect(await talks({ 'a.jsonl': lines(pairs.map((p) => ({ ...p, session_id: p.user_id }))) })).toHaveLength(2);
  });

  it('do not begin with an answer, however late it came', async () => {
    const late = messages.slice(0, 2).map((m, i) => ({ ...m, timestamp: at(i * 120) }));
    const found = await talks({
      'a.jsonl': lines([...late, { timestamp: at(300), user_id: 'ann', role: 'user', content: 'Hello again' }]),
    });
    expect(found).toEqual([['Hello again'], ['Where is my parcel?']]);
  });
});
