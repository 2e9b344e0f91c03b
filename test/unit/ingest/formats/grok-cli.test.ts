/** Grok's command line: what becomes of lines that are missing, in another order, or not known. */
import { describe, expect, it } from 'vitest';
import { jsonl, outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';

type Json = Record<string, unknown>;
const line = (type: string, content: unknown, more: Json = {}): Json => ({ type, content, ...more });
const answer = (content: unknown, more: Json = {}): Json => line('assistant', content, { model_id: 'g', ...more });
const read = async (...lines: Json[]): Promise<string[]> => outline(await readOne('grok-cli', lines));

describe('Grok CLI', () => {
  it('optional fields are missing', async () => {
    expect(await read(line('user', 'hi'), answer('so'), answer(''))).toEqual([
      'user: hi',
      'assistant: so',
      'assistant: ',
    ]);
  });

  it('reasoning wherever it stands is that of the answer after it', async () => {
    const summary = [{ type: 'summary_text', text: 'hm' }];
    const session = await readOne('grok-cli', [
      line('user', 'hi'),
      line('reasoning', undefined, { summary }),
      answer('so'),
      answer('well', { reasoning: { text: 'ah' } }),
      answer('oh', { raw_output: [{ type: 'reasoning', summary }] }),
    ]);
    expect(outline(session)).toEqual([
      'user: hi',
      'reasoning: hm',
      'assistant: so',
      'reasoning: ah',
      'assistant: well',
      'reasoning: hm',
      'assistant: oh',
    ]);
    expect(session.events.map((e) => e.turn)).toEqual([0, 1, 1, 2, 2, 3, 3]);
  });

  it('calls in any of their shapes, results in another order, tools that ran elsewhere', async () => {
    const calls = [
      { id: 'a', name: 'f', arguments: '{"n":1}' },
      { id: 'b', function: { name: 'g', arguments: { n: 2 } } },
    ];
    expect(
      await read(
        line('user', 'hi'),
        line('backend_tool_call', undefined, { kind: { tool_type: 'x_search', id: 'w', input: 'cats' } }),
        answer('', { tool_calls: calls }),
        line('tool_result', [{ type: 'text', text: 'y' }], { tool_call_id: 'b', is_error: true }),
        line('tool_result', 'x', { tool_call_id: 'a' }),
      ),
    ).toEqual([
      'user: hi',
      'call x_search(cats) unanswered',
      'call f({"n":1})',
      'call g({"n":2})',
      'result g failed: y',
      'result f: x',
    ]);
  });

  it('what the program says in the person’s place is context', async () => {
    expect(
      await read(
        line('user', 'the rules', { synthetic_reason: 'project_instructions' }),
        line('user', 'wait', { synthetic_reason: 'interjection' }),
        line('user', '<user_info>linux</user_info>'),
        line('user', '<git_status>clean</git_status><user_query>hi</user_query>'),
        answer('so'),
      ),
    ).toEqual([
      'context project_instructions: the rules',
      'user: wait',
      'context user_info: <user_info>linux</user_info>',
      'context git_status: <git_status>clean</git_status>',
      'user: hi',
      'assistant: so',
    ]);
  });

  it('extra unknown parts and fields are marked, other lines are named', async () => {
    const lines = [
      line('user', [
        { type: 'text', text: 'hi' },
        { type: 'dream', payload: 'x' },
      ]),
      answer('so', { verdict: 'all of it is good' }),
    ];
    expect(await read(...lines)).toEqual(['user: hi [unknown]', 'assistant: so [unknown]']);
    expect(await skippedIn([...lines, { type: 'dream' }])).toEqual([[3, 'other_format', 'no line of a Grok session']]);
  });

  it('lines that anybody writes are not Grok’s', async () => {
    const { format } = await readFiles({ 'a.jsonl': jsonl(line('user', 'hi'), line('assistant', 'so')) });
    expect(format).not.toBe('grok-cli');
  });
});
