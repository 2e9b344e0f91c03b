/** Ollama's own API beside OpenAI's: answers, streams, completions and pictures. */
import { describe, expect, it } from 'vitest';
import { outline, readOne } from '../outline.ts';

type Json = Record<string, unknown>;
const read = async (row: Json): Promise<string[]> => outline(await readOne('openai-chat', [row]));
const request = { model: 'q', messages: [{ role: 'user', content: 'hi' }] };
const done = (message: Json, more: Json = {}): Json => ({
  model: 'q',
  message: { role: 'assistant', ...message },
  done: true,
  ...more,
});

describe('Ollama', () => {
  it('an answer with its thought and calls, and why it ended', async () => {
    const tool_calls = [{ function: { name: 'f', arguments: { n: 1 } } }];
    const response = done(
      { content: 'so', thinking: 'hm', tool_calls },
      { done_reason: 'length', created_at: '2026-03-01T10:00:00Z' },
    );
    expect(await read({ request, response })).toEqual([
      'user: hi',
      'reasoning: hm',
      'assistant: so {truncated}',
      'call f({"n":1}) unanswered {truncated}',
    ]);
  });

  it('pieces of a stream are one answer', async () => {
    const piece = (message: Json): Json => ({ ...done(message), done: false });
    expect(
      await read({
        request,
        response: [piece({ thinking: 'h' }), piece({ thinking: 'm' }), piece({ content: 's' }), done({ content: 'o' })],
      }),
    ).toEqual(['user: hi', 'reasoning: hm', 'assistant: so']);
    const text = (response: string, over: boolean) => ({ model: 'q', response, done: over });
    expect(
      await read({ request: { model: 'q', prompt: 'hi' }, response: [text('s', false), text('o', true)] }),
    ).toEqual(['user: hi', 'assistant: so']);
  });

  it('a completion says its answer in `response`', async () => {
    expect(
      await read({
        request: { model: 'q', prompt: 'hi' },
        response: { model: 'q', response: 'so', thinking: 'hm', done: true },
      }),
    ).toEqual(['user: hi', 'reasoning: hm', 'assistant: so']);
  });

  it('pictures beside the text are parts', async () => {
    const messages = [{ role: 'user', content: 'hi', images: ['AAAA', 'https://x/y.png', ''] }];
    expect(await read({ request: { model: 'q', messages }, response: done({ content: 'so' }) })).toEqual([
      'user: hi [image image]',
      'assistant: so',
    ]);
  });
});
