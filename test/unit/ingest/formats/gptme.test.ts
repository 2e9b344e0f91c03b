/** gptme: what becomes of parts that are missing, in another order, or not known. */
import { describe, expect, it } from 'vitest';
import { jsonl, outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';

type Json = Record<string, unknown>;
const line = (role: string, content: string, more: Json = {}): Json => ({
  role,
  content,
  timestamp: '2026-05-01T10:00:00',
  ...more,
});
const PROMPT = line('system', 'be kind', { pinned: true });
const read = async (...lines: Json[]): Promise<string[]> => outline(await readOne('gptme', [PROMPT, ...lines]));
const ran = async (said: string): Promise<string[]> =>
  (await read(line('user', 'hi'), line('assistant', said), line('system', 'x'))).slice(2);

describe('gptme', () => {
  it('optional fields are missing', async () => {
    expect(await read(line('user', 'hi'), line('assistant', 'so'))).toEqual([
      'system: be kind',
      'user: hi',
      'assistant: so',
    ]);
  });

  it.each<[string, string[]]>([
    ['so\n```shell\nls\n```', ['assistant: so', 'call shell({"command":"ls"})', 'result shell: x']],
    ['```ipython\n1 + 1\n```\nnow', ['call ipython({"code":"1 + 1"})', 'assistant: now', 'result ipython: x']],
    ['```save a.txt\nhi\n```', ['call save({"path":"a.txt","content":"hi"})', 'result save: x']],
    ['```src/a.py\nhi\n```', ['call save({"path":"src/a.py","content":"hi"})', 'result save: x']],
    [
      '````save a.md\n```py\n1\n```\n````',
      ['call save({"path":"a.md","content":"```py\\n1\\n```"})', 'result save: x'],
    ],
    [
      'so\n@shell(call-1): {"command": "ls", "n": 1.0}',
      ['assistant: so', 'call shell({"command": "ls", "n": 1.0})', 'result shell: x'],
    ],
    ['so', ['assistant: so', 'context system: x']],
    ['```\nls\n```', ['assistant: ```\nls\n```', 'context system: x']],
  ])('an answer that the system answers: %j', async (said, lines) => {
    expect(await ran(said)).toEqual(lines);
  });

  it('a block that nobody answers is text; of several messages of the system the first is the result', async () => {
    expect(
      await read(
        line('assistant', '```shell\nls\n```'),
        line('user', 'hi'),
        line('assistant', '```shell\nls\n```'),
        line('system', 'x'),
        line('system', 'y'),
        line('tool', 'z'),
      ),
    ).toEqual([
      'system: be kind',
      'assistant: ```shell\nls\n```',
      'user: hi',
      'call shell({"command":"ls"})',
      'result shell: x',
      'context system: y',
      'result ?: z (orphan)',
    ]);
  });

  it('files are stubs, an extra unknown field is marked, another line is named', async () => {
    expect(await read(line('user', 'hi', { files: ['a.PNG', 'b.txt'], verdict: 'all of it is good' }))).toEqual([
      'system: be kind',
      'user: hi [image file unknown]',
    ]);
    expect(await skippedIn([PROMPT, line('user', 'hi'), { note: 'x' }])).toEqual([
      [3, 'other_format', 'no message of gptme'],
    ]);
  });

  it('messages that anybody writes are not gptme’s', async () => {
    const { format } = await readFiles({ 'a.jsonl': jsonl(line('user', 'hi'), line('assistant', 'so')) });
    expect(format).toBe('openai-messages');
  });

  it('many fences are looked at once', async () => {
    expect(await ran(`${'```a\n'.repeat(20_000)}`)).toHaveLength(2);
  });
});
