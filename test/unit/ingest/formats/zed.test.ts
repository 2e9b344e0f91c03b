/** Zed: what becomes of parts that are missing, in another order, or not known; packed threads. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeDatabase } from '../../../support/sqlite.ts';
import { outline, readOne } from '../outline.ts';
import { inFolder, type ReadBack, readFiles } from '../support.ts';

const user = (...content: unknown[]) => ({ User: { id: '1', content } });
const agent = (content: unknown[], results?: unknown) => ({ Agent: { content, tool_results: results } });
const text = (said: string) => ({ Text: said });
const use = (id: string, more: object = {}) => ({ ToolUse: { id, name: 'f', ...more } });
const read = async (...messages: unknown[]): Promise<string[]> =>
  outline(await readOne('zed', JSON.stringify({ messages }), 'thread.json'));

describe('Zed threads', () => {
  it('optional fields are missing', async () => {
    expect(await read(user(text('hi')), agent([text('so')]))).toEqual(['user: hi', 'assistant: so']);
  });

  it('results in any of the shapes, in their own order', async () => {
    const result = (id: string, content: unknown, more: object = {}) => ({ tool_use_id: id, content, ...more });
    expect(
      await read(
        user(text('hi')),
        agent(
          [use('a', { raw_input: '{"n": 1.0}' }), use('b', { raw_input: ' ', input: { n: 2 } }), use('c'), use('d')],
          {
            b: result('b', [{ Text: 'x' }, { Image: { source: 'AAAA' } }]),
            a: result('a', 'plain', { is_error: false }),
            c: result('c', { type: 'text', text: 'typed' }, { is_error: true }),
            d: result('d', null, { output: { n: 7 } }),
          },
        ),
      ),
    ).toEqual([
      'user: hi',
      'call f({"n": 1.0})',
      'call f({"n":2})',
      'call f()',
      'call f()',
      'result f: x\n [image]',
      'result f fine: plain',
      'result f failed: typed',
      'result f: {"n":7}',
    ]);
  });

  it('a mention keeps its name in the question, and what it brought is context', async () => {
    const mention = (uri: unknown, content = '') => ({ Mention: { uri, content } });
    expect(
      await read(
        user(
          text('see '),
          mention({ File: { abs_path: '/a/b.txt' } }, 'x'),
          text(' and '),
          mention({ Thread: { name: 'old' } }),
        ),
      ),
    ).toEqual(['context b.txt: x', 'user: see @b.txt and @old']);
  });

  it('extra unknown parts and kinds of messages are marked', async () => {
    expect(
      await read(
        user(text('hi'), { Dream: { note: 'x' } }),
        agent([text('so'), { Dream: { note: 'x' } }, { RedactedThinking: 'xx' }]),
        { Verdict: { note: 'good' } },
        { Compaction: { summary: 'all of it' } },
        'Resume',
      ),
    ).toEqual([
      'user: hi [unknown]',
      'assistant: so',
      'assistant:  [unknown unknown]',
      'boundary compaction: all of it',
    ]);
  });

  it('old threads: results after their calls, and parts that nobody knows', async () => {
    const thread = {
      version: '0.2.0',
      messages: [
        {
          id: 0,
          role: 'user',
          segments: [
            { type: 'text', text: 'hi' },
            { type: 'dream', note: 'x' },
          ],
        },
        {
          id: 1,
          role: 'assistant',
          segments: [{ type: 'RedactedThinking', data: 'x' }],
          tool_uses: [{ id: 'a', name: 'f', input: { n: 1 } }],
          tool_results: [{ tool_use_id: 'a', content: 'x', is_error: false }],
        },
        { id: 2, role: 'assistant', text: 'so', tool_uses: [], tool_results: [] },
      ],
    };
    expect(outline(await readOne('zed', JSON.stringify(thread), 'old.json'))).toEqual([
      'user: hi [unknown]',
      'call f({"n":1})',
      'result f fine: x',
      'assistant: so',
    ]);
  });

  it('messages of a text thread begin at bytes, whatever their order', async () => {
    const at = (start: number, role: string) => ({ start, metadata: { role } });
    const thread = {
      zed: 'context',
      text: 'ä?\nja\n',
      messages: [at(4, 'assistant'), at(0, 'user'), at(99, 'system')],
    };
    expect(outline(await readOne('zed', JSON.stringify(thread), 'a.zed.json'))).toEqual(['user: ä?', 'assistant: ja']);
  });
});

describe('threads.db', () => {
  /** `{"messages":[{"User":{"content":[{"Text":"packed"}]}}]}` as one raw block (RFC 8878, 3.1.1). */
  const packed = (json: string): string => {
    const size = json.length;
    const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x60, (size - 256) & 255, (size - 256) >> 8]);
    const block = (size << 3) | 1;
    return Buffer.concat([
      head,
      Buffer.from([block & 255, (block >> 8) & 255, block >> 16]),
      Buffer.from(json),
    ]).toString('hex');
  };
  const open = async (rows: string): Promise<ReadBack> => {
    const bytes = await inFolder(async (folder) => {
      makeDatabase(
        join(folder, 'db'),
        `CREATE TABLE threads (id TEXT, parent_id TEXT, summary TEXT, updated_at TEXT, data_type TEXT, data BLOB); INSERT INTO threads VALUES ${rows};`,
      );
      return readFileSync(join(folder, 'db'));
    });
    return readFiles({ 'threads.db': bytes });
  };

  it('threads are JSON or packed; one that cannot be unpacked is counted', async () => {
    const json = JSON.stringify({ messages: [user(text('packed'.padEnd(300, '.')))] });
    const { sessions, index } = await open(
      `('a', NULL, 't', '1', 'zstd', X'${packed(json)}'), ('b', 'a', 't', '2', 'json', '{"messages":[{"User":{"content":[{"Text":"plain"}]}}]}'), ('c', NULL, 't', '3', 'zstd', X'00')`,
    );
    expect(sessions.flatMap(outline).map((l) => l.slice(0, 12))).toEqual(['user: packed', 'user: plain']);
    expect(sessions.map((s) => s.nativeId)).toEqual(['a', 'b']);
    expect(index.skipped.map((s) => [s.entry, s.code])).toEqual([['threads', 'malformed']]);
  });
});
