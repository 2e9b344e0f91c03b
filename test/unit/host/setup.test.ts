/** The handlers behind Map This Log… and Import from Database…, without any editor. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { saveDatabase, saveMapping } from '../../../src/host/config-edit.ts';
import { previewDatabase, testDatabase } from '../../../src/host/databases.ts';
import { proposeMapping } from '../../../src/host/mapping.ts';
import { placeOf, wrongUrl } from '../../../src/host/place.ts';
import { run } from '../../../src/host/run.ts';
import { scan } from '../../../src/host/sessions.ts';
import type { ProjectSpec } from '../../../src/host/types.ts';
import type { Mapping } from '../../../src/model/config-ingest.ts';
import { withEntry } from '../../../src/run/store/config-edit.ts';
import { postgresBin, startPostgres, type TestServer } from '../../support/postgres.ts';

const context = () => ({ signal: new AbortController().signal, progress: () => {} });
const folders: string[] = [];
let project: ProjectSpec;
let file: string;

const LOG = [
  { ticket: 'T-1', wer: { sender: 'kunde' }, was: 'The parcel with the lamp never came.', note: 'x' },
  { ticket: 'T-1', wer: { sender: 'agentin' }, was: 'I have sent a second one today.' },
  { ticket: 'T-2', wer: { sender: 'kunde' }, was: 'Where is my invoice for the lamp?' },
  { odd: true },
];

beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'goldpan-setup-'));
  folders.push(root);
  file = join(root, 'tickets.jsonl');
  writeFileSync(file, `${LOG.map((r) => JSON.stringify(r)).join('\n')}\n`);
  project = { root, trusted: true };
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const config = () => join(project.root, 'goldpan.json');
const mapping: Mapping = {
  name: 'helpdesk',
  files: ['tickets.jsonl'],
  id: '/ticket',
  role: '/wer/sender',
  content: '/was',
  roles: { kunde: 'user', agentin: 'assistant' },
};

describe('Map This Log', () => {
  it('proposes a mapping, says why, and shows the sessions and what does not fit', async () => {
    const view = await proposeMapping({ project, file });
    expect(view).toMatchObject({
      from: 'proposed',
      mapping: { files: ['tickets.jsonl'], role: '/wer/sender', content: '/was' },
      records: 4,
      whole: true,
      skipped: 1,
    });
    expect(view.text).toContain('The parcel with the lamp never came.');
    expect(view.text).toMatch(/Confidence \d+ %\n- role: \/wer\/sender/);
    expect(view.text).toContain('- line 4: does not fit');
    expect(view.pointers.message).toContainEqual({ pointer: '/wer/sender', sample: 'kunde' });
  });

  it('follows what is picked first, then goldpan.json as it stands in the editor, then the file', async () => {
    await saveMapping({ project, mapping });
    const written = await proposeMapping({ project, file });
    expect(written).toMatchObject({ from: 'goldpan.json', mapping, sessions: 2 });
    const configText = readFileSync(config(), 'utf8').replace('/ticket', '/note');
    expect(await proposeMapping({ project, file, configText })).toMatchObject({ mapping: { id: '/note' } });
    const picked = { ...written.mapping, role: '/missing', content: '/note' };
    expect(await proposeMapping({ project, file, picked, configText })).toMatchObject({ from: 'picked', skipped: 3 });
    const half = await proposeMapping({ project, file, configText: '{ "mappings": [' });
    expect(half.text).toContain('goldpan.json cannot be read now');
    expect(half.from).toBe('proposed');
  });

  it('writes what the next scan reads by', async () => {
    const { mapping: proposed } = await proposeMapping({ project, file });
    await saveMapping({ project, mapping: { ...proposed, id: '/ticket' } });
    const { files } = await scan({ project }, context());
    expect(files).toMatchObject([{ path: 'tickets.jsonl', format: `mapped:${proposed.name}`, sessions: 2 }]);
  });

  it('says what to do with files that hold no records or no talk', async () => {
    writeFileSync(file, 'Dear diary, nothing.\n');
    await expect(proposeMapping({ project, file })).rejects.toThrow(/holds no JSON records/);
    writeFileSync(file, '{"a":1}\n{"a":2}\n');
    await expect(proposeMapping({ project, file })).rejects.toThrow(/looks like a talk/);
  });

  it('is refused without trust', async () => {
    project = { ...project, trusted: false };
    await expect(proposeMapping({ project, file })).rejects.toThrow(/untrusted/);
    const database = { name: 'prod', url: 'postgresql://db.example/app' };
    await expect(testDatabase({ project, database }, context())).rejects.toThrow(/untrusted/);
    await expect(previewDatabase({ project, database }, context())).rejects.toThrow(/untrusted/);
    await expect(saveDatabase({ project, database })).rejects.toThrow(/untrusted/);
  });
});

describe('goldpan.json', () => {
  const edited = (text: string, at = 0) => withEntry(text, 'mappings', at, { name: 'a' });

  it('keeps its own layout around the entry that changes', () => {
    expect(edited('{}\n')).toBe('{\n  "mappings": [\n    {\n      "name": "a"\n    }\n  ]\n}\n');
    const tabs = '{\r\n\t"sources": { "include": ["."] },\r\n\t"seed": "mappings"\r\n}\r\n';
    expect(edited(tabs)).toBe(
      '{\r\n\t"sources": { "include": ["."] },\r\n\t"seed": "mappings",\r\n' +
        '\t"mappings": [\r\n\t\t{\r\n\t\t\t"name": "a"\r\n\t\t}\r\n\t]\r\n}\r\n',
    );
  });

  it.each([
    ['{ "x": { "mappings": [1] }, "mappings" : [{ "name": "]}," }] , "y": "\\"}" }', 0],
    ['{ "mappings": [] }', 0],
    ['{"y":[{"mappings":2}],"mappings":[]}', 0],
    ['{"mappings":[{"name":"z"},  {"name":"b"}],"y":1.0}', 1],
    ['{"mappings":[{"name":"z"}, 7],"y":1.0}', 2],
    ['{"\\u006dappings":[{"name":"z"}]}', 0],
  ])('%s with entry %i', (text, at) => {
    const before = JSON.parse(text) as { mappings: object[] };
    const mappings = [...before.mappings];
    mappings[at] = { name: 'a' };
    expect(JSON.parse(edited(text, at))).toEqual({ ...before, mappings });
  });

  it('keeps a byte-order mark, and the entries beside the one that changes as they are written', async () => {
    const others = '{ "name": "b",   "url": "postgresql://b/b" }';
    writeFileSync(config(), `\ufeff{ "databases": [${others}, { "name": "prod", "url": "postgresql://old/app" }] }`);
    await saveDatabase({ project, database: { name: 'prod', url: 'postgresql://new/app' } });
    const text = readFileSync(config(), 'utf8');
    expect(text.startsWith(`\ufeff{ "databases": [${others},`)).toBe(true);
    expect(text).toContain('postgresql://new/app');
  });

  it('gives a known database its new address and leaves its other settings', async () => {
    writeFileSync(
      config(),
      '{ "databases": [{ "name": "prod", "url": "postgresql://old/app", "since": "7 days" }, { "name": "b", "url": "postgresql://b/b" }] }',
    );
    await saveDatabase({ project, database: { name: 'prod', url: 'postgresql://new/app' } });
    expect(JSON.parse(readFileSync(config(), 'utf8'))).toEqual({
      databases: [
        { name: 'prod', url: 'postgresql://new/app', since: '7 days' },
        { name: 'b', url: 'postgresql://b/b' },
      ],
    });
  });

  it('is not touched when it is broken', async () => {
    writeFileSync(config(), '{ "mappings": [');
    await expect(saveDatabase({ project, database: { name: 'a', url: 'postgresql://b/b' } })).rejects.toThrow(/JSON/);
    expect(readFileSync(config(), 'utf8')).toBe('{ "mappings": [');
  });
});

it('shows where a connection really goes, and refuses a password in the address', () => {
  expect(placeOf('postgresql://me:pw@db.example:5433/app', undefined)).toBe('db.example:5433/app');
  expect(placeOf('postgresql://me@db.example/app?host=evil.example&port=1', undefined)).toBe('evil.example:1/app');
  expect(placeOf('postgresql://db.example/app', 'DB_URL')).toBe('$DB_URL');
  expect(wrongUrl('postgresql://me@db.example/app')).toBeUndefined();
  for (const url of ['postgresql://me:pw@db.example/app', 'postgresql://db.example/app?password=pw']) {
    expect(wrongUrl(url)).toMatch(/password out/);
  }
  expect(wrongUrl('mysql://db.example/app')).toMatch(/begins with postgresql/);
  expect(wrongUrl('db.example')).toMatch(/Write postgresql/);
});

const bin = postgresBin();
if (!bin) console.warn('SKIPPED: Import from Database against PostgreSQL, because this machine has none.');

describe.skipIf(!bin)('Import from Database', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPostgres(bin as string);
    await server.query(`
      CREATE TABLE conversations (id int PRIMARY KEY, created_at timestamptz, metadata jsonb);
      CREATE TABLE messages (conversation_id int, role text, content text, created_at timestamptz, tool_name text, tool_args jsonb);
      INSERT INTO conversations SELECT n, now(), '{}' FROM generate_series(1, 20) n;
      INSERT INTO messages SELECT n, r, 'The lamp ' || n || E' is\\nhere, says the ' || r, now(), NULL, NULL
        FROM generate_series(1, 20) n, unnest(ARRAY['user', 'assistant']) r;
    `);
  }, 120_000);
  afterAll(async () => {
    await server?.stop();
  });

  it('tests the connection, shows ten rows, writes the entry, and runs with the password of the secret store', async () => {
    const database = { name: 'live', url: server.url };
    const { password } = server;
    const test = await testDatabase({ project, database, password }, context());
    expect(test.server).toMatch(/^PostgreSQL \d/);
    expect(test.tables[0]).toBe('public.messages');
    const preview = await previewDatabase({ project, database, password }, context());
    expect(preview).toMatchObject({ rows: 10, kind: 'messages', guessed: { role: 'role', content: 'content' } });
    const lines = preview.text.split('\n');
    expect(lines.filter((l) => l.includes('The lamp')).length).toBe(10);
    expect(lines.find((l) => l.includes('= role'))).toContain('= content');
    await expect(testDatabase({ project, database, password: 'wrong' }, context())).rejects.toThrow(/live/);
    await saveDatabase({ project, database });
    expect(readFileSync(config(), 'utf8')).not.toContain(password);
    rmSync(file);
    const workerFile = join(process.cwd(), 'dist', 'worker.mjs');
    const result = await run({ project, workerFile, databases: { passwords: { live: password } } }, context());
    expect(result.sessions).toBe(20);
    await expect(
      run({ project, workerFile, databases: { passwords: { live: 'wrong' } } }, context()),
    ).rejects.toThrow();
  }, 60_000);

  it('stops waiting when it is cancelled', async () => {
    const stop = new AbortController();
    const database = { name: 'live', url: server.url, sql: 'SELECT pg_sleep(20)' };
    const asked = previewDatabase(
      { project, database, password: server.password },
      { ...context(), signal: stop.signal },
    );
    setTimeout(() => stop.abort(), 300);
    await expect(asked).rejects.toThrow(/cancel/i);
  }, 10_000);
});
