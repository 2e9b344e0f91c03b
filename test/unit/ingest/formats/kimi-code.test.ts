/** Kimi Code: what becomes of records that are missing, in another order, or not known. */
import { describe, expect, it } from 'vitest';
import { outline, readOne, skippedIn } from '../outline.ts';

type Json = Record<string, unknown>;
const text = (said: string): Json => ({ type: 'text', text: said });
const record = (type: string, more: Json = {}): Json => ({ type, time: 1782295300000, ...more });
const event = (type: string, more: Json = {}): Json =>
  record('context.append_loop_event', { event: { type, ...more } });
const prompt = (said: string): Json => record('turn.prompt', { input: [text(said)] });
const appended = (role: string, content: unknown, more: Json = {}): Json =>
  record('context.append_message', { message: { role, content, ...more } });
const read = async (...records: Json[]): Promise<string[]> => outline(await readOne('kimi-code', records));

describe('Kimi Code', () => {
  it('optional fields are missing', async () => {
    expect(
      await read(
        prompt('hi'),
        event('tool.call', { name: 'f' }),
        event('tool.result', { result: 'x' }),
        event('content.part', { part: text('so') }),
      ),
    ).toEqual(['user: hi', 'call f()', 'result f: x', 'assistant: so']);
  });

  it('a prompt is told once, whether a message repeats it or not', async () => {
    expect(
      await read(
        prompt('hi'),
        appended('user', [text('hi')], { origin: { kind: 'user' } }),
        event('content.part', { part: text('so') }),
        prompt('ho'),
        record('turn.steer', { input: [text('and')] }),
        appended('user', 'plain'),
      ),
    ).toEqual(['user: hi', 'assistant: so', 'user: ho', 'user: and', 'user: plain']);
  });

  it('messages of all roles; what the program puts in is context', async () => {
    expect(
      await read(
        appended('user', [text('note')], { origin: { kind: 'injection' } }),
        appended('user', [text('hi')]),
        appended('assistant', [text('so')], { toolCalls: [{ id: 'a', name: 'f', arguments: '{}' }] }),
        appended('tool', [text('x')], { toolCallId: 'a' }),
      ),
    ).toEqual(['context injection: note', 'user: hi', 'assistant: so', 'call f({})', 'result f: x']);
  });

  it('results in their shapes, one whose output is empty', async () => {
    const result = (id: string, value: unknown): Json => event('tool.result', { toolCallId: id, result: value });
    const call = (id: string): Json => event('tool.call', { toolCallId: id, name: 'f', args: { n: 1 } });
    expect(
      await read(
        call('a'),
        call('b'),
        call('c'),
        result('c', { output: [text('x'), { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }] }),
        result('a', { output: '', message: 'no', isError: true }),
        result('b', { output: { n: 2 }, isError: false }),
      ),
    ).toEqual([
      'call f({"n":1})',
      'call f({"n":1})',
      'call f({"n":1})',
      'result f: x [image]',
      'result f failed: no',
      'result f fine: {"n":2}',
    ]);
  });

  it('extra unknown parts and events are marked', async () => {
    expect(
      await read(
        prompt('hi'),
        event('content.part', { part: { type: 'dream', payload: 'x' } }),
        event('verdict', { note: 'all of it is good' }),
        event('step.end', { note: 'all of it is good' }),
      ),
    ).toEqual(['user: hi', 'assistant:  [unknown unknown]']);
  });

  it('what happens to the context, and the settings of the model', async () => {
    const session = await readOne('kimi-code', [
      record('config.update', { modelAlias: 'k', systemPrompt: 'be kind' }),
      record('config.update', { systemPrompt: 'be kind' }),
      prompt('hi'),
      record('turn.cancel'),
      record('context.apply_compaction', { summary: 'all of it' }),
      record('context.clear'),
      record('llm.tools_snapshot', { tools: [{ name: 'f' }] }),
    ]);
    expect(outline(session)).toEqual([
      'system: be kind',
      'user: hi',
      'feedback interrupted by end_user on turn 1',
      'boundary compaction: all of it',
      'boundary new_topic: ',
    ]);
    expect([session.model, session.tools.map((t) => t.name)]).toEqual(['k', ['f']]);
  });

  it('a line that is no record is named', async () => {
    expect(await skippedIn([prompt('hi'), prompt('ho'), { note: 'x' }])).toEqual([
      [3, 'other_format', 'no record of a Kimi Code wire'],
    ]);
  });
});
