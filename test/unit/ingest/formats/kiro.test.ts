/** Kiro: what becomes of parts that are missing, in another order, or not known. */
import { describe, expect, it } from 'vitest';
import { outline, readOne, skippedIn } from '../outline.ts';

type Json = Record<string, unknown>;
const line = (kind: string, ...content: Json[]): Json => ({ kind, data: { content } });
const text = (said: string): Json => ({ kind: 'text', data: said });
const event = (type: string, more: Json = {}): Json => ({ timestamp: 1770000000000, payload: { type, ...more } });
const read = async (...lines: Json[]): Promise<string[]> => outline(await readOne('kiro', lines));

describe('Kiro', () => {
  it('optional fields are missing', async () => {
    expect(
      await read(
        line('Prompt', text('hi')),
        line('AssistantMessage', { kind: 'toolUse', data: { name: 'f' } }),
        line('ToolResults', { kind: 'toolResult', data: {} }),
      ),
    ).toEqual(['user: hi', 'call f()', 'result f: ']);
  });

  it('contents in another order keep it', async () => {
    const use = (id: string): Json => ({ kind: 'toolUse', data: { toolUseId: id, name: 'f', input: { n: 1 } } });
    const result = (id: string, status: string, ...content: Json[]): Json => ({
      kind: 'toolResult',
      data: { toolUseId: id, status, content },
    });
    expect(
      await read(
        line('Prompt', { kind: 'image', data: {} }, text('hi')),
        line('AssistantMessage', use('a'), text('so'), use('b'), { kind: 'thinking', data: { text: 'hm' } }),
        line('ToolResults', result('b', 'error', text('no')), result('a', 'success', { kind: 'json', data: { n: 2 } })),
      ),
    ).toEqual([
      'user: hi [image]',
      'call f({"n":1})',
      'assistant: so',
      'call f({"n":1})',
      'reasoning: hm',
      'result f failed: no',
      'result f fine: {"n":2}',
    ]);
  });

  it('extra unknown contents and kinds are marked', async () => {
    const dream = { kind: 'dream', data: { note: 'x' } };
    expect(
      await read(
        line('Prompt', text('hi'), dream),
        line('AssistantMessage', text('so'), dream),
        line('Verdict', text('all of it is good')),
        line('Summary', text('all of it')),
      ),
    ).toEqual(['user: hi [unknown]', 'assistant: so [unknown unknown]', 'boundary compaction: all of it']);
  });

  it('events under a payload, some of them without content or of another type', async () => {
    expect(
      await read(
        event('user', { content: 'hi' }),
        event('assistant', { content: '', reasoning: 'hm' }),
        event('tool_call', { toolName: 'f', toolCallId: 'a' }),
        event('tool_result', { toolCallId: 'a', content: [{ type: 'text', text: 'x' }], isError: true }),
        event('verdict', { note: 'all of it is good' }),
        event('checkpoint', { note: 'x' }),
      ),
    ).toEqual(['user: hi', 'reasoning: hm', 'call f()', 'result f failed: x [unknown]']);
  });

  it('a chat of the editor begins with the program’s prompt; a role that nobody knows is marked', async () => {
    const chat = [
      { role: 'human', content: '<identity>\nyou are one' },
      { role: 'human', content: 'hi' },
      { role: 'bot', content: 'so' },
      { role: 'critic', content: 'good' },
    ];
    expect(outline(await readOne('kiro', JSON.stringify({ executionId: 'x', chat }), 'a.json'))).toEqual([
      'system: <identity>\nyou are one',
      'user: hi',
      'assistant: so',
      'context unknown role: good [unknown]',
    ]);
  });

  it('a line that is none is named', async () => {
    expect(await skippedIn([line('Prompt', text('hi')), { note: 'x' }])).toEqual([
      [2, 'other_format', 'no line of a Kiro session'],
    ]);
  });
});
