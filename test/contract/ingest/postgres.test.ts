/** Talks to a real PostgreSQL; skipped aloud where the machine has none. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIndex } from '../../../src/ingest/build-index.ts';
import { readAll } from '../../../src/ingest/inspect.ts';
import { importDatabase, previewRows, testConnection } from '../../../src/ingest/postgres/import.ts';
import { SpillStore } from '../../../src/ingest/spill.ts';
import { Database } from '../../../src/model/config-ingest.ts';
import type { Session } from '../../../src/model/index.ts';
import { postgresBin, startPostgres, type TestServer } from '../../support/postgres.ts';
import { talkOf } from '../../unit/ingest/support.ts';

const bin = postgresBin();
if (!bin) console.warn('SKIPPED: the tests of PostgreSQL, because this machine has no initdb and postgres.');

const MESSAGES = 100_000;

describe.skipIf(!bin)('PostgreSQL', () => {
  let server: TestServer;
  const db = (more: Record<string, unknown> = {}): Database =>
    Database.parse({ name: 'live', url: server.url, ...more });
  const access = () => ({ password: server.password, env: {} });

  beforeAll(async () => {
    server = await startPostgres(bin as string);
    await server.query(`
      CREATE TABLE conversations (id uuid PRIMARY KEY, created_at timestamptz NOT NULL, metadata jsonb);
      CREATE TABLE messages (conversation_id uuid REFERENCES conversations, role text, content text,
        created_at timestamptz, tool_name text, tool_args jsonb);
      INSERT INTO conversations SELECT gen_random_uuid(), now() - n * interval '1 minute',
        jsonb_build_object('task_id', n % 50, 'reward', (n % 2)::numeric, 'user_id', 'canary.user' || n || '@goldpan.example')
        FROM generate_series(1, ${MESSAGES / 10}) n;
      INSERT INTO messages SELECT c.id, (ARRAY['user','assistant','tool','assistant','user','assistant','user','assistant','user','assistant'])[k],
        CASE k WHEN 2 THEN NULL WHEN 3 THEN '{"total": 1.50, "id": 12345678901234567890}' ELSE 'message ' || k || E'\\nof \\\\ "talk" canary.content@goldpan.example' END,
        c.created_at + (k / 2) * interval '1 second', CASE WHEN k IN (2, 3) THEN 'get_order' END,
        CASE k WHEN 2 THEN '{"id": 12345678901234567890, "price": 1.50}'::jsonb END
        FROM conversations c, generate_series(1, 10) k ORDER BY k, c.id;
      CREATE TABLE threads_alt (tid int, who text, said text, at timestamp);
      INSERT INTO threads_alt VALUES (1, 'bot', 'hello', '2026-01-01 10:00:01'), (1, 'guest', 'hi', '2026-01-01 10:00:00');
    `);
  }, 120_000);
  afterAll(async () => {
    await server?.stop();
  });

  async function sessionsOf(database: Database): Promise<{ sessions: Session[]; spills: SpillStore }> {
    const spills = new SpillStore();
    const source = await importDatabase(database, { ...access(), spills });
    const index = await buildIndex([source], { spills });
    return { sessions: [...readAll(index)], spills };
  }

  it('tests the connection', async () => {
    const found = await testConnection(db(), access());
    expect(found).toMatchObject({ database: 'postgres', user: 'tester', tls: false });
    expect(found.server).toMatch(/^PostgreSQL \d+/);
    expect(found.tables[0]).toBe('public.messages');
  });

  it('previews ten rows and says what it takes each column for', async () => {
    const { rows, guessed, kind, sql } = await previewRows(db(), access());
    expect(rows).toHaveLength(10);
    expect(kind).toBe('messages');
    expect(guessed).toMatchObject({
      conversation: 'conversation_id',
      role: 'role',
      content: 'content',
      time: 'created_at',
      tool_name: 'tool_name',
      tool_args: 'tool_args',
      metadata: 'conversation_metadata',
      id: 'key',
    });
    expect(sql).toContain('JOIN');
  });

  it('imports 100,000 messages by cursor, in bounded memory and with exact arguments', async () => {
    const spills = new SpillStore();
    let seen = 0;
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 20);
    const before = process.memoryUsage().rss;
    const start = Date.now();
    const source = await importDatabase(db(), {
      ...access(),
      spills,
      onRows: (rows) => {
        seen = rows;
      },
    });
    const imported = Date.now() - start;
    const index = await buildIndex([source], { spills });
    let sessions = 0;
    let events = 0;
    for (const session of readAll(index)) {
      sessions++;
      events += session.events.length;
      if (sessions === 1) {
        expect(talkOf(session).slice(0, 3)).toEqual([
          'user: message 1\nof \\ "talk" canary.content@goldpan.example',
          'call get_order({"id": 12345678901234567890, "price": 1.50})',
          'result get_order: {"total": 1.50, "id": 12345678901234567890}',
        ]);
        expect(session.records[0]).toMatchObject({ path: 'postgres:live', entry: 'query', line: 1 });
        expect(session.records[0]?.key).toMatch(/^\(\d+,\d+\)$/);
        expect(session.outcome?.source).toBe('reward');
        expect(session.governance.subjects[0]).toMatch(/^canary\.user\d+@goldpan\.example$/);
      }
    }
    clearInterval(watch);
    console.log(
      `PostgreSQL: ${MESSAGES} messages imported in ${imported} ms, read in ${Date.now() - start - imported} ms, ` +
        `peak ${Math.round(peak / 1e6)} MB (${Math.round((peak - before) / 1e6)} MB more than before)`,
    );
    expect(seen).toBe(MESSAGES);
    expect(sessions).toBe(MESSAGES / 10);
    expect(events).toBe(MESSAGES);
    expect(peak - before).toBeLessThan(300e6);
    spills.dispose();
  }, 120_000);

  it('keeps whole conversations with a message in the time window', async () => {
    const { sessions, spills } = await sessionsOf(db({ since: '90 minutes' }));
    expect(sessions.length).toBeGreaterThan(80);
    expect(sessions.length).toBeLessThan(92);
    expect(sessions.every((s) => s.events.length === 10)).toBe(true);
    spills.dispose();
  });

  it('takes SQL and columns of your own', async () => {
    const own = {
      sql: 'SELECT * FROM threads_alt ORDER BY tid;',
      columns: { conversation: 'tid', role: 'who', content: 'said', time: 'at' },
    };
    const { sessions, spills } = await sessionsOf(db(own));
    expect(sessions.map(talkOf)).toEqual([['user: hi', 'assistant: hello']]);
    spills.dispose();
  });

  it.each([
    ['a wrong password', {}, { password: 'wrong' }, /password was not accepted/],
    ['no password', {}, { password: '' }, /asks for a password/],
    ['a write', { sql: "INSERT INTO threads_alt VALUES (2, 'a', 'b', now()) RETURNING *" }, {}, /wants to write/],
    ['a function that writes', { sql: "SELECT setval('s', 1)" }, {}, /does not exist|wants to write/],
    ['two statements', { sql: 'SELECT 1; DROP TABLE threads_alt' }, {}, /multiple commands|syntax error/],
    ['a missing table', { messages: 'nothing' }, {}, /no table public\.nothing/],
    ['a missing column', { sql: 'SELECT nope FROM messages' }, {}, /column .*does not exist/],
    ['TLS that the server does not speak', { tls: 'verify' }, {}, /speaks no TLS/],
    ['since without $1', { sql: 'SELECT 1', since: '7 days' }, {}, /does not use it/],
  ])('says how to fix %s', async (_name, config, more, message) => {
    const spills = new SpillStore();
    await expect(importDatabase(db(config), { ...access(), ...more, spills })).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(message),
    });
    spills.dispose();
  });

  it('refuses a password in the configuration and never repeats the connection string', async () => {
    const url = server.url.replace('tester@', 'tester:hunter2@');
    const failed = testConnection(Database.parse({ name: 'x', url }), { env: {} });
    await expect(failed).rejects.toThrow(/goldpan.json holds a password/);
    await failed.catch((error: Error) => expect(JSON.stringify([error.message, error])).not.toContain('hunter2'));
    const fromEnv = Database.parse({ name: 'x', urlEnv: 'MY_DB' });
    const good = await testConnection(fromEnv, { env: { MY_DB: url.replace('hunter2', server.password) } });
    expect(good.user).toBe('tester');
    await expect(testConnection(fromEnv, { env: {} })).rejects.toThrow(/MY_DB is not set/);
  });

  it('speaks TLS, and trusts no certificate that it cannot check', async () => {
    const ca = await server.startTls();
    if (!ca) {
      console.warn('SKIPPED: TLS, because this machine has no openssl.');
      return;
    }
    await expect(testConnection(db({ tls: 'verify' }), access())).rejects.toThrow(/certificate was not accepted/);
    expect(await testConnection(db({ tls: 'encrypt' }), access())).toMatchObject({ tls: true });
    expect(await testConnection(db({ tls: 'verify', ca }), access())).toMatchObject({ tls: true });
  });

  it('says so when nobody answers', async () => {
    const gone = Database.parse({ name: 'x', url: 'postgresql://a@127.0.0.1:1/b' });
    await expect(testConnection(gone, { env: {} })).rejects.toThrow(/nobody answers/);
  });
});
