/** Cohere: both versions, streams, and what becomes of fields that are missing or not known. */
import { describe, expect, it } from 'vitest';
import { jsonl, outline, readOne } from '../outline.ts';
import { readFiles } from '../support.ts';

type Json = Record<string, unknown>;
const read = async (...rows: unknown[]): Promise<string[]> => outline(await readOne('cohere', rows));
const one = (text: string, more: Json = {}): Json => ({ generation_id: 'g', text, finish_reason: 'COMPLETE', ...more });
const ask = (message: string, more: Json = {}): Json => ({ model: 'command-r', message, ...more });
const two = (message: Json, finish_reason = 'COMPLETE'): Json => ({
  id: '1',
  finish_reason,
  message: { role: 'assistant', ...message },
});
const hi = { model: 'command-a', messages: [{ role: 'user', content: 'hi' }] };

describe('Cohere version 1', () => {
  it('optional fields are missing, keys are in another order', async () => {
    expect(
      await read({
        response: { text: 'so', response_id: 'r' },
        request: { chat_history: [{ message: 'a', role: 'USER' }, { role: 'CHATBOT' }], message: 'hi' },
      }),
    ).toEqual(['user: a', 'user: hi', 'assistant: so']);
  });

  it('a request without its question keeps the preamble, a reply without a reason its text', async () => {
    expect(
      await read({ request: { model: 'command-r', preamble: 'be kind' }, response: { text: 'so', response_id: 'r' } }),
    ).toEqual(['system: be kind', 'assistant: so']);
  });

  it('results beside a question are those of calls that answered it', async () => {
    const call = { name: 'f', parameters: { n: 1 } };
    const tool_results = [{ call, outputs: [{ t: 7 }] }];
    expect(
      await read({
        request: ask('hi', { preamble: 'be kind', tool_results }),
        response: one('so', { finish_reason: 'ERROR_TOXIC' }),
      }),
    ).toEqual([
      'system: be kind',
      'user: hi',
      'call f({"n":1})',
      'result f: [{"t":7}]',
      'assistant: so {content_filter}',
    ]);
  });

  it('results in the history, and calls of the answer', async () => {
    const call = { name: 'f', parameters: {} };
    const chat_history = [
      { role: 'SYSTEM', message: 'be kind' },
      { role: 'USER', message: 'hi' },
      { role: 'CHATBOT', message: 'hm', tool_calls: [call] },
      { role: 'TOOL', tool_results: [{ call, outputs: [{ x: 'y' }] }] },
    ];
    expect(await read({ request: { message: '', chat_history }, response: one('', { tool_calls: [call] }) })).toEqual([
      'system: be kind',
      'user: hi',
      'assistant: hm',
      'call f({})',
      'result f: [{"x":"y"}]',
      'call f({}) unanswered',
    ]);
  });

  it('tools have a schema, documents are context before the question', async () => {
    const tools = [
      {
        name: 'f',
        description: 'd',
        parameter_definitions: { n: { type: 'int', required: true }, l: { type: 'List[str]', description: 'x' } },
      },
    ];
    const session = await readOne('cohere', [
      { request: ask('hi', { tools, documents: [{ title: 'a', snippet: 'b' }] }), response: one('so') },
    ]);
    expect(outline(session)).toEqual(['context a: {"title":"a","snippet":"b"}', 'user: hi', 'assistant: so']);
    expect(session.tools).toEqual([
      {
        name: 'f',
        description: 'd',
        inferred: false,
        parameters:
          '{"type":"object","properties":{"n":{"type":"integer"},"l":{"type":"array","description":"x"}},"required":["n"]}',
      },
    ]);
  });

  it('with an id and no history a request holds what is new', async () => {
    const row = (message: string, text: string): Json => ({
      request: ask(message, { conversation_id: 'c' }),
      response: one(text),
    });
    expect(await read(row('hi', 'so'), row('bye', 'ciao'))).toEqual([
      'user: hi',
      'assistant: so',
      'user: bye',
      'assistant: ciao',
    ]);
  });

  it('a stream ends with the whole; one that was cut is its pieces', async () => {
    const piece = (text: string) => ({ event_type: 'text-generation', text });
    const end = { event_type: 'stream-end', finish_reason: 'MAX_TOKENS', response: { text: 'so', generation_id: 'g' } };
    expect(await read({ request: ask('hi'), response: [piece('s'), piece('o'), end] })).toEqual([
      'user: hi',
      'assistant: so {truncated}',
    ]);
    expect(await read({ request: ask('hi'), response: [piece('s'), piece('o')] })).toEqual([
      'user: hi',
      'assistant: so',
    ]);
  });

  it('a message beside a history of another program’s shape is not its', async () => {
    const { format } = await readFiles({
      'a.jsonl': jsonl({ message: 'hi', chat_history: [{ role: 'user', content: 'a' }], response: 'so' }),
    });
    expect(format).not.toBe('cohere');
  });
});

describe('Cohere version 2', () => {
  it('a reply without a finish reason is read all the same', async () => {
    const message = { role: 'assistant', content: [{ type: 'text', text: 'so' }] };
    const { sessions } = await readFiles({ 'a.jsonl': jsonl({ request: hi, response: { id: 'r', message } }) });
    expect(sessions.map(outline)).toEqual([['user: hi', 'assistant: so']]);
  });

  it('plans and thoughts are reasoning, documents of a tool its result', async () => {
    const call = { id: '1', type: 'function', function: { name: 'f', arguments: '{"n":7.50}' } };
    const assistant = { role: 'assistant', tool_plan: 'I look', tool_calls: [call] };
    const tool = {
      role: 'tool',
      tool_call_id: '1',
      content: [
        { type: 'document', document: { data: '7' } },
        { type: 'document', document: { data: { t: 1 } } },
      ],
    };
    const content = [
      { type: 'thinking', thinking: 'hm' },
      { type: 'text', text: 'so' },
    ];
    expect(
      await read({ request: { ...hi, messages: [...hi.messages, assistant, tool] }, response: two({ content }) }),
    ).toEqual([
      'user: hi',
      'reasoning: I look',
      'call f({"n":7.50})',
      'result f: 7\n{"t":1}',
      'reasoning: hm',
      'assistant: so',
    ]);
  });

  it('an unknown part is counted, a cut answer flagged', async () => {
    const content = [
      { type: 'text', text: 'so' },
      { type: 'dream', words: 'x' },
    ];
    expect(await read({ request: hi, response: two({ content }, 'MAX_TOKENS') })).toEqual([
      'user: hi',
      'assistant: so [unknown] {truncated}',
    ]);
  });

  it('pieces of a stream: plan, calls, texts', async () => {
    const delta = (type: string, message: unknown, index = 0) => ({ type, index, delta: { message } });
    expect(
      await read({
        request: hi,
        response: [
          { type: 'message-start', delta: { message: { role: 'assistant' } } },
          delta('tool-plan-delta', { tool_plan: 'I ' }),
          delta('tool-plan-delta', { tool_plan: 'look' }),
          delta('tool-call-start', { tool_calls: { id: '1', function: { name: 'f', arguments: '' } } }),
          delta('tool-call-delta', { tool_calls: { function: { arguments: '{"n":' } } }),
          delta('tool-call-delta', { tool_calls: { function: { arguments: '7.50}' } } }),
          { type: 'message-end', delta: { finish_reason: 'TOOL_CALL' } },
        ],
      }),
    ).toEqual(['user: hi', 'reasoning: I look', 'call f({"n":7.50}) unanswered']);
    expect(
      await read({
        request: hi,
        response: [
          delta('content-start', { content: { type: 'text', text: '' } }),
          delta('content-delta', { content: { text: 's' } }),
          delta('content-delta', { content: { text: 'o' } }),
          { type: 'message-end', delta: { finish_reason: 'COMPLETE' } },
        ],
      }),
    ).toEqual(['user: hi', 'assistant: so']);
  });
});
