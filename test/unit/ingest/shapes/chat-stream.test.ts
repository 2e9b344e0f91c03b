/** Chunks of a chat completion, put together. */
import { describe, expect, it } from 'vitest';
import { isChunk, mergeChunks } from '../../../../src/ingest/shapes/chat-stream.ts';

const chunk = (delta: unknown, more: Record<string, unknown> = {}) => ({ choices: [{ index: 0, delta, ...more }] });
const call = (more: Record<string, unknown>, name?: string, args?: unknown) => ({
  tool_calls: [{ ...more, function: { name, arguments: args } }],
});
/** The message of the first choice. */
const merged = (...chunks: unknown[]) => {
  const body = mergeChunks(chunks) as { choices: { message: Record<string, unknown>; finish_reason: unknown }[] };
  return body.choices[0];
};
const fn = (id: string | undefined, name: string, args: string) => ({
  ...(id ? { id } : {}),
  type: 'function',
  function: { name, arguments: args },
});

describe('chunks', () => {
  it.each<[string, unknown, boolean]>([
    ['by its object', { object: 'chat.completion.chunk' }, true],
    ['by a delta', { choices: [{ delta: {} }] }, true],
    ['a whole answer is none', { choices: [{ message: {} }] }, false],
    ['text is none', 'data', false],
  ])('%s', (_name, value, is) => {
    expect(isChunk(value)).toBe(is);
  });
});

describe('the body', () => {
  it('takes id, time and model from the first chunk that has them', () => {
    const body = mergeChunks([
      { ...chunk({ content: 'a' }), id: '', model: 'm1' },
      { ...chunk({ content: 'b' }), id: 'x', model: 'm2', created: 5 },
    ]);
    expect(body).toEqual({
      object: 'chat.completion',
      id: 'x',
      model: 'm1',
      created: 5,
      choices: [{ index: 0, message: { role: 'assistant', content: 'ab' }, finish_reason: null }],
    });
  });
  it('is none without a chunk', () => {
    expect(mergeChunks([{ a: 1 }, 'x', null])).toBeUndefined();
    expect(mergeChunks([])).toBeUndefined();
  });
  it('keeps an error that came instead, or in the midst', () => {
    expect(mergeChunks([{ error: { message: 'boom' } }])).toEqual({
      object: 'chat.completion',
      error: { message: 'boom' },
      choices: [],
    });
    expect(mergeChunks([chunk({ content: 'a' }), { error: { message: 'boom' } }])).toMatchObject({
      error: { message: 'boom' },
      choices: [{ message: { content: 'a' } }],
    });
  });
  it('puts choices in the order of their index', () => {
    const body = mergeChunks([
      { choices: [{ index: 1, delta: { content: 'B' } }] },
      { choices: [{ index: 0, delta: { content: 'A' } }] },
      { choices: [{ index: 1, delta: { content: 'b' } }] },
    ]) as { choices: { index: number; message: { content: string } }[] };
    expect(body.choices.map((c) => [c.index, c.message.content])).toEqual([
      [0, 'A'],
      [1, 'Bb'],
    ]);
  });
});

describe('the message', () => {
  it('joins text, reasoning and refusal', () => {
    expect(
      merged(
        chunk({ reasoning_content: 'h', content: 'a' }),
        chunk({ reasoning: 'm', refusal: 'N' }),
        chunk({ refusal: 'o' }),
      ),
    ).toEqual({
      index: 0,
      message: { role: 'assistant', content: 'a', reasoning_content: 'hm', refusal: 'No' },
      finish_reason: null,
    });
  });
  it('keeps the last reason that is one', () => {
    expect(
      merged(chunk({ content: 'a' }, { finish_reason: 'length' }), chunk({}, { finish_reason: null }))?.finish_reason,
    ).toBe('length');
  });
  it('has no text beside calls alone, and an empty one beside nothing', () => {
    expect(merged(chunk(call({ index: 0 }, 'f', '{}')))?.message.content).toBeNull();
    expect(merged(chunk({}))?.message.content).toBe('');
  });
});

describe('calls', () => {
  it.each<[string, unknown[], unknown[]]>([
    [
      'arguments in parts',
      [call({ index: 0, id: 'c' }, 'f', '{"a"'), call({ index: 0 }, undefined, ':1}')],
      [fn('c', 'f', '{"a":1}')],
    ],
    [
      'two at once',
      [
        call({ index: 0, id: 'c' }, 'f', '1'),
        call({ index: 1, id: 'd' }, 'g', '2'),
        call({ index: 0 }, undefined, '3'),
      ],
      [fn('c', 'f', '13'), fn('d', 'g', '2')],
    ],
    [
      'in the order of their index',
      [call({ index: 1 }, 'g', ''), call({ index: 0 }, 'f', '')],
      [fn(undefined, 'f', ''), fn(undefined, 'g', '')],
    ],
    [
      'a name in parts',
      [call({ index: 0 }, 'get_', ''), call({ index: 0 }, 'time', '')],
      [fn(undefined, 'get_time', '')],
    ],
    [
      'a name that is repeated whole',
      [call({ index: 0 }, 'f', '1'), call({ index: 0 }, 'f', '2')],
      [fn(undefined, 'f', '12')],
    ],
    [
      'the first id counts',
      [call({ index: 0, id: 'c' }, 'f', ''), call({ index: 0, id: 'z' }, undefined, '')],
      [fn('c', 'f', '')],
    ],
    [
      'without an index another id is another call',
      [call({ id: 'c' }, 'f', '1'), call({ id: 'd' }, 'g', '2')],
      [fn('c', 'f', '1'), fn('d', 'g', '2')],
    ],
    [
      'without an index and an id it goes on',
      [call({ id: 'c' }, 'f', '1'), call({}, undefined, '2')],
      [fn('c', 'f', '12')],
    ],
    ['arguments as an object', [call({ index: 0 }, 'f', { a: 1 })], [fn(undefined, 'f', '{"a":1}')]],
    [
      'a custom tool',
      [{ tool_calls: [{ index: 0, id: 'c', custom: { name: 'p', input: 'x' } }] }],
      [{ id: 'c', type: 'custom', custom: { name: 'p', input: 'x' } }],
    ],
  ])('%s', (_name, deltas, calls) => {
    expect(merged(...deltas.map((d) => chunk(d)))?.message.tool_calls).toEqual(calls);
  });
  it('the old function call', () => {
    expect(
      merged(chunk({ function_call: { name: 'f', arguments: '{' } }), chunk({ function_call: { arguments: '}' } }))
        ?.message,
    ).toEqual({
      role: 'assistant',
      content: null,
      function_call: { name: 'f', arguments: '{}' },
    });
  });
});
