/** Items, bodies and streams of the Responses API. */
import { describe, expect, it } from 'vitest';
import { readMessages } from '../../../../src/ingest/shapes/messages.ts';
import { isItem } from '../../../../src/ingest/shapes/response-items.ts';
import {
  isResponse,
  isResponsesEvent,
  isResponsesRequest,
  mergeResponsesEvents,
  readResponse,
  readResponsesRequest,
  requestInside,
} from '../../../../src/ingest/shapes/responses-body.ts';
import { placed } from './place.ts';

const said = (text: string, more: Record<string, unknown> = {}) => ({
  type: 'message',
  role: 'assistant',
  content: [{ type: 'output_text', text }],
  ...more,
});
const call = (call_id: string, more: Record<string, unknown> = {}) => ({
  type: 'function_call',
  call_id,
  name: 'f',
  arguments: '{}',
  ...more,
});
const thought = (text: string) => ({ type: 'reasoning', summary: [{ type: 'summary_text', text }] });

describe('items are known', () => {
  it.each<[string, unknown, boolean]>([
    ['a message', said('a'), true],
    ['a message without a role', { type: 'message' }, false],
    ['reasoning', thought('t'), true],
    ['reasoning of another API, with a role', { ...thought('t'), role: 'assistant' }, false],
    ['reasoning without either list', { type: 'reasoning', text: 't' }, false],
    ['a call', call('c'), true],
    ['a call without arguments', { type: 'function_call', name: 'f' }, false],
    ['an output', { type: 'function_call_output' }, true],
    ['an output of a patch', { type: 'apply_patch_call_output' }, true],
    ['a built-in call', { type: 'web_search_call' }, true],
    ['an unknown call', { type: 'dance_call' }, false],
    ['a reference', { type: 'item_reference' }, true],
    ['a message of chat', { role: 'user', content: 'a' }, false],
  ])('%s', (_name, value, is) => {
    expect(isItem(value)).toBe(is);
  });
});

describe('items are grouped into messages', () => {
  const short = (...list: unknown[]) =>
    readMessages(placed(list)).map(
      (m) =>
        `${m.role}:${m.reasoning ? `(${m.reasoning})` : ''}${m.text}${(m.calls ?? []).map((c) => `[${c.name} ${c.id} ${c.args}]`).join('')}${m.callId ? `@${m.callId}` : ''}`,
    );
  it.each<[string, unknown[], string[]]>([
    [
      'reasoning, text and calls are one',
      [thought('t'), said('a'), call('c'), call('d')],
      ['assistant:(t)a[f c {}][f d {}]'],
    ],
    ['a second text is another', [said('a'), said('b')], ['assistant:a', 'assistant:b']],
    ['text behind calls is another', [call('c'), said('b')], ['assistant:[f c {}]', 'assistant:b']],
    [
      'reasoning behind text opens another',
      [said('a'), thought('t'), call('c')],
      ['assistant:a', 'assistant:(t)[f c {}]'],
    ],
    ['several thoughts are lines', [thought('t'), thought('u'), said('a')], ['assistant:(t\nu)a']],
    [
      'reasoning without text leaves no trace',
      [{ type: 'reasoning', summary: [], encrypted_content: 'zz' }, said('a')],
      ['assistant:a'],
    ],
    [
      'a result ends the answer',
      [call('c'), { type: 'function_call_output', call_id: 'c', output: 'r' }, call('d')],
      ['assistant:[f c {}]', 'tool:r@c', 'assistant:[f d {}]'],
    ],
    ['a custom tool', [{ type: 'custom_tool_call', call_id: 'c', name: 'p', input: 'x' }], ['assistant:[p c x]']],
    [
      'the id when there is no call_id',
      [{ type: 'function_call', id: 'i', name: 'f', arguments: '1' }],
      ['assistant:[f i 1]'],
    ],
    [
      'a user ends it, too',
      [said('a'), { type: 'message', role: 'user', content: 'u' }, said('b')],
      ['assistant:a', 'user:u', 'assistant:b'],
    ],
    ['what says nothing leaves nothing', [{ type: 'item_reference', id: 'x' }, { type: 'mcp_list_tools' }], []],
    [
      'a built-in call with its result',
      [{ type: 'code_interpreter_call', id: 'i', code: '1+1', outputs: [{ type: 'logs', logs: '2' }] }],
      ['assistant:[code_interpreter i {"code":"1+1"}]', 'tool:2@i'],
    ],
    [
      'a call of an MCP server',
      [{ type: 'mcp_call', id: 'i', name: 'look', arguments: '{"q":1}', output: 'seen' }],
      ['assistant:[look i {"q":1}]', 'tool:seen@i'],
    ],
  ])('%s', (_name, list, expected) => {
    expect(short(...list)).toEqual(expected);
  });
  it.each<[string, unknown, Record<string, unknown>]>([
    ['a text that was cut', said('a', { status: 'incomplete' }), { flags: ['truncated'] }],
    [
      'a refusal',
      { type: 'message', role: 'assistant', content: [{ type: 'refusal', refusal: 'No' }] },
      { text: 'No', flags: ['refusal'] },
    ],
    [
      'a result that failed',
      { type: 'function_call_output', call_id: 'c', output: 'r', status: 'failed' },
      { isError: true },
    ],
  ])('%s', (_name, item, expected) => {
    expect(readMessages(placed([item]))[0]).toMatchObject(expected);
  });
});

describe('bodies are known', () => {
  it.each<[string, unknown, boolean, boolean]>([
    ['a response by its object', { object: 'response' }, true, false],
    ['a response by its items', { output: [said('a')] }, true, false],
    ['a request by its text and model', { input: 'q', model: 'm' }, false, true],
    ['a text alone may be anything', { input: 'q' }, false, false],
    ['a request by items', { input: [call('c')] }, false, true],
    ['a request by messages without a type', { input: [{ role: 'user', content: 'q' }] }, false, true],
    ['a list of numbers is none', { input: [1, 2], model: 'm' }, false, false],
    ['a chat request is none', { input: 'q', model: 'm', messages: [] }, false, false],
    ['text with an output is a trace', { input: 'q', model: 'm', output: 'a' }, false, false],
  ])('%s', (_name, body, response, request) => {
    expect([isResponse(body), isResponsesRequest(body)]).toEqual([response, request]);
  });
});

describe('a request', () => {
  it('has its instructions first, and the links to what came before', () => {
    const body = {
      model: 'm',
      instructions: 'i',
      input: [{ role: 'user', content: 'q' }],
      previous_response_id: 'r0',
      conversation: { id: 'cv' },
      user: 'u',
      safety_identifier: 7,
      tool_choice: 'required',
    };
    expect(readResponsesRequest(placed(body))).toEqual({
      prompt: [
        { role: 'system', text: 'i', pointer: '/instructions' },
        { role: 'user', text: 'q', pointer: '/input/0' },
      ],
      tools: [],
      model: 'm',
      subjects: ['u', '7'],
      forced: true,
      previous: 'r0',
      conversation: 'cv',
    });
  });
  it('of text is what the user said', () => {
    expect(readResponsesRequest(placed({ model: 'm', input: 'q', conversation: 'cv' }))).toMatchObject({
      prompt: [{ role: 'user', text: 'q', pointer: '/input' }],
      conversation: 'cv',
      forced: false,
    });
  });
  it('lies in part inside a bare response', () => {
    expect(
      requestInside(placed({ object: 'response', instructions: 'i', tools: [{ type: 'function', name: 'f' }] })),
    ).toEqual({
      prompt: [{ role: 'system', text: 'i', pointer: '/instructions' }],
      tools: [{ name: 'f', inferred: false }],
    });
  });
});

describe('a response', () => {
  const flags = (more: Record<string, unknown>, forced = false) =>
    readResponse(placed({ object: 'response', output: [said('a'), call('c')], ...more }), forced).replies[0]?.[0]
      ?.flags;
  it.each<[string, Record<string, unknown>, boolean, string[] | undefined]>([
    ['complete', { status: 'completed' }, false, undefined],
    ['cut', { incomplete_details: { reason: 'max_output_tokens' } }, false, ['truncated']],
    ['filtered', { incomplete_details: { reason: 'content_filter' } }, false, ['content_filter']],
    ['cancelled', { status: 'cancelled' }, false, ['interrupted']],
    ['forced', {}, true, ['forced_call']],
  ])('%s', (_name, more, forced, expected) => {
    expect(flags(more, forced)).toEqual(expected);
  });
  it('that failed says why, or that it did', () => {
    expect(readResponse(placed({ object: 'response', output: [], status: 'failed' }), false)).toEqual({
      replies: [],
      error: { text: 'the response failed' },
    });
    expect(
      readResponse(placed({ object: 'response', id: 'r1', created_at: 9, error: { code: 'x', message: 'm' } }), false),
    ).toEqual({
      replies: [],
      error: { text: 'm', code: 'x' },
      time: 9,
      id: 'r1',
    });
  });
});

describe('a stream', () => {
  const delta = (piece: string) => ({ type: 'response.output_text.delta', delta: piece });
  const done = (item: unknown) => ({ type: 'response.output_item.done', item });
  const created = { type: 'response.created', response: { id: 'r', output: [] } };
  const partial = {
    type: 'message',
    role: 'assistant',
    status: 'incomplete',
    content: [{ type: 'output_text', text: 'ab' }],
  };
  it('is known by its events', () => {
    expect(['response.created', 'responses', 'error'].map((type) => isResponsesEvent({ type }))).toEqual([
      true,
      false,
      false,
    ]);
  });
  it.each<[string, unknown[], unknown]>([
    [
      'ends with the whole',
      [created, delta('a'), { type: 'response.completed', response: { id: 'r', output: [said('a')] } }],
      { id: 'r', output: [said('a')] },
    ],
    [
      'whose end has no items takes those that were done',
      [created, done(said('a')), { type: 'response.completed', response: { id: 'r', output: [] } }],
      { id: 'r', output: [said('a')] },
    ],
    [
      'that was cut keeps what was done and said',
      [created, done(call('c')), delta('a'), delta('b')],
      { object: 'response', id: 'r', output: [call('c'), partial] },
    ],
    [
      'whose text was done does not say it again',
      [created, delta('a'), done(said('a'))],
      { object: 'response', id: 'r', output: [said('a')] },
    ],
    [
      'that broke says why',
      [created, { type: 'error', message: 'm', code: 'x' }],
      { object: 'response', id: 'r', output: [], error: { message: 'm', code: 'x' } },
    ],
    ['without anything is none', [delta('a')], undefined],
  ])('%s', (_name, events, body) => {
    expect(mergeResponsesEvents(events)).toEqual(body);
  });
});

describe('reasoning of a kind that is not known', () => {
  it('is counted though nothing of it can be read', () => {
    const [message] = readMessages(
      placed([{ type: 'reasoning', summary: [{ type: 'dream', words: 'of seven boats' }] }, said('so')]),
    );
    expect(message).toMatchObject({ text: 'so', parts: [{ kind: 'unknown', name: 'dream' }] });
  });
});
