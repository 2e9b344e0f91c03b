/** Factory: what becomes of parts that are missing, in another order, or not known. */
import { describe, expect, it } from 'vitest';
import { jsonl, outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';

type Json = Record<string, unknown>;
const start: Json = { type: 'session_start', id: 's' };
const text = (said: string): Json => ({ type: 'text', text: said });
const line = (role: string, content: unknown, more: Json = {}): Json => ({
  type: 'message',
  message: { role, content },
  ...more,
});
const result = (id: string): Json => ({ type: 'tool_result', tool_use_id: id, content: id });
const use = (id: string): Json => ({ type: 'tool_use', id, name: 'f', input: {} });
const read = async (...lines: Json[]): Promise<string[]> => outline(await readOne('factory', [start, ...lines]));

describe('Factory', () => {
  it('optional fields are missing: ids, parents, times, and lists of content', async () => {
    expect(await read(line('user', 'hi'), line('assistant', [text('so')]))).toEqual(['user: hi', 'assistant: so']);
  });

  it('parents make a tree; results that hang beside each other are one line', async () => {
    expect(
      await read(
        line('user', [text('hi')], { id: 'a' }),
        line('assistant', [text('left')], { id: 'b', parentId: 'a' }),
        line('assistant', [use('x'), use('y')], { id: 'c', parentId: 'a' }),
        line('user', [result('y')], { id: 'd', parentId: 'c' }),
        line('user', [result('x')], { id: 'e', parentId: 'c' }),
        line('assistant', [text('so')], { id: 'f', parentId: 'e' }),
      ),
    ).toEqual([
      'user: hi',
      'call f({})',
      'call f({})',
      'result f: y',
      'result f: x',
      'assistant: so',
      '<1> regenerate',
      '  assistant: left',
    ]);
  });

  it('what the program says is context, beside a query or in reminders; blocks keep their order', async () => {
    expect(
      await read(
        line('user', [result('x'), text('<system-reminder>be kind</system-reminder>'), text('hi')]),
        line('assistant', [text('so'), { type: 'thinking', thinking: 'hm' }]),
        line('user', [text('<rules>none</rules><user_query>ho</user_query>')]),
      ),
    ).toEqual([
      'result ?: x (orphan)',
      'context system-reminder: <system-reminder>be kind</system-reminder>',
      'user: hi',
      'assistant: so',
      'reasoning: hm',
      'context rules: <rules>none</rules>',
      'user: ho',
    ]);
  });

  it('extra unknown parts and fields are marked, an unknown role is context', async () => {
    const dream = { type: 'dream', payload: 'x' };
    expect(
      await read(
        line('user', [text('hi'), dream]),
        { type: 'message', message: { role: 'assistant', content: [text('so')], verdict: 'all of it is good' } },
        line('critic', [text('good')]),
      ),
    ).toEqual(['user: hi [unknown]', 'assistant: so [unknown]', 'context critic: good']);
  });

  it('compactions in all their writings, and lines that are no talk', async () => {
    expect(
      await read(
        line('user', 'hi'),
        { type: 'compaction_state', summary: { body: 'all' } },
        { type: 'compaction_state', summary: 'of it' },
        { type: 'compaction_state' },
      ),
    ).toEqual(['user: hi', 'boundary compaction: all', 'boundary compaction: of it', 'boundary compaction: ']);
    expect(await skippedIn([start, line('user', 'hi'), { type: 'todo_state' }, { type: 'dream' }])).toEqual([
      [3, 'metadata', 'metadata: todo_state'],
      [4, 'other_format', 'no line of a Factory session'],
    ]);
  });

  it('without the header it is another program’s', async () => {
    const { format } = await readFiles({ 'a.jsonl': jsonl(line('user', 'hi'), line('assistant', 'so')) });
    expect(format).not.toBe('factory');
  });
});
