/** Log lines of gateways and recorders: where the bodies lie, and what stands beside them. */
import { describe, expect, it } from 'vitest';
import { findEnvelope, readEnvelope } from '../../../src/ingest/envelope.ts';
import { placeOf } from '../../../src/ingest/place.ts';

const placed = (value: unknown) => placeOf({ value, text: JSON.stringify(value) });
const request = { model: 'm', messages: [{ role: 'user', content: 'q' }] };
const response = {
  object: 'chat.completion',
  model: 'n',
  choices: [{ index: 0, message: { role: 'assistant', content: 'a' }, finish_reason: 'stop' }],
};
const read = (value: unknown) => readEnvelope(placed(value));

describe('bodies are found', () => {
  it.each<[string, unknown, string | undefined, string | undefined]>([
    ['request and response', { request, response }, '/request', '/response'],
    ['a body in each', { request: { body: request }, response: { body: response } }, '/request/body', '/response/body'],
    ['json in each', { request: { json: request }, response: { json: response } }, '/request/json', '/response/json'],
    ['kwargs of an SDK', { request: { kwargs: request }, response }, '/request/kwargs', '/response'],
    ['snake case', { request_body: request, response_body: response }, '/request_body', '/response_body'],
    ['camel case', { requestBody: request, responseBody: response }, '/requestBody', '/responseBody'],
    ['short', { req: request, res: response }, '/req', '/res'],
    ['input and output', { input: request, output: response }, '/input', '/output'],
    ['inputs and outputs', { inputs: request, outputs: response }, '/inputs', '/outputs'],
    ['params and result', { params: request, result: response }, '/params', '/result'],
    ['as JSON text', { request: JSON.stringify(request), response: JSON.stringify(response) }, '/request', '/response'],
    ['the line is the request', { ...request, response }, '', '/response'],
    ['the line is the response', response, undefined, ''],
    ['the text of a stream', { request, response: 'data: {}\n\n' }, '/request', '/response'],
    ['a list of chunks', { request, chunks: [{ choices: [{ delta: {} }] }] }, '/request', '/chunks'],
    ['a request alone', { body: request }, '/body', undefined],
    ['neither', { a: 1 }, undefined, undefined],
  ])('%s', (_name, value, requestAt, responseAt) => {
    const found = findEnvelope(placed(value));
    expect([found?.request?.pointer, found?.response?.pointer]).toEqual([requestAt, responseAt]);
  });
  it.each<[string, unknown, number | undefined]>([
    ['in the response', { request, response: { status_code: 429 } }, 429],
    ['beside it', { request, status: 500 }, 500],
    ['status_code', { request, status_code: 200 }, 200],
    ['a word is none', { request, status: 'ok' }, undefined],
  ])('the status: %s', (_name, value, status) => {
    expect(findEnvelope(placed(value))?.status).toBe(status);
  });
});

describe('an exchange', () => {
  it('is prompt, reply and what stands beside them', () => {
    expect(
      read({
        request: { ...request, user: 'u' },
        response,
        latency_ms: 7,
        timestamp: 'T',
        session_id: 's',
        feedback: 'like',
      }),
    ).toEqual({
      prompt: [{ role: 'user', text: 'q', pointer: '/request/messages/0' }],
      replies: [[{ role: 'assistant', text: 'a', pointer: '/response/choices/0/message' }]],
      tools: [],
      subjects: ['u'],
      session: 's',
      time: 'T',
      model: 'n',
      latencyMs: 7,
      feedback: [{ signal: 'thumbs_up', by: 'unknown' }],
    });
  });
  it.each<[string, unknown, string]>([
    ['a text', 'a', '/response'],
    ['a message alone', { content: 'a' }, '/response/content'],
  ])('an answer in no provider’s shape: %s', (_name, plain, pointer) => {
    expect(read({ request, response: plain })?.replies).toEqual([[{ role: 'assistant', text: 'a', pointer }]]);
  });
  it('a prefill and its answer are one', () => {
    const body = { system: 's', messages: [...request.messages, { role: 'assistant', content: 'So ' }] };
    const reply = {
      type: 'message',
      role: 'assistant',
      content: [{ type: 'text', text: 'it is.' }],
      stop_reason: 'end_turn',
    };
    expect(read({ request: body, response: reply })?.replies[0]?.map((m) => m.text)).toEqual(['So it is.']);
    expect(read({ request: body })?.prompt.map((m) => m.text)).toEqual(['s', 'q', 'So ']);
  });
  it('without a request answers what came before', () => {
    expect(read(response)).toMatchObject({ prompt: [], replyOnly: true });
    expect(read({ request, response })).not.toHaveProperty('replyOnly');
  });
  it.each<[string, unknown, string | undefined]>([
    ['the line’s own id', { request, conversation_id: 'c', custom_id: 'b' }, 'c'],
    ['that of the request', { request: { ...request, metadata: { thread_id: 't' } } }, 't'],
    ['that of a batch', { body: request, custom_id: 'b' }, 'batch:b'],
    ['a conversation', { request: { model: 'm', input: 'q', conversation: 'k' } }, 'conv:k'],
    ['none', { request }, undefined],
  ])('its talk: %s', (_name, value, session) => {
    expect(read(value)?.session).toBe(session);
  });
  it.each<[string, unknown, unknown]>([
    ['beside the request', { request, error: { message: 'm', code: 'x' } }, { text: 'm', code: 'x' }],
    ['in the body', { request, response: { body: { error: { message: 'm' } } } }, { text: 'm' }],
    ['told by the status alone', { request, status: 503 }, { text: 'HTTP 503', code: '503' }],
    [
      'the status and a text',
      { request, response: 'no such model', status: 404 },
      { text: 'no such model', code: '404' },
    ],
    [
      'the code of the body before the status',
      { request, status: 429, error: { message: 'm', code: 'rate' } },
      { text: 'm', code: 'rate' },
    ],
    [
      'a line of a batch that failed',
      { custom_id: 'b', response: { status_code: 400 } },
      { text: 'HTTP 400', code: '400' },
    ],
    ['none', { request, response, status: 200 }, undefined],
  ])('its error: %s', (_name, value, error) => {
    expect(read(value)?.error).toEqual(error);
  });
  it('what is no exchange is none', () => {
    expect([read({ a: 1 }), read([]), read('text'), read({ custom_id: 'b' })]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
