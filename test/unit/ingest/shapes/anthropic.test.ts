/** Bodies and streams of the Messages API. */
import { describe, expect, it } from 'vitest';
import {
  isAnthropicReply,
  isAnthropicRequest,
  readAnthropicReply,
  readAnthropicRequest,
} from '../../../../src/ingest/shapes/anthropic-body.ts';
import { isAnthropicEvent, mergeAnthropicEvents } from '../../../../src/ingest/shapes/anthropic-stream.ts';
import { placed } from './place.ts';

const messages = [{ role: 'user', content: 'q' }];
const reply = { type: 'message', role: 'assistant', content: [{ type: 'text', text: 'a' }], stop_reason: 'end_turn' };

describe('requests are known', () => {
  it.each<[string, unknown, boolean]>([
    ['by a system prompt beside the messages', { messages, system: 's' }, true],
    ['by a version', { messages, anthropic_version: 'v' }, true],
    ['by the name of the model and its limit', { messages, model: 'claude-x', max_tokens: 5 }, true],
    ['not by the name alone', { messages, model: 'claude-x' }, false],
    ['by a block of its own', { messages: [{ role: 'user', content: [{ type: 'tool_result' }] }] }, true],
    ['not by text parts', { messages: [{ role: 'user', content: [{ type: 'text' }] }] }, false],
    ['not without messages', { system: 's' }, false],
  ])('%s', (_name, body, is) => {
    expect(isAnthropicRequest(body)).toBe(is);
  });
});

describe('replies are known', () => {
  it.each<[string, unknown, boolean]>([
    ['whole', reply, true],
    ['with a reason of null', { ...reply, stop_reason: null }, true],
    ['without a reason they are messages of any kind', { type: 'message', role: 'assistant', content: [] }, false],
    ['of a user are none', { ...reply, role: 'user' }, false],
    ['with text for content are none', { ...reply, content: 'a' }, false],
    ['as an error', { type: 'error', error: { message: 'm' } }, true],
    ['as an error without one', { type: 'error' }, false],
  ])('%s', (_name, body, is) => {
    expect(isAnthropicReply(body)).toBe(is);
  });
});

describe('a request', () => {
  it('puts the system prompt first and names who is behind it', () => {
    const body = {
      model: 'm',
      system: [
        { type: 'text', text: 's1' },
        { type: 'text', text: 's2' },
      ],
      messages,
      tools: [{ name: 'f', input_schema: {} }],
      metadata: { user_id: 'u-1' },
    };
    expect(readAnthropicRequest(placed(body))).toEqual({
      prompt: [
        { role: 'system', text: 's1\ns2', pointer: '/system' },
        { role: 'user', text: 'q', pointer: '/messages/0' },
      ],
      tools: [{ name: 'f', inferred: false, parameters: '{}' }],
      model: 'm',
      subjects: ['u-1'],
      forced: false,
    });
  });
  it.each([
    ['tool', true],
    ['any', true],
    ['auto', false],
    ['none', false],
  ])('the choice %s forces: %s', (type, forced) => {
    expect(readAnthropicRequest(placed({ messages, tool_choice: { type } })).forced).toBe(forced);
  });
  it('takes a last message of the assistant for a prefill, but not one with calls', () => {
    const filled = readAnthropicRequest(placed({ messages: [...messages, { role: 'assistant', content: 'So' }] }));
    expect([filled.prompt.length, filled.prefill]).toEqual([
      1,
      { role: 'assistant', text: 'So', pointer: '/messages/1' },
    ]);
    const calling = readAnthropicRequest(
      placed({
        messages: [...messages, { role: 'assistant', content: [{ type: 'tool_use', id: 'i', name: 'f', input: {} }] }],
      }),
    );
    expect([calling.prompt.length, calling.prefill]).toEqual([2, undefined]);
  });
});

describe('a reply', () => {
  it.each<[string, string[] | undefined]>([
    ['end_turn', undefined],
    ['max_tokens', ['truncated']],
    ['model_context_window_exceeded', ['truncated']],
    ['pause_turn', ['interrupted']],
    ['refusal', ['refusal']],
    ['toString', undefined],
  ])('that stopped by %s has the flags %j', (stop_reason, flags) => {
    expect(readAnthropicReply(placed({ ...reply, stop_reason }), false).replies[0]?.[0]?.flags).toEqual(flags);
  });
  it('is flagged when its call was forced', () => {
    const content = [{ type: 'tool_use', id: 'i', name: 'f', input: {} }];
    expect(readAnthropicReply(placed({ ...reply, content }), true).replies[0]?.[0]?.flags).toEqual(['forced_call']);
    expect(readAnthropicReply(placed(reply), true).replies[0]?.[0]?.flags).toBeUndefined();
  });
  it('that is an error has no message', () => {
    expect(
      readAnthropicReply(placed({ type: 'error', error: { type: 'overloaded_error', message: 'busy' } }), false),
    ).toEqual({
      replies: [],
      error: { text: 'busy', code: 'overloaded_error' },
    });
  });
});

const start = { type: 'message_start', message: { id: 'x', model: 'm', content: [] } };
const text = (index: number, piece: string) => ({
  type: 'content_block_delta',
  index,
  delta: { type: 'text_delta', text: piece },
});
const block = (index: number, content_block: unknown) => ({ type: 'content_block_start', index, content_block });
const json = (index: number, partial_json: string) => ({ type: 'content_block_delta', index, delta: { partial_json } });

describe('a stream', () => {
  it.each([
    ['message_start', true],
    ['content_block_start', true],
    ['content_block_delta', true],
    ['message_delta', true],
    ['message_stop', false],
    ['ping', false],
    ['my_message_start', false],
  ])('%s is an event that tells: %s', (type, is) => {
    expect(isAnthropicEvent({ type })).toBe(is);
  });

  const merged = (...events: unknown[]) => mergeAnthropicEvents(events);
  it('joins text and thinking block by block', () => {
    expect(
      merged(
        start,
        block(1, { type: 'text', text: '' }),
        block(0, { type: 'thinking', thinking: 'h' }),
        text(1, 'a'),
        { type: 'content_block_delta', index: 0, delta: { thinking: 'm' } },
        text(1, 'b'),
        { type: 'message_delta', delta: { stop_reason: 'max_tokens' } },
      ),
    ).toEqual({
      id: 'x',
      model: 'm',
      type: 'message',
      role: 'assistant',
      stop_reason: 'max_tokens',
      content: [
        { type: 'thinking', thinking: 'hm' },
        { type: 'text', text: 'ab' },
      ],
    });
  });
  it('keeps the input of a call to the letter, also when it was cut', () => {
    const call = { type: 'tool_use', id: 'i', name: 'f', input: {} };
    expect(merged(start, block(0, call), json(0, '{"n":'), json(0, '1.0}'))?.content).toEqual([
      { ...call, input: '{"n":1.0}' },
    ]);
    expect(merged(start, block(0, call), json(0, '{"n":'))?.content).toEqual([{ ...call, input: '{"n":' }]);
    expect(merged(start, block(0, call), json(0, ''))?.content).toEqual([call]);
  });
  it('without its start still has its text', () => {
    expect(merged(text(0, 'a'))).toEqual({
      stop_reason: null,
      type: 'message',
      role: 'assistant',
      content: [{ type: 'text', text: 'a' }],
    });
  });
  it('with an error keeps it, alone or behind the text', () => {
    const failed = { type: 'error', error: { message: 'busy' } };
    expect(merged(failed)).toEqual({ type: 'error', error: { message: 'busy' } });
    expect(merged(start, text(0, 'a'), failed)).toMatchObject({ type: 'message', error: { message: 'busy' } });
  });
  it('of other events is none', () => {
    expect(merged({ type: 'ping' })).toBeUndefined();
  });
});
