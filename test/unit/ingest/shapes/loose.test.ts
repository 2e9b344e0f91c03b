/** Inputs and outputs as tracing tools log them, and chat bodies. */
import { describe, expect, it } from 'vitest';
import { readReply, replyProvider, requestProvider, unstreamed } from '../../../../src/ingest/shapes/body.ts';
import { isChatReply, isChatRequest, readChatReply, readChatRequest } from '../../../../src/ingest/shapes/chat-body.ts';
import { looseCall, loosePrompt, looseReply } from '../../../../src/ingest/shapes/loose.ts';
import { placed } from './place.ts';

const user = { role: 'user', content: 'q' };

describe('a prompt', () => {
  const short = (value: unknown) => loosePrompt(placed(value)).prompt.map((m) => `${m.role} ${m.text} ${m.pointer}`);
  it.each<[string, unknown, string[]]>([
    ['text', 'q', ['user q ']],
    ['text in quotes', '"q"', ['user q ']],
    ['the empty text', '', []],
    ['a list of messages', [user], ['user q /0']],
    ['a list of texts', ['q', '', 'r'], ['user q /0', 'user r /2']],
    ['one message', user, ['user q ']],
    ['a request body', { model: 'm', messages: [user] }, ['user q /messages/0']],
    ['messages in a list of their own', { messages: [[user]] }, ['user q /messages/0/0']],
    ['prompt', { prompt: 'q' }, ['user q /prompt']],
    ['question', { question: 'q' }, ['user q /question']],
    ['query', { query: 'q' }, ['user q /query']],
    ['one in another', { input: { question: 'q' } }, ['user q /input/question']],
    ['with a system prompt beside it', { system: 's', prompt: 'q' }, ['system s /system', 'user q /prompt']],
    [
      'Gemini, as text',
      { contents: 'q', config: { system_instruction: 's' } },
      ['system s /config/system_instruction', 'user q /contents'],
    ],
    ['Gemini, one content', { contents: { role: 'user', parts: [{ text: 'q' }] } }, ['user q /contents/0']],
    ['nothing', { a: 1 }, []],
    ['a number', 5, []],
  ])('%s', (_name, value, expected) => {
    expect(short(value)).toEqual(expected);
  });
  it.each<[string, unknown]>([
    ['beside the messages', { messages: [user], tools: [{ name: 'f' }] }],
    ['as functions', { messages: [user], functions: [{ name: 'f' }] }],
    ['of an invocation', { messages: [user], invocation_params: { tools: [{ name: 'f' }] } }],
    ['of Gemini', { contents: 'q', config: { tools: [{ functionDeclarations: [{ name: 'f' }] }] } }],
    ['among the messages', [user, { role: 'tool', content: { type: 'function', function: { name: 'f' } } }]],
  ])('its tools: %s', (_name, value) => {
    expect(loosePrompt(placed(value)).tools).toEqual([{ name: 'f', inferred: false }]);
  });
});

describe('a reply', () => {
  const short = (value: unknown) =>
    looseReply(placed(value)).replies.map((r) => r.map((m) => `${m.role} ${m.text} ${m.pointer}`));
  it.each<[string, unknown, string[][]]>([
    ['text', 'a', [['assistant a ']]],
    ['text in quotes', '"a"', [['assistant a ']]],
    ['the empty text', '', []],
    ['a message without a role', { content: 'a' }, [['assistant a /content']]],
    [
      'generations',
      { generations: [[{ text: 'a' }, { text: 'b' }]] },
      [['assistant a /generations/0/0'], ['assistant b /generations/0/1']],
    ],
    [
      'candidates of Gemini',
      { candidates: [{ content: { parts: [{ text: 'a' }] } }] },
      [['assistant a /candidates/0/content']],
    ],
    [
      'answers in a list are candidates',
      [
        { role: 'assistant', content: 'a' },
        { role: 'assistant', content: 'b' },
      ],
      [['assistant a /0'], ['assistant b /1']],
    ],
    [
      'a list with a result between is one sequence',
      [
        { role: 'assistant', content: 'a' },
        { role: 'tool', content: 'r' },
        { role: 'assistant', content: 'b' },
      ],
      [['assistant a /0', 'tool r /1', 'assistant b /2']],
    ],
    ['output', { output: 'a' }, [['assistant a /output']]],
    ['one in another', { result: { response: 'a' } }, [['assistant a /result/response']]],
    ['nothing', { a: 1 }, []],
  ])('%s', (_name, value, expected) => {
    expect(short(value)).toEqual(expected);
  });
  it('keeps its error', () => {
    expect(looseReply(placed({ error: 'E', output: 'a' }))).toMatchObject({
      error: { text: 'E' },
      replies: [[{ text: 'a' }]],
    });
    expect(looseReply(placed({ error: { message: 'm' } }))).toEqual({ error: { text: 'm' }, replies: [] });
  });
  it('calls alone are one message', () => {
    expect(looseReply(placed([{ toolCallId: 'c', toolName: 'f', args: {} }])).replies).toEqual([
      [{ role: 'assistant', text: '', calls: [{ id: 'c', name: 'f', args: '{}' }], pointer: '' }],
    ]);
  });
  it('of the Responses API gives its instructions when the input has none', () => {
    const output = { object: 'response', instructions: 's', output: [] };
    const roles = (input: unknown) => looseCall(placed(input), placed(output)).input.prompt.map((m) => m.role);
    expect(roles('q')).toEqual(['system', 'user']);
    const tools = (input: unknown) =>
      looseCall(placed(input), placed({ ...output, tools: [{ name: 'echoed' }] })).input.tools.map((t) => t.name);
    expect(tools('q')).toEqual(['echoed']);
    expect(tools({ messages: [user], tools: [{ name: 'own' }] })).toEqual(['own']);
    expect(roles([{ role: 'system', content: 'own' }, user])).toEqual(['system', 'user']);
  });
});

describe('chat bodies', () => {
  const choice = (index: number, content: string, more = {}) => ({
    index,
    message: { role: 'assistant', content },
    ...more,
  });
  it.each<[string, unknown, boolean, boolean]>([
    ['messages', { messages: [] }, true, false],
    ['a prompt and a model', { prompt: 'q', model: 'm' }, true, false],
    ['a prompt alone', { prompt: 'q' }, false, false],
    ['by its object', { object: 'chat.completion' }, false, true],
    ['by its choices', { choices: [choice(0, 'a')] }, false, true],
    ['text completions', { choices: [{ text: 'a' }] }, false, true],
    ['a list', [], false, false],
  ])('are known: %s', (_name, body, request, reply) => {
    expect([isChatRequest(body), isChatReply(body)]).toEqual([request, reply]);
  });
  it.each<[string, unknown, boolean]>([
    ['a tool by name', { tool_choice: { type: 'function' } }, true],
    ['required', { tool_choice: 'required' }, true],
    ['any', { tool_choice: 'any' }, true],
    ['the old way', { function_call: { name: 'f' } }, true],
    ['auto', { tool_choice: 'auto' }, false],
    ['nothing', {}, false],
  ])('a call is forced by %s', (_name, more, forced) => {
    expect(readChatRequest(placed({ messages: [], ...(more as object) })).forced).toBe(forced);
  });
  it('the old prompt is what the user said', () => {
    expect(readChatRequest(placed({ model: 'm', prompt: 'q', user: 5, safety_identifier: 's' }))).toEqual({
      prompt: [{ role: 'user', text: 'q', pointer: '/prompt' }],
      tools: [],
      model: 'm',
      subjects: ['5', 's'],
      forced: false,
    });
  });
  it('choices come in the order of their index', () => {
    expect(readChatReply(placed({ created: 9, model: 'm', choices: [choice(1, 'b'), choice(0, 'a')] }), false)).toEqual(
      {
        replies: [
          [{ role: 'assistant', text: 'a', pointer: '/choices/1/message' }],
          [{ role: 'assistant', text: 'b', pointer: '/choices/0/message' }],
        ],
        model: 'm',
        time: 9,
      },
    );
  });
  it('a text completion is an answer, a time of 0 is none', () => {
    expect(readChatReply(placed({ created: 0, choices: [{ text: 'a' }] }), false)).toEqual({
      replies: [[{ role: 'assistant', text: 'a', pointer: '/choices/0' }]],
    });
  });
  it.each<[string, Record<string, unknown>, boolean, string[] | undefined]>([
    ['stop', {}, false, undefined],
    ['length', { finish_reason: 'length' }, false, ['truncated']],
    ['content_filter', { finish_reason: 'content_filter' }, false, ['content_filter']],
    ['forced without a call', {}, true, undefined],
    [
      'forced',
      { message: { content: null, tool_calls: [{ function: { name: 'f', arguments: '{}' } }] } },
      true,
      ['forced_call'],
    ],
  ])('flags: %s', (_name, more, forced, flags) => {
    expect(readChatReply(placed({ choices: [choice(0, 'a', more)] }), forced).replies[0]?.[0]?.flags).toEqual(flags);
  });
});

describe('providers', () => {
  it.each<[string, unknown, string | undefined, string | undefined]>([
    ['chat', { messages: [user] }, 'chat', undefined],
    ['Anthropic', { messages: [user], system: 's' }, 'anthropic', undefined],
    ['Responses', { input: [user] }, 'responses', undefined],
    ['a chat reply', { choices: [{ message: {} }] }, undefined, 'chat'],
    ['a chunk', { choices: [{ delta: {} }] }, undefined, 'chat'],
    ['an event of Anthropic', { type: 'message_start' }, undefined, 'anthropic'],
    ['an event of Responses', { type: 'response.created' }, undefined, 'responses'],
    ['none', {}, undefined, undefined],
  ])('%s', (_name, body, request, reply) => {
    expect([requestProvider(body), replyProvider(body)]).toEqual([request, reply]);
  });
  it('a stream’s text and its list of events become the same body', () => {
    const events = [{ choices: [{ delta: { content: 'a' } }] }, { choices: [{ delta: { content: 'b' } }] }];
    const text = events.map((e) => `data: ${JSON.stringify(e)}\n\n`).join('');
    expect(unstreamed(placed(text)).value).toEqual(unstreamed(placed(events)).value);
    expect(readReply(unstreamed(placed(text))).replies[0]?.[0]?.text).toBe('ab');
  });
  it('a body of no provider may hold an error', () => {
    expect(readReply(placed({ error: 'E' }))).toEqual({ replies: [], error: { text: 'E' } });
    expect(readReply(placed({}))).toEqual({ replies: [] });
  });
});
