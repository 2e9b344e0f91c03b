/** Transcripts, exported tables and SQLite files: counts against scripts that share no code, and what becomes of each row. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../../src/ingest/build-index.ts';
import { inspect, readAll } from '../../../src/ingest/inspect.ts';
import { findSources } from '../../../src/ingest/sources.ts';
import type { Session } from '../../../src/model/index.ts';
import { recordText } from '../../support/record-text.ts';
import { fixtureDatabase, makeDatabase } from '../../support/sqlite.ts';
import { inFolder, talkOf } from '../../unit/ingest/support.ts';

const FIXTURES = 'test/fixtures';
const SAMPLES = '../shared/data/logs';

async function expectCounts(file: string, format: string): Promise<void> {
  const counter = (await import(pathToFileURL(`test/golden/count-${format}.mjs`).href)) as {
    count(file: string): { sessions: number; events: Record<string, number> };
  };
  const { sessions, events } = counter.count(file);
  const { files } = await inspect(findSources([file], '.').sources);
  expect(files).toHaveLength(1);
  expect(files[0]).toMatchObject({ format });
  expect({ sessions: files[0]?.sessions, events: files[0]?.events }).toEqual({ sessions, events });
}

const inside = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];

describe('counts', () => {
  const real = [
    ...inside(`${SAMPLES}/plain-text`).map((file) => [file, 'plain-text'] as const),
    ...inside(`${SAMPLES}/postgres`)
      .filter((file) => !/conversations|feedback/.test(file))
      .map((file) => [file, 'db-rows'] as const),
    ...inside(`${SAMPLES}/llm-sqlite`).map((file) => [file, 'llm-sqlite'] as const),
  ];
  if (real.length === 0) console.warn('SKIPPED: counts on real samples, because ../shared/data/logs is not there.');
  it.skipIf(real.length === 0).each(real)('%s as %s', expectCounts);
});

async function sessionsIn(
  folder: string,
): Promise<{ sessions: Session[]; skipped: string[]; formats: (string | undefined)[] }> {
  const index = await buildIndex(findSources(['.'], folder).sources);
  const sessions = [...readAll(index)];
  const skipped = index.skipped.map((s) => `${s.entry ?? s.path}:${s.line} ${s.code}`);
  const formats = index.sources.map((s) => s.format);
  index.dispose();
  return { sessions, skipped, formats };
}

const fromDatabase = (fixture: string, name = 'a.db') =>
  inFolder(async (folder) => {
    fixtureDatabase(join(folder, name), fixture);
    return sessionsIn(folder);
  });

describe('exported tables', () => {
  it('reads COPY, AI SDK parts, votes and the owner', async () => {
    const { sessions, skipped } = await inFolder(async (folder) => {
      copyFileSync(`${FIXTURES}/db-rows/dump.sql`, join(folder, 'dump.sql'));
      return sessionsIn(folder);
    });
    expect(sessions.map(talkOf)).toEqual([
      [
        'user: Weather in Łódź?\nNow, please, canary.copy@goldpan.example',
        'call getWeather({"city":"Łódź"})',
        'result getWeather: {"t":3}',
        'assistant: 3 degrees.\t(cold)',
        'feedback thumbs_down',
      ],
    ]);
    expect(sessions[0]?.governance.subjects).toEqual(['canary.owner@goldpan.example']);
    expect(sessions[0]?.records.map((r) => [r.entry, r.line, r.key])).toContainEqual(['public.Message_v2', 32, 'm1']);
    expect(skipped).toEqual(['public.Vote_v2:0 metadata', 'public.migrations:0 metadata']);
  });

  it('keeps the exact arguments, null apart from empty text, and the line of the file', async () => {
    const { sessions } = await inFolder(async (folder) => {
      copyFileSync(`${FIXTURES}/db-rows/messages.csv`, join(folder, 'm.csv'));
      return sessionsIn(folder);
    });
    expect(sessions.map(talkOf)).toEqual([
      [
        'user: Where is my order?\nIt is late, says canary.csv@goldpan.example',
        'call get_order({"id": 41.0})',
        'result get_order: {"status": "sent"}',
        'assistant: It was sent.',
      ],
      ['assistant: Are you there?'],
    ]);
    expect(sessions[0]?.records.map((r) => r.line)).toEqual([2, 4, 5, 6]);
  });

  it('joins ratings that lie in a file beside, and reads a table once that lies there twice', async () => {
    const { sessions, skipped } = await inFolder(async (folder) => {
      copyFileSync(`${FIXTURES}/db-rows/messages.csv`, join(folder, 'messages.csv'));
      copyFileSync(`${FIXTURES}/db-rows/messages.csv`, join(folder, 'messages-again.csv'));
      writeText(folder, 'ratings.csv', 'message_id,rating,comment\n4,-1,"slow, very"\n');
      return sessionsIn(folder);
    });
    expect(sessions).toHaveLength(2);
    expect(sessions[0]?.events.at(-1)).toMatchObject({
      kind: 'feedback',
      signal: 'thumbs_down',
      value: -1,
      text: 'slow, very',
    });
    expect(skipped.filter((s) => s.endsWith('duplicate_record'))).toHaveLength(6);
  });

  it('reads INSERT statements of several databases', async () => {
    const { sessions } = await inFolder(async (folder) => {
      writeText(
        folder,
        'a.sql',
        [
          'CREATE TABLE "messages" (id INTEGER PRIMARY KEY, "thread_id" TEXT, role TEXT, content TEXT);',
          "INSERT INTO messages VALUES(1,'t','user','it''s (a) \"test\";",
          "second line'),(2,'t','assistant','ok; fine');",
          "INSERT INTO public.messages (id, thread_id, role, content) VALUES (3, 'u', 'user', E'tab\\there'::text);",
        ].join('\n'),
      );
      writeText(
        folder,
        'b.sql',
        "-- MySQL dump 10.13\nINSERT INTO `messages` (`id`, `thread_id`, `role`, `content`) VALUES (1,'v','user','don\\'t\\nstop'),(2,'v','assistant',NULL);\n",
      );
      return sessionsIn(folder);
    });
    expect(sessions.map(talkOf)).toEqual([
      ['user: it\'s (a) "test";\nsecond line', 'assistant: ok; fine'],
      ['user: tab\there'],
      ["user: don't\nstop"],
    ]);
  });

  it('reads a table of questions and answers, semicolons and UTF-16', async () => {
    const { sessions } = await inFolder(async (folder) => {
      writeText(folder, 'qa.csv', Buffer.from('\ufeffquestion;answer;rating\r\nWer?;"Ich; du";5\r\n', 'utf16le'));
      return sessionsIn(folder);
    });
    expect(sessions.map(talkOf)).toEqual([['user: Wer?', 'assistant: Ich; du', 'feedback rating']]);
  });

  it('says so when a quote is never closed, and keeps the rows before it', async () => {
    const { sessions, skipped } = await inFolder(async (folder) => {
      writeText(folder, 'a.csv', 'id,thread_id,role,content\n1,t,user,hi\n2,t,assistant,"open\n3,t,user,lost\n');
      return sessionsIn(folder);
    });
    expect(sessions.map(talkOf)).toEqual([['user: hi']]);
    expect(skipped).toEqual(['rows:3 malformed']);
  });
});

function writeText(folder: string, name: string, content: string | Buffer): void {
  writeFileSync(join(folder, name), content);
}

describe('SQLite', () => {
  it('reads conversations and messages, without search tables, blobs and settings', async () => {
    const { sessions, skipped, formats } = await fromDatabase('sqlite/plain');
    expect(formats).toEqual(['db-rows', 'db-rows']);
    expect(sessions.map(talkOf)).toEqual([
      [
        'user: hi, canary.sqlite@goldpan.example',
        'call lookup({"n": 1.0})',
        'result lookup: found',
        'assistant: hello',
      ],
    ]);
    expect(sessions[0]).toMatchObject({
      outcome: { success: true, score: 1 },
      governance: { subjects: ['canary.meta@goldpan.example'] },
    });
    expect(sessions[0]?.records.at(-1)).toMatchObject({ path: 'a.db', entry: 'messages', key: '13' });
    expect(skipped).toEqual(['settings:0 metadata']);
    expect(JSON.stringify(sessions)).not.toContain('canary.fts');
  });

  it("reads Chainlit's steps and feedback", async () => {
    const { sessions } = await fromDatabase('sqlite/chainlit');
    expect(sessions.map(talkOf)).toEqual([
      [
        'user: What is 2+2? canary.step@goldpan.example',
        'call calculator({"a": 2, "b": 2.0})',
        'result calculator: 4',
        'assistant: It is 4.',
        'feedback thumbs_down',
      ],
    ]);
    expect(sessions[0]?.intent).toBe('sum');
  });

  it("reads Open WebUI's tree with the other answer as a branch", async () => {
    const { sessions } = await fromDatabase('sqlite/webui', 'webui.db');
    expect(sessions.map(talkOf)).toEqual([['user: Name a colour', 'assistant: Blue', 'feedback thumbs_up']]);
    expect(sessions[0]?.branches).toMatchObject([{ at: 1, events: [{ kind: 'assistant', text: 'Red' }] }]);
  });

  it("reads Cursor's chats, and no other key", async () => {
    const { sessions, formats } = await fromDatabase('cursor/state.sqlite', 'state.vscdb');
    expect(formats).toEqual(['cursor']);
    expect(sessions.map(talkOf)).toEqual([
      [
        'user: Fix the test, canary.bubble@goldpan.example',
        'reasoning: which test?',
        'assistant: I look.',
        'call read_file({"path": "a.ts"})',
        'result read_file: {"contents":"x"}',
        'call run_terminal_cmd({"command":"rm -rf /"})',
        'result run_terminal_cmd: cancelled',
        'feedback reject',
        'assistant: Done.',
      ],
      ['user: old question', 'assistant: old answer'],
    ]);
    expect(sessions[0]?.model).toBe('m-9');
    expect(JSON.stringify(sessions)).not.toMatch(/canary\.(?:token|key)/);
  });

  it('applies a write-ahead log, and leaves the file and its folder as they were', async () => {
    await inFolder(async (folder) => {
      const live = join(folder, 'live');
      mkdirSync(live);
      const file = join(live, 'a.db');
      makeDatabase(
        file,
        `PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;
         CREATE TABLE messages (id INTEGER PRIMARY KEY, thread_id TEXT, role TEXT, content TEXT);
         INSERT INTO messages VALUES (1, 't', 'user', 'in the file');`,
      );
      const before = readdirSync(live).map((f) => [f, readFileSync(join(live, f)).toString('hex')]);
      const { sessions } = await sessionsIn(live);
      expect(sessions.map(talkOf)).toEqual([['user: in the file']]);
      expect(readdirSync(live).map((f) => [f, readFileSync(join(live, f)).toString('hex')])).toEqual(before);
    });
  });

  it.each([
    ['a database without a talk', 'CREATE TABLE a (b); INSERT INTO a VALUES (1)', /without a table of messages/],
    ['an empty Cursor state', 'CREATE TABLE ItemTable (key, value)', /no conversation in it/],
  ])('says why of %s', async (_name, sql, reason) => {
    await inFolder(async (folder) => {
      makeDatabase(join(folder, 'a.db'), sql);
      const { files } = await inspect(findSources(['a.db'], folder).sources);
      expect(files[0]?.format).toBeNull();
      expect(files[0]?.skipped.at(-1)?.reason).toMatch(reason);
    });
  });

  it('says so of a damaged file', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'a.db');
      fixtureDatabase(file, 'sqlite/plain');
      const bytes = readFileSync(file);
      bytes.fill(0x5a, 100, 4000);
      writeText(folder, 'a.db', bytes);
      const { files } = await inspect(findSources(['a.db'], folder).sources);
      expect(files[0]?.skipped.at(-1)?.reason).toMatch(/SQLite|malformed|damaged/);
    });
  });

  it('leads back to the row', async () => {
    await inFolder(async (folder) => {
      fixtureDatabase(join(folder, 'a.db'), 'sqlite/plain');
      const { sessions } = await sessionsIn(folder);
      const ref = sessions[0]?.records.at(-1);
      expect(JSON.parse(await recordText(ref as NonNullable<typeof ref>, folder))).toMatchObject({
        id: 13,
        content: 'hello',
      });
    });
  });
});
