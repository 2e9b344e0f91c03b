/** Messages, calls and results in the shapes of all SDKs. */
import { describe, expect, it } from 'vitest';
import { readMessage, readTools } from '../../../../src/ingest/openai.ts';
import { isToolDeclaration, looksLikeMessage, readMessages } from '../../../../src/ingest/shapes/messages.ts';
import { readCall, resultText } from '../../../../src/ingest/shapes/parts.ts';
import { placed } from './place.ts';

const one = (value: unknown) => readMessages(placed(value));

describe('calls', () => {
  it.each<[string, unknown, unknown]>([
    [
      'OpenAI',
      { id: 'c', type: 'function', function: { name: 'f', arguments: '{"a":1}' } },
      { id: 'c', name: 'f', args: '{"a":1}' },
    ],
    [
      'OpenAI, custom',
      { id: 'c', type: 'custom', custom: { name: 'p', input: 'x' } },
      { id: 'c', name: 'p', args: 'x' },
    ],
    ['Anthropic', { type: 'tool_use', id: 'c', name: 'f', input: { a: 1 } }, { id: 'c', name: 'f', args: '{"a":1}' }],
    ['LangChain', { name: 'f', args: { a: 1 }, id: 'c' }, { id: 'c', name: 'f', args: '{"a":1}' }],
    ['AI SDK', { type: 'tool-call', toolCallId: 'c', toolName: 'f', input: {} }, { id: 'c', name: 'f', args: '{}' }],
    ['Gemini', { functionCall: { name: 'f', args: {} } }, { name: 'f', args: '{}' }],
    ['Gemini in Python', { function_call: { id: 'c', name: 'f', args: {} } }, { id: 'c', name: 'f', args: '{}' }],
    [
      'OpenInference',
      { tool_call: { id: 'c', function: { name: 'f', arguments: '1' } } },
      { id: 'c', name: 'f', args: '1' },
    ],
    ['parameters', { name: 'f', parameters: { a: 1 } }, { name: 'f', args: '{"a":1}' }],
    ['JSON text under `value`', { value: '{"name":"f","arguments":{}}' }, { name: 'f', args: '{}' }],
    ['without arguments', { name: 'f', id: 9 }, { id: '9', name: 'f', args: '' }],
    ['arguments of null', { name: 'f', arguments: null }, { name: 'f', args: '' }],
    ['without a name', { arguments: '{}' }, undefined],
    ['a text', 'f()', undefined],
  ])('%s', (_name, value, call) => {
    expect(readCall(placed(value))).toEqual(call);
  });
});

describe('results as text', () => {
  it.each<[string, unknown, unknown]>([
    ['a text', 'r', { text: 'r' }],
    ['null', null, { text: '' }],
    [
      'text parts',
      [
        { type: 'text', text: 'a' },
        { type: 'output_text', text: 'b' },
      ],
      { text: 'a\nb' },
    ],
    ['a list of anything else is its JSON', [{ type: 'row', id: 1 }], '[{"type":"row","id":1}]'],
    ['an empty list', [], '[]'],
    ['an object', { ok: true }, '{"ok":true}'],
    ['a number', 4, '4'],
  ])('%s', (_name, value, expected) => {
    expect(resultText(placed(value))).toEqual(typeof expected === 'string' ? { text: expected } : expected);
  });
});

describe('messages', () => {
  it.each<[string, unknown, unknown[]]>([
    ['OpenAI', { role: 'user', content: 'a' }, [{ role: 'user', text: 'a' }]],
    [
      'LangChain serialised',
      { lc: 1, id: ['x', 'HumanMessage'], kwargs: { content: 'a' } },
      [{ role: 'user', text: 'a', pointer: '/kwargs' }],
    ],
    ['LangChain stored', { type: 'ai', data: { content: 'a' } }, [{ role: 'assistant', text: 'a', pointer: '/data' }]],
    ['LangChain dumped', { type: 'system', content: 'a' }, [{ role: 'system', text: 'a' }]],
    ['OpenInference', { message: { role: 'user', content: 'a' } }, [{ role: 'user', text: 'a', pointer: '/message' }]],
    [
      'OpenInference parts',
      { role: 'user', contents: [{ message_content: { type: 'text', text: 'a' } }] },
      [{ role: 'user', text: 'a' }],
    ],
    ['Gemini', { role: 'model', parts: [{ text: 'a' }, { text: 'b' }] }, [{ role: 'assistant', text: 'a\nb' }]],
    [
      'gpt-oss by channel',
      [
        { role: 'assistant', channel: 'analysis', content: 'hm' },
        { role: 'assistant', channel: 'commentary', recipient: 'functions.f', content: '{"a":1}' },
        { role: 'tool', name: 'functions.f', content: '7' },
        { role: 'assistant', channel: 'final', content: 'Seven.' },
      ],
      [
        { role: 'assistant', text: '', reasoning: 'hm', calls: [{ name: 'f', args: '{"a":1}' }], pointer: '/0' },
        { role: 'tool', text: '7', name: 'f', pointer: '/2' },
        { role: 'assistant', text: 'Seven.', pointer: '/3' },
      ],
    ],
    [
      'Gemini that thinks',
      { role: 'model', parts: [{ text: 'hm', thought: true }, { text: 'a' }] },
      [{ role: 'assistant', text: 'a', reasoning: 'hm' }],
    ],
    ['a list in a list', [[{ role: 'user', content: 'a' }]], [{ role: 'user', text: 'a', pointer: '/0/0' }]],
    ['JSON text', '[{"role":"user","content":"a"}]', [{ role: 'user', text: 'a', pointer: '/0' }]],
    [
      'LangGraph: a result under the tool’s own name',
      [
        { role: 'assistant', tool_calls: [{ id: 'c', function: { name: 'f', arguments: '{}' } }] },
        { role: 'f', content: '7', additional_kwargs: {} },
        { role: 'g', content: 'of no tool' },
      ],
      [
        { role: 'assistant', text: '', calls: [{ id: 'c', name: 'f', args: '{}' }], pointer: '/0' },
        { role: 'tool', text: '7', name: 'f', pointer: '/1' },
      ],
    ],
    [
      'Datadog: calls by `tool_id`, results in a list',
      [
        { role: 'assistant', content: '', tool_calls: [{ name: 'f', arguments: { a: 1 }, tool_id: 'c' }] },
        { role: 'user', content: '', tool_results: [{ name: 'f', result: '7', tool_id: 'c', type: 'tool_result' }] },
        { role: 'tool', content: '8', tool_id: 'c' },
      ],
      [
        { role: 'assistant', text: '', calls: [{ id: 'c', name: 'f', args: '{"a":1}' }], pointer: '/0' },
        { role: 'tool', text: '7', callId: 'c', name: 'f', pointer: '/1/tool_results/0/result' },
        { role: 'tool', text: '8', callId: 'c', pointer: '/2' },
      ],
    ],
    ['an unknown role', { role: 'narrator', content: 'a' }, []],
    ['content of null', { role: 'assistant', content: null }, [{ role: 'assistant', text: '' }]],
    ['content of an object is its JSON', { role: 'user', content: { a: 1 } }, [{ role: 'user', text: '{"a":1}' }]],
    [
      'a refusal',
      { role: 'assistant', content: null, refusal: 'No' },
      [{ role: 'assistant', text: 'No', flags: ['refusal'] }],
    ],
    [
      'reasoning beside the content',
      { role: 'assistant', content: 'a', reasoning_content: 'r' },
      [{ role: 'assistant', text: 'a', reasoning: 'r' }],
    ],
    [
      'thinking blocks',
      { role: 'assistant', content: 'a', thinking_blocks: [{ type: 'thinking', thinking: 'r' }] },
      [{ role: 'assistant', text: 'a', reasoning: 'r' }],
    ],
    ['a time of its own', { role: 'user', content: 'a', created_at: 5 }, [{ role: 'user', text: 'a', time: 5 }]],
    [
      'weight 0',
      { role: 'assistant', content: 'a', weight: 0 },
      [{ role: 'assistant', text: 'a', flags: ['not_trained'] }],
    ],
    [
      'cut by length',
      { role: 'assistant', content: 'a', response_metadata: { finish_reason: 'length' } },
      [{ role: 'assistant', text: 'a', flags: ['truncated'] }],
    ],
    [
      'filtered',
      { role: 'assistant', content: 'a', finish_reason: 'content_filter' },
      [{ role: 'assistant', text: 'a', flags: ['content_filter'] }],
    ],
  ])('%s', (_name, value, messages) => {
    expect(one(value)).toEqual(messages.map((m) => ({ pointer: '', ...(m as object) })));
  });
  it('keeps what Gemini thought apart, and a picture as a stub, beside a call', () => {
    const parts = [
      { text: 'h', thought: true },
      { text: 'a' },
      { inlineData: { mimeType: 'image/png', data: 'AAAA' } },
      { functionCall: { name: 'f', args: {} } },
    ];
    expect(one({ role: 'model', parts })).toMatchObject([
      {
        role: 'assistant',
        text: 'a',
        reasoning: 'h',
        parts: [{ kind: 'image', mime: 'image/png' }],
        calls: [{ name: 'f', args: '{}' }],
      },
    ]);
  });
});

describe('calls in messages', () => {
  const calls = (value: unknown) => one(value)[0]?.calls;
  it.each<[string, unknown]>([
    ['tool_calls', { tool_calls: [{ id: 'c', function: { name: 'f', arguments: '{}' } }] }],
    ['toolCalls', { toolCalls: [{ toolCallId: 'c', toolName: 'f', args: {} }] }],
    [
      'LangChain’s copy',
      { additional_kwargs: { tool_calls: [{ id: 'c', function: { name: 'f', arguments: '{}' } }] } },
    ],
    [
      'in the content and beside it: once',
      {
        content: [{ type: 'tool_use', id: 'c', name: 'f', input: {} }],
        tool_calls: [{ id: 'c', name: 'f', args: {} }],
      },
    ],
  ])('%s', (_name, more) => {
    expect(calls({ role: 'assistant', content: '', ...(more as object) })).toEqual([
      { id: 'c', name: 'f', args: '{}' },
    ]);
  });
  it('the old function call, also as Python prints it', () => {
    expect(calls({ role: 'assistant', content: null, function_call: { name: 'f', arguments: '1' } })).toEqual([
      { name: 'f', args: '1' },
    ]);
    expect(
      calls({ role: 'assistant', content: '', function_call: "{'name': 'f', 'arguments': '{\"a\": \"it\\'s\"}'}" }),
    ).toEqual([{ name: 'f', args: '{"a": "it\'s"}' }]);
  });
});

describe('results in messages', () => {
  const result = (more: Record<string, unknown>) => one({ role: 'tool', content: 'r', ...more });
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['tool_call_id', { tool_call_id: 'c' }, { callId: 'c' }],
    ['toolCallId', { toolCallId: 'c' }, { callId: 'c' }],
    ['tool_use_id', { tool_use_id: 'c' }, { callId: 'c' }],
    ['the id of the message is not the call’s', { id: 'm' }, {}],
    ['but of an event of OpenTelemetry', { id: 'c', 'event.name': 'x' }, { callId: 'c' }],
    ['name', { name: 'f' }, { name: 'f' }],
    ['tool_name', { tool_name: 'f' }, { name: 'f' }],
    ['status error', { status: 'error' }, { isError: true }],
    ['is_error', { is_error: true }, { isError: true }],
  ])('%s', (_name, more, expected) => {
    expect(result(more)).toEqual([{ role: 'tool', text: 'r', pointer: '', ...expected }]);
  });
  it('one message may answer several calls', () => {
    const content = '[{"tool_call_id":"c","content":"1"},{"tool_call_id":"d","name":"g","content":"2"}]';
    expect(result({ content }).map((m) => [m.callId, m.name, m.text])).toEqual([
      ['c', undefined, '1'],
      ['d', 'g', '2'],
    ]);
  });
  it.each([
    ['with other keys', '[{"tool_call_id":"c","content":"1","price":2}]'],
    ['without ids and names', '[{"content":"1"}]'],
  ])('a list %s is one result', (_name, content) => {
    expect(result({ content }).map((m) => m.text)).toEqual([content]);
  });
  it('come before what the user says in the same message', () => {
    const content = [
      { type: 'text', text: 'u' },
      { type: 'tool_result', tool_use_id: 'c', content: 'r', is_error: false },
    ];
    expect(one({ role: 'user', content })).toEqual([
      { role: 'tool', text: 'r', callId: 'c', isError: false, pointer: '/content/1' },
      { role: 'user', text: 'u', pointer: '' },
    ]);
  });
  it('end what the assistant said before them', () => {
    const content = [
      { type: 'text', text: 'a' },
      { type: 'server_tool_use', id: 'c', name: 'f', input: {} },
      { type: 'web_search_tool_result', tool_use_id: 'c', content: 'r' },
      { type: 'text', text: 'b' },
    ];
    expect(one({ role: 'assistant', content }).map((m) => [m.role, m.text, m.calls?.length])).toEqual([
      ['assistant', 'a', 1],
      ['tool', 'r', undefined],
      ['assistant', 'b', undefined],
    ]);
  });
  it.each<[string, Record<string, unknown>, string, boolean | undefined]>([
    ['AI SDK text', { type: 'tool-result', toolCallId: 'c', output: { type: 'text', value: 'r' } }, 'r', undefined],
    [
      'AI SDK JSON',
      { type: 'tool-result', toolCallId: 'c', output: { type: 'json', value: { a: 1 } } },
      '{"a":1}',
      undefined,
    ],
    ['AI SDK failure', { type: 'tool-result', toolCallId: 'c', output: { type: 'error-text', value: 'r' } }, 'r', true],
    ['AI SDK error', { type: 'tool-error', toolCallId: 'c', error: 'r' }, 'r', true],
    ['OpenTelemetry', { type: 'tool_call_response', id: 'c', response: 'r' }, 'r', undefined],
    ['Gemini', { functionResponse: { id: 'c', name: 'f', response: { a: 1 } } }, '{"a":1}', undefined],
  ])('%s', (_name, part, text, isError) => {
    const [message] = one({ role: 'tool', content: [part] });
    expect([message?.role, message?.callId, message?.text, message?.isError]).toEqual(['tool', 'c', text, isError]);
  });
});

describe('what looks like a message', () => {
  it.each<[string, unknown, boolean]>([
    ['role and content', { role: 'user', content: '' }, true],
    ['a type and content', { type: 'human', content: '' }, true],
    ['a role alone', { role: 'user' }, false],
    ['content alone', { content: 'a' }, false],
    ['calls alone', { role: 'assistant', tool_calls: [] }, true],
  ])('%s', (_name, value, is) => {
    expect(looksLikeMessage(value)).toBe(is);
  });
  it('a tool declaration among messages is none', () => {
    const declaration = { role: 'tool', content: { type: 'function', function: { name: 'f' } } };
    expect([isToolDeclaration(declaration), one(declaration)]).toEqual([true, []]);
  });
});

describe('chat messages of the plain kind', () => {
  it.each<[string, unknown, unknown]>([
    ['a developer is the system', { role: 'developer', content: 'a' }, { role: 'system', text: 'a' }],
    [
      'a function is a tool, with its name',
      { role: 'function', name: 'f', content: 'r' },
      { role: 'tool', text: 'r', name: 'f' },
    ],
    ['the name of a user is not kept', { role: 'user', name: 'Ann', content: 'a' }, { role: 'user', text: 'a' }],
    [
      'a custom tool is freeform',
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'c', type: 'custom', custom: { name: 'p', input: 'x' } }],
      },
      { role: 'assistant', text: '', calls: [{ id: 'c', name: 'p', args: 'x', freeform: true }] },
    ],
    [
      'a refusal and a weight',
      { role: 'assistant', content: 'a', refusal: 'No', weight: 0 },
      { role: 'assistant', text: 'a', flags: ['refusal', 'not_trained'] },
    ],
    ['another role is none', { role: 'human', content: 'a' }, undefined],
  ])('%s', (_name, value, message) => {
    expect(readMessage(value)).toEqual(message);
  });
});

describe('tool declarations', () => {
  it.each<[string, unknown, unknown[]]>([
    [
      'nested',
      [{ type: 'function', function: { name: 'f', description: 'd', parameters: { type: 'object' } } }],
      [{ name: 'f', inferred: false, description: 'd', parameters: '{"type":"object"}' }],
    ],
    ['bare', [{ name: 'f', parameters: {} }], [{ name: 'f', inferred: false, parameters: '{}' }]],
    ['input_schema', [{ name: 'f', input_schema: { a: 1 } }], [{ name: 'f', inferred: false, parameters: '{"a":1}' }]],
    [
      'inputSchema as text',
      [{ name: 'f', inputSchema: '{ "a": 1 }' }],
      [{ name: 'f', inferred: false, parameters: '{ "a": 1 }' }],
    ],
    ['a schema that is no JSON is none', [{ name: 'f', parameters: 'any' }], [{ name: 'f', inferred: false }]],
    [
      'as JSON text',
      '[{"name":"f","parameters":{"max":1.0}}]',
      [{ name: 'f', inferred: false, parameters: '{"max":1.0}' }],
    ],
    ['without a name none', [{ type: 'web_search' }, { name: '' }], []],
    ['no list', { name: 'f' }, []],
  ])('%s', (_name, value, tools) => {
    expect(readTools(value, typeof value === 'string' ? '' : JSON.stringify(value))).toEqual(tools);
  });
});
