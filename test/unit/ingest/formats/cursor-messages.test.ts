/** Cursor's messages by hash: what becomes of lists, of what none lists, and of keys that nobody reads. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { messagesIn } from '../../../../src/ingest/sqlite/cursor-blobs.ts';
import { makeDatabase } from '../../../support/sqlite.ts';
import { outline } from '../outline.ts';
import { inFolder, type ReadBack, readFiles } from '../support.ts';

const hashOf = (n: number): string => n.toString(16).padStart(2, '0').repeat(32);
const stateOf = (...ns: number[]): Buffer =>
  Buffer.concat(ns.map((n) => Buffer.concat([Buffer.from([0x0a, 32]), Buffer.from(hashOf(n), 'hex')])));
const quoted = (value: unknown): string =>
  `'${(typeof value === 'string' ? value : JSON.stringify(value)).replaceAll("'", "''")}'`;

type Rows = readonly (readonly [key: string, value: unknown])[];
const message = (n: number, role: string, content: unknown): Rows[number] => [
  `agentKv:blob:${hashOf(n)}`,
  { role, content },
];
const composer = (id: string, more: object): Rows[number] => [`composerData:${id}`, { composerId: id, ...more }];

async function read(...rows: Rows): Promise<ReadBack> {
  const bytes = await inFolder(async (folder) => {
    const file = join(folder, 'db');
    const inserts = rows.map(([key, value]) => `INSERT INTO cursorDiskKV VALUES (${quoted(key)}, ${quoted(value)});`);
    makeDatabase(file, `BEGIN; CREATE TABLE cursorDiskKV (key TEXT UNIQUE, value BLOB);${inserts.join('\n')} COMMIT;`);
    return readFileSync(file);
  });
  return readFiles({ 'state.vscdb': bytes });
}
const talks = async (...rows: Rows): Promise<string[][]> => (await read(...rows)).sessions.map(outline);

describe('messages of Cursor’s agents', () => {
  it('the state of a chat without bubbles orders them, whatever their order in the table', async () => {
    const state = `~${stateOf(1, 2, 9).toString('base64')}`;
    expect(
      await talks(
        message(2, 'assistant', [{ type: 'text', text: 'so' }]),
        message(1, 'user', 'hi'),
        composer('c', { conversationState: state }),
      ),
    ).toEqual([['user: hi', 'assistant: so']]);
  });

  it('bubbles tell the chat alone when there are both', async () => {
    expect(
      await talks(
        message(1, 'user', '<user_query>hi</user_query>'),
        message(2, 'assistant', 'again'),
        composer('c', {
          conversationState: `~${stateOf(1, 2).toString('base64')}`,
          fullConversationHeadersOnly: [{ bubbleId: 'b' }],
        }),
        ['bubbleId:c:b', { type: 1, text: 'hi' }],
      ),
    ).toEqual([['user: hi']]);
  });

  it('what no chat lists is told by its system prompts, unless a chat asks the same', async () => {
    expect(
      await talks(
        composer('c', { fullConversationHeadersOnly: [{ bubbleId: 'b' }] }),
        ['bubbleId:c:b', { type: 1, text: 'hi' }],
        message(1, 'system', 'be kind'),
        message(2, 'user', '<user_query>hi</user_query>'),
        message(3, 'assistant', 'copied'),
        message(4, 'system', 'be short'),
        message(5, 'user', '<rules>none</rules>'),
        message(6, 'user', '<user_query>ho</user_query>'),
        message(7, 'assistant', 'so'),
      ),
    ).toEqual([['user: hi'], ['system: be short', 'context rules: <rules>none</rules>', 'user: ho', 'assistant: so']]);
  });

  it('a loose talk with one question of another chat is none, and is counted', async () => {
    const { sessions, index } = await read(
      composer('c', { conversationState: `~${stateOf(1).toString('base64')}` }),
      message(1, 'user', '<user_query>hi</user_query>'),
      message(2, 'system', 'be kind'),
      message(3, 'user', '<user_query>ho</user_query>'),
      message(4, 'user', '<user_query>hi</user_query>'),
      message(5, 'assistant', 'so'),
    );
    expect(sessions.map(outline)).toEqual([['user: hi']]);
    expect(index.skipped.map((s) => [s.entry, s.records])).toEqual([['agentKv', 4]]);
  });

  it('more loose messages than one talk has are those of several', async () => {
    const many = Array.from({ length: 1001 }, (_, i): Rows[number] => [
      `agentKv:blob:${i.toString(16).padStart(64, '0')}`,
      { role: i === 0 ? 'user' : 'assistant', content: `m${i}` },
    ]);
    const { sessions, index } = await read(...many);
    expect(sessions).toEqual([]);
    expect(index.skipped.map((s) => s.records ?? 1)).toContain(1001);
    expect((await read(...many.slice(0, 1000))).sessions).toHaveLength(1);
  });

  it('bubbles of a map in the chat’s own value', async () => {
    const conversationMap = { b: { type: 1, text: 'hi' } };
    expect(await talks(composer('c', { fullConversationHeadersOnly: [{ bubbleId: 'b' }], conversationMap }))).toEqual([
      ['user: hi'],
    ]);
  });

  it('an extra unknown part is marked, reasoning and calls are what they are', async () => {
    const parts = [
      { type: 'dream', payload: 'x' },
      { type: 'reasoning', text: 'hm' },
      { type: 'redacted-reasoning', data: 'AAAA' },
      { type: 'tool-call', toolName: 'f', args: { n: 1 } },
    ];
    const result = { type: 'tool-result', toolName: 'f', result: { out: 2 } };
    expect(await talks(message(1, 'user', 'hi'), message(2, 'assistant', parts), message(3, 'tool', [result]))).toEqual(
      [['user: hi', 'reasoning: hm [unknown]', 'call f({"n":1})', 'result f: {"out":2}']],
    );
  });

  it('keys that nobody reads are named by what they begin with, and counted', async () => {
    const { index } = await read(
      message(1, 'user', 'hi'),
      ['bubbleId:gone:b', { type: 1, text: 'left' }],
      ['checkpointId:a:1', {}],
      ['checkpointId:a:2', {}],
      ['composer.content.0a1b', 'x'],
      ['0a1b', 'x'],
    );
    expect(index.skipped.map((s) => [s.entry, s.records ?? 1, s.code])).toEqual([
      ['bubbleId', 1, 'metadata'],
      ['other', 1, 'metadata'],
      ['checkpointId', 2, 'metadata'],
      ['composer.content', 1, 'metadata'],
    ]);
  });

  it('a state that is none lists nothing', () => {
    expect(messagesIn(Buffer.from(''))).toEqual([]);
    expect(messagesIn(Buffer.from('no state at all'))).toEqual([]);
    expect(messagesIn(Buffer.from([0x0a, 32, 1, 2]))).toEqual([]);
    // Fields of numbers and of other sizes are passed over.
    const others = Buffer.from([0x10, 0x81, 0x01, 0x0a, 1, 7, 0x1d, 1, 2, 3, 4, 0x21, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(messagesIn(Buffer.concat([others, stateOf(3)]))).toEqual([hashOf(3)]);
    expect(messagesIn(Buffer.alloc(200_000, 0xff))).toEqual([]);
  });
});

describe('databases that only look like Cursor’s', () => {
  const open = async (sql: string): Promise<ReadBack> => {
    const bytes = await inFolder(async (folder) => {
      makeDatabase(join(folder, 'db'), sql);
      return readFileSync(join(folder, 'db'));
    });
    return readFiles({ 'a.sqlite': bytes });
  };

  it('threads of Void and the steps of Warp are named', async () => {
    const fromVoid = await open(
      "CREATE TABLE ItemTable (key TEXT, value BLOB); INSERT INTO ItemTable VALUES ('void.chatThreadStorageII', '{}'), ('other', 'x');",
    );
    expect(fromVoid.index.skipped.map((s) => [s.entry, s.reason])).toEqual([
      ['void.chatThreadStorage', 'threads of Void, which are not read; copy them out as text'],
      ['ItemTable', 'settings and state of the editor'],
      [undefined, 'no conversation in it'],
    ]);
    const warp = await open('CREATE TABLE ai_queries (id); CREATE TABLE agent_conversations (id);');
    expect(warp.index.skipped.map((s) => s.reason)).toEqual([
      'Warp keeps nothing but the prompts in a form that can be read; export the conversation there as Markdown',
    ]);
  });
});

describe('store.db of Cursor’s command line', () => {
  const SCHEMA = 'CREATE TABLE blobs (id TEXT, data BLOB); CREATE TABLE meta (key TEXT, value TEXT);';
  const open = async (sql: string): Promise<ReadBack> => {
    const bytes = await inFolder(async (folder) => {
      makeDatabase(join(folder, 'db'), sql);
      return readFileSync(join(folder, 'db'));
    });
    return readFiles({ 'store.db': bytes });
  };

  it('its newest state is the chat, meta in hex or not', async () => {
    const blobs = `INSERT INTO blobs VALUES ('${hashOf(1)}', '{"role":"user","content":"hi"}'), ('r', X'${stateOf(1).toString('hex')}');`;
    for (const meta of ['{"latestRootBlobId":"r"}', Buffer.from('{"latestRootBlobId":"r"}').toString('hex')]) {
      const { sessions } = await open(`${SCHEMA}${blobs}INSERT INTO meta VALUES ('0', '${meta}');`);
      expect(sessions.map(outline)).toEqual([['user: hi']]);
    }
  });

  it('tables of these names beside others are another program’s', async () => {
    const { format } = await open(
      `${SCHEMA}CREATE TABLE messages (conversation_id, role, content); INSERT INTO messages VALUES ('c', 'user', 'hi'), ('c', 'assistant', 'so');`,
    );
    expect(format).toBe('db-rows');
  });
});
