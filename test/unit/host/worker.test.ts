/** The worker's handlers on a workspace folder, without any editor. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { openProject } from '../../../src/host/config.ts';
import { saveSources } from '../../../src/host/config-edit.ts';
import { dropped, droppedReasons } from '../../../src/host/dropped.ts';
import { preview } from '../../../src/host/preview.ts';
import { redactorFor } from '../../../src/host/redactor.ts';
import { results, runData } from '../../../src/host/results.ts';
import { run } from '../../../src/host/run.ts';
import { knownSessions } from '../../../src/host/run-sessions.ts';
import { readAt, scan, sessionsOf } from '../../../src/host/sessions.ts';
import { agentStores } from '../../../src/host/stores.ts';
import { teach } from '../../../src/host/teach.ts';
import type { ProjectSpec } from '../../../src/host/types.ts';
import { rowSource, why } from '../../../src/host/why.ts';
import { zipOf } from '../../support/zip.ts';

const context = () => ({ signal: new AbortController().signal, progress: () => {} });
const folders: string[] = [];
let project: ProjectSpec;

/** Two chats, one broken line. */
const LOG = [
  JSON.stringify({
    messages: [
      { role: 'user', content: 'Please write to Margaret Holloway, margaret.holloway@example.com, about order 4711.' },
      { role: 'assistant', content: 'I have written to Margaret Holloway about the order, and she will answer today.' },
    ],
  }),
  '{"messages": [',
  JSON.stringify({
    messages: [
      { role: 'user', content: 'What is the codename of the new warehouse in the north?' },
      { role: 'assistant', content: 'The codename of the new warehouse is Quillbrook, and it opens in spring.' },
    ],
  }),
].join('\n');

beforeEach(async () => {
  const root = await mkdtemp(join(tmpdir(), 'goldpan-worker-'));
  folders.push(root);
  await mkdir(join(root, 'logs'));
  await writeFile(join(root, 'logs', 'chat.jsonl'), `${LOG}\n`);
  project = { root, trusted: true };
});
afterAll(() => Promise.all(folders.map((f) => rm(f, { recursive: true, force: true }))));

const redacted = async (of: ProjectSpec, text: string) => (await (await redactorFor(of)).redactTexts([text]))[0]?.text;
const workerFile = join(process.cwd(), 'dist', 'worker.mjs');
const runAll = () => run({ project, workerFile }, context());

it('scans without writing anything', async () => {
  const { files } = await scan({ project }, context());
  expect(files).toMatchObject([{ path: 'logs/chat.jsonl', sessions: 2, skipped: 1 }]);
  const sessions = await sessionsOf({ project, path: 'logs/chat.jsonl', limit: 10 }, context());
  expect(sessions.map((s) => [s.line, s.events])).toEqual([
    [1, 2],
    [3, 2],
  ]);
  await preview({ project, file: join(project.root, 'logs', 'chat.jsonl') }, context());
  expect(await readdir(project.root)).toEqual(['logs']);
});

it('previews both sides with the same number of lines', async () => {
  const shown = await preview({ project, file: join(project.root, 'logs', 'chat.jsonl') }, context());
  expect(shown.raw.split('\n').length).toBe(shown.redacted.split('\n').length);
  expect(shown.raw).toContain('margaret.holloway@example.com');
  expect(shown.redacted).not.toMatch(/Holloway|example\.com/);
  expect(shown.anchors.map((a) => a.ref.line)).toEqual([1, 3]);
});

it('reads a session of the last run again, and says when its log has changed', async () => {
  await runAll();
  const sessions = [...(runData(project)?.ledger.sessions() ?? [])];
  const records = sessions.find((s) => s.records[0]?.line === 1)?.records ?? [];
  const { signal } = context();
  expect(JSON.stringify((await readAt(project, records, signal)).events)).toContain('Margaret Holloway');
  await writeFile(join(project.root, 'logs', 'chat.jsonl'), 'gone\n');
  await expect(readAt(project, records, signal)).rejects.toThrow(/not where it was/);
});

it('gives the editor what the last run was, page by page, and never the whole of it', async () => {
  expect(await results({ project })).toBeNull();
  expect(await knownSessions({ project, path: 'logs/chat.jsonl', limit: 5 })).toEqual({ total: 0, sessions: [] });
  await runAll();
  const summary = await results({ project });
  expect(Object.keys(summary ?? {}).sort()).toEqual(['at', 'examples', 'manifest', 'out', 'pairs']);
  expect(summary).toMatchObject({ examples: 2, pairs: 0 });
  const first = await knownSessions({ project, path: 'logs/chat.jsonl', limit: 1 });
  expect(first).toMatchObject({ total: 2, sessions: [{ line: 1, examples: [{ kind: 'qa', feedback: [] }] }] });
  expect(first.sessions[0]?.title).toMatch(/^Please write to \[PERSON_1\]/);
  expect((await knownSessions({ project, path: 'logs/other.jsonl', limit: 5 })).total).toBe(0);
});

it('tells the logs of one archive apart, before a run and after it', async () => {
  const lines = LOG.split('\n');
  const zip = zipOf([
    { name: 'a.jsonl', content: `${lines[0]}\n` },
    { name: 'b.jsonl', content: `${lines[2]}\n${lines[0]?.replace('4711', '4712')}\n` },
  ]);
  await writeFile(join(project.root, 'logs', 'pack.zip'), zip);
  const of = (entry: string) => ({ project, path: 'logs/pack.zip', entry, limit: 5 });
  expect(await sessionsOf(of('a.jsonl'), context())).toHaveLength(1);
  expect(await sessionsOf(of('b.jsonl'), context())).toHaveLength(2);
  await runAll();
  expect((await knownSessions(of('a.jsonl'))).total).toBe(1);
  expect((await knownSessions(of('b.jsonl'))).total).toBe(2);
  expect((await knownSessions({ project, path: 'logs/pack.zip', limit: 5 })).total).toBe(0);
});

it('writes stores of agents to goldpan.json once, and knows them afterwards', async () => {
  const store = join(project.root, 'store');
  await mkdir(join(store, 'sessions'), { recursive: true });
  await writeFile(join(store, 'sessions', 'rollout-1.jsonl'), '{}\n');
  vi.stubEnv('CODEX_HOME', store);
  const ours = async () => (await agentStores({ project })).stores.find((s) => s.agent === 'codex');
  expect(await ours()).toMatchObject({ sessions: 1, variable: 'CODEX_HOME', included: true });
  await writeFile(join(project.root, 'goldpan.json'), '{"sources": {"include": ["logs"]}}');
  const path = join(store, 'sessions');
  expect(await ours()).toMatchObject({ included: false });
  expect((await saveSources({ project, paths: [path, path] })).added).toEqual([path]);
  expect((await saveSources({ project, paths: [path] })).added).toEqual([]);
  expect(await ours()).toMatchObject({ included: true });
  await expect(saveSources({ project: { ...project, trusted: false }, paths: [path] })).rejects.toThrow(/untrusted/);
  vi.unstubAllEnvs();
});

it('knows the lines that a run left out, by stage and reason', async () => {
  await writeFile(join(project.root, 'goldpan.json'), JSON.stringify({ exports: { dpo: { enabled: true } } }));
  await runAll();
  const reasons = await droppedReasons({ project });
  expect(reasons).toContainEqual({ stage: 'index', why: 'malformed' });
  const lines = await dropped({ project, stage: 'index', why: 'malformed', limit: 5 });
  expect(lines).toMatchObject([{ path: 'logs/chat.jsonl', line: 2 }]);
  const manifest = (await results({ project }))?.manifest;
  for (const { stage, why } of reasons) {
    const places = await dropped({ project, stage, why, limit: 100 });
    expect(places.length, `${stage} ${why}`).toBe(manifest?.stages.find((s) => s.name === stage)?.dropped[why]);
    expect(new Set(places.map((p) => p.key)).size).toBe(places.length);
  }
  expect(await dropped({ project, stage: 'index', why: 'no such reason', limit: 5 })).toEqual([]);
});

it('answers why, and finds rows and sources both ways', async () => {
  await runAll();
  const answer = await why({ project, where: join(project.root, 'logs/chat.jsonl:3') });
  expect(answer.rows.length).toBe(1);
  const [place] = answer.rows;
  const row = (await readFile(place?.file ?? '', 'utf8')).split('\n')[(place?.line ?? 0) - 1] ?? '';
  expect(row).toContain('Quillbrook');
  expect((await rowSource({ project, row })).records).toMatchObject([{ path: 'logs/chat.jsonl', line: 3 }]);
  const skipped = await why({ project, where: join(project.root, 'logs/chat.jsonl:2') });
  expect(skipped.lines[0]).toMatch(/skipped/);
  await expect(rowSource({ project, row: '{"no":"row"}' })).rejects.toThrow(/no row/);
});

it('hides what it was taught, and leaves alone what it was told to', async () => {
  const text = 'Quillbrook is written to by Margaret Holloway.';
  expect(await redacted(project, text)).toContain('Quillbrook');
  expect(await teach({ project, term: 'Quillbrook', mode: 'mask', type: 'LOCATION' })).toMatchObject({ known: false });
  expect(await teach({ project, term: 'Quillbrook', mode: 'mask', type: 'LOCATION' })).toMatchObject({ known: true });
  expect(await redacted(project, text)).toMatch(/^\[LOCATION_1\]/);
  await teach({ project, term: 'Margaret Holloway', mode: 'never' });
  expect(await redacted(project, text)).toContain('Margaret Holloway');
  await runAll();
  expect(await written()).not.toContain('Quillbrook');
});

it('says when a longer value still hides what is never to be hidden', async () => {
  const text = 'Please send it to 48 Kestrel Road by Friday.';
  const at = (term: string) => ({ text, start: text.indexOf(term), end: text.indexOf(term) + term.length });
  const never = (term: string) => teach({ project, term, mode: 'never', around: at(term) });
  expect((await never('Kestrel')).covered).toEqual({ type: 'ADDRESS', length: '48 Kestrel Road'.length });
  expect(await redacted(project, text)).not.toContain('Kestrel');
  expect((await never('48 Kestrel Road')).covered).toBeUndefined();
  expect(await redacted(project, text)).toBe(text);
  // Hidden is hidden, and a line of a megabyte is not looked at.
  expect((await teach({ project, term: 'Friday', mode: 'mask', around: at('Friday') })).covered).toBeUndefined();
  const long = { text: `${'x '.repeat(150_000)}${text}`, start: 0, end: 400_000 };
  expect((await teach({ project, term: 'Road', mode: 'never', around: long })).covered).toBeUndefined();
});

it('ignores the powers of an untrusted goldpan.json and writes nothing', async () => {
  const config = {
    sources: { include: ['logs', '/etc'] },
    privacy: {
      nerModel: './model',
      dictionaryFiles: ['terms.csv'],
      dictionary: [
        { term: 'Quillbrook', mode: 'mask' },
        { term: '(a+)+$', regex: true, mode: 'never' },
      ],
    },
    topics: { embeddings: './model' },
    databases: [{ name: 'prod', url: 'postgresql://me@db.example.org/chats', sql: 'select 1' }],
    transcripts: { labels: { user: ['/(a+)+$/'] } },
    output: '../elsewhere',
  };
  await writeFile(join(project.root, 'goldpan.json'), JSON.stringify(config));
  const untrusted = { ...project, trusted: false };
  const opened = openProject(untrusted);
  expect(opened.config.sources.include).toEqual(['logs']);
  expect(opened.config.output).toBe('goldpan-out');
  expect(opened.config.privacy).toMatchObject({ dictionaryFiles: [], dictionary: [{ term: 'Quillbrook' }] });
  expect(opened.config.privacy.nerModel).toBeUndefined();
  expect(opened.config.topics.embeddings).toBeUndefined();
  expect(opened.config.databases).toEqual([]);
  expect(opened.config.transcripts.labels).toEqual({});
  expect(opened.ignored.length).toBe(8);
  await expect(run({ project: untrusted, workerFile }, context())).rejects.toThrow(/untrusted/);
  await expect(teach({ project: untrusted, term: 'word', mode: 'mask' })).rejects.toThrow(/untrusted/);
  expect(await redacted(untrusted, 'to Quillbrook')).toBe('to [CUSTOM_1]');
  expect(existsSync(join(project.root, '.goldpan'))).toBe(false);
});

async function written(): Promise<string> {
  const out = join(project.root, 'goldpan-out');
  const names = (await readdir(out, { recursive: true })).filter((n) => n.endsWith('.jsonl') && !n.includes('audit'));
  return (await Promise.all(names.map((n) => readFile(join(out, n), 'utf8')))).join('\n');
}
