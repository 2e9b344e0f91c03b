/** Spans of OpenTelemetry as products and SDKs write them: one talk each, with their own attributes, events and files. */
import { describe, expect, it } from 'vitest';
import { outline, readOne } from '../outline.ts';
import { A, CALL, U } from './exporters.ts';

type Json = Record<string, unknown>;
const J = JSON.stringify;
let ids = 0;
const span = (attributes: Json, more: Json = {}): Json => ({
  traceId: 't',
  spanId: `s${++ids}`,
  name: 'n',
  startTimeUnixNano: `17800000${10 + (ids % 80)}000000000`,
  attributes,
  ...more,
});
const T = { role: 'tool', tool_call_id: 'c', content: 'r' };
const LOOP = ['user: a', 'call f({"n":1})', 'result f: r', 'assistant: b'];

/** Two model calls, a tool run between them, by the name of a product's attributes. */
const styled = (kind: string, words: readonly [string, string, string], input: string, output: string): Json[] => [
  span({ [kind]: words[2], [input]: J({ question: 'a' }), [output]: J('b') }),
  span({ [kind]: words[0], [input]: J({ messages: [U('a')] }), [output]: J({ choices: [{ message: CALL }] }) }),
  span({ [kind]: words[1], [input]: J({ n: 1 }), [output]: J('r') }, { name: 'f' }),
  span({ [kind]: words[0], [input]: J({ messages: [U('a')] }), [output]: J({ choices: [{ message: A('b') }] }) }),
];

describe('attributes of one product', () => {
  it.each<[string, Json[]]>([
    ['Laminar', styled('lmnr.span.type', ['LLM', 'TOOL', 'DEFAULT'], 'lmnr.span.input', 'lmnr.span.output')],
    [
      'Langfuse',
      styled(
        'langfuse.observation.type',
        ['generation', 'tool', 'span'],
        'langfuse.observation.input',
        'langfuse.observation.output',
      ),
    ],
    ['LangSmith', styled('langsmith.span.kind', ['llm', 'tool', 'chain'], 'gen_ai.prompt', 'gen_ai.completion')],
    [
      'Braintrust',
      styled(
        'braintrust.span_attributes',
        ['{"type":"llm"}', '{"type":"tool"}', '{"type":"task"}'],
        'braintrust.input_json',
        'braintrust.output_json',
      ),
    ],
    [
      'Traceloop',
      [
        span({
          'traceloop.span.kind': 'workflow',
          'traceloop.entity.input': J({ args: ['a'], kwargs: {} }),
          'traceloop.entity.output': J('b'),
        }),
        span({
          'llm.request.type': 'chat',
          'gen_ai.prompt.0.role': 'user',
          'gen_ai.prompt.0.content': 'a',
          'gen_ai.completion.0.role': 'assistant',
          'gen_ai.completion.0.tool_calls.0.id': 'c',
          'gen_ai.completion.0.tool_calls.0.name': 'f',
          'gen_ai.completion.0.tool_calls.0.arguments': '{"n":1}',
        }),
        span({
          'traceloop.span.kind': 'tool',
          'traceloop.entity.name': 'f',
          'traceloop.entity.input': '{"n":1}',
          'traceloop.entity.output': 'r',
        }),
      ],
    ],
    [
      'ADK',
      [
        span({
          'gen_ai.operation.name': 'generate_content',
          'gcp.vertex.agent.llm_request': J({ model: 'm', contents: [{ role: 'user', parts: [{ text: 'a' }] }] }),
          'gcp.vertex.agent.llm_response': J({
            content: { role: 'model', parts: [{ functionCall: { name: 'f', args: { n: 1 } } }] },
          }),
        }),
        span({
          'gen_ai.operation.name': 'execute_tool',
          'gen_ai.tool.name': 'f',
          'gcp.vertex.agent.tool_call_args': '{"n": 1}',
          'gcp.vertex.agent.tool_response': 'r',
        }),
        span({ 'gen_ai.operation.name': 'invoke_agent', input: 'a', output: 'b' }),
      ],
    ],
    [
      'PydanticAI, with the whole talk on the agent',
      [
        span({
          agent_name: 'x',
          'pydantic_ai.all_messages': J([
            { role: 'user', parts: [{ type: 'text', content: 'a' }] },
            { role: 'assistant', parts: [{ type: 'tool_call', id: 'c', name: 'f', arguments: { n: 1 } }] },
            { role: 'user', parts: [{ type: 'tool_call_response', id: 'c', name: 'f', result: 'r' }] },
            { role: 'assistant', parts: [{ type: 'text', content: 'b' }] },
          ]),
        }),
        span({ 'gen_ai.tool.name': 'f', 'gen_ai.tool.call.id': 'c', tool_arguments: '{"n":1}', tool_response: 'r' }),
      ],
    ],
    [
      'PydanticAI, older: events in attributes',
      [
        span({
          'gen_ai.request.model': 'm',
          events: J([
            { 'event.name': 'gen_ai.user.message', role: 'user', content: 'a' },
            { 'event.name': 'gen_ai.choice', index: 0, message: CALL },
          ]),
        }),
        span({
          all_messages_events: J([
            { 'event.name': 'gen_ai.user.message', role: 'user', content: 'a' },
            { 'event.name': 'gen_ai.assistant.message', ...CALL },
            { 'event.name': 'gen_ai.tool.message', role: 'tool', id: 'c', content: 'r' },
            { 'event.name': 'gen_ai.assistant.message', role: 'assistant', content: 'b' },
          ]),
        }),
        span({ 'gen_ai.tool.name': 'f', 'gen_ai.tool.call.id': 'c', tool_arguments: '{"n":1}', tool_response: 'r' }),
      ],
    ],
    [
      'Logfire rows, with the bodies of the provider',
      [
        { request: { messages: [U('a')] }, response: { message: CALL } },
        { request: { messages: [U('a'), CALL, T] }, response: { message: A('b') } },
      ].map(({ request, response }, i) => ({
        trace_id: 't',
        span_id: `l${i}`,
        span_name: 'Chat Completion',
        start_timestamp: `2026-03-01T10:00:0${i}Z`,
        attributes: { 'gen_ai.request.model': 'm', request_data: request, response_data: response },
      })),
    ],
    [
      'Strands: events of the span, with parts as JSON text',
      [
        span(
          { 'gen_ai.operation.name': 'chat' },
          {
            events: [
              { name: 'gen_ai.user.message', attributes: { content: J([{ text: 'a' }]) } },
              {
                name: 'gen_ai.choice',
                attributes: { message: J([{ toolUse: { toolUseId: 'c', name: 'f', input: { n: 1 } } }]) },
              },
            ],
          },
        ),
        span(
          { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'f', 'gen_ai.tool.call.id': 'c' },
          {
            events: [
              { name: 'gen_ai.tool.message', attributes: { role: 'tool', content: '{"n":1}', id: 'c' } },
              { name: 'gen_ai.choice', attributes: { message: 'r', id: 'c' } },
            ],
          },
        ),
        span(
          { 'gen_ai.operation.name': 'chat' },
          {
            events: [
              { name: 'gen_ai.user.message', attributes: { content: J([{ text: 'a' }]) } },
              { name: 'gen_ai.choice', attributes: { message: J([{ text: 'b' }]) } },
            ],
          },
        ),
      ],
    ],
  ])('%s', async (name, spans) => {
    const lines = outline(await readOne('otel-genai', spans));
    // OpenLLMetry's tool runs answer the last call; the answer is on the workflow.
    expect(lines, name).toEqual(LOOP);
  });

  it('MLflow’s, as OTLP writes them', async () => {
    const otlp = (s: Json): Json => ({
      ...s,
      attributes: Object.entries(s.attributes as Json).map(([key, v]) => ({ key, value: { stringValue: v } })),
    });
    const words = ['"CHAT_MODEL"', '"TOOL"', '"AGENT"'] as const;
    const spans = styled('mlflow.spanType', words, 'mlflow.spanInputs', 'mlflow.spanOutputs').map(otlp);
    expect(outline(await readOne('otel-genai', spans))).toEqual(LOOP);
  });

  it.each<[string, Json, string[]]>([
    [
      'Langtrace, older',
      span({
        'langtrace.service.name': 'OpenAI',
        'llm.model': 'm',
        'llm.prompts': J([U('a')]),
        'llm.responses': J([A('b')]),
      }),
      ['user: a', 'assistant: b'],
    ],
    [
      'OpenLIT: messages as one text, each behind its role',
      span(
        { 'gen_ai.operation.name': 'chat' },
        {
          events: [
            {
              name: 'gen_ai.content.prompt',
              attributes: { 'gen_ai.prompt': 'system: s\nuser: a\nand more\nassistant: b\nuser: c' },
            },
            { name: 'gen_ai.content.completion', attributes: { 'gen_ai.completion': 'd' } },
          ],
        },
      ),
      ['system: s', 'user: a\nand more', 'assistant: b', 'user: c', 'assistant: d'],
    ],
    [
      'a text with such a word further down is what somebody said',
      span({ 'gen_ai.operation.name': 'chat', 'gen_ai.prompt': 'Read this:\nuser: a', 'gen_ai.completion': 'd' }),
      ['user: Read this:\nuser: a', 'assistant: d'],
    ],
  ])('%s', async (_name, record, events) => expect(outline(await readOne('otel-genai', [record]))).toEqual(events));

  it('what went into the trace stands on its first span only', async () => {
    const root = span({ 'langfuse.trace.input': J({ message: 'a' }), 'langfuse.trace.output': 'b' });
    const call = span({ 'langfuse.observation.type': 'generation', 'langfuse.observation.output': J(CALL) });
    const run = span(
      {
        'langfuse.observation.type': 'tool',
        'langfuse.observation.input': '{"n":1}',
        'langfuse.observation.output': 'r',
      },
      { name: 'f' },
    );
    expect(outline(await readOne('otel-genai', [root, call, run]))).toEqual(LOOP);
  });

  it('a span that no words describe stays out, and so does one with a kind of no talk', async () => {
    const other = span({ 'lmnr.span.type': 'EVALUATOR', 'lmnr.span.input': '"x y z w"', 'lmnr.span.output': '1' });
    const plain = span({ 'http.method': 'GET', 'http.url': '/a b c d' });
    const chat = span({
      'gen_ai.operation.name': 'chat',
      'gen_ai.input.messages': J([U('a')]),
      'gen_ai.output.messages': J([A('b')]),
    });
    expect(outline(await readOne('otel-genai', [other, plain, chat]))).toEqual(['user: a', 'assistant: b']);
  });
});

describe('files of spans', () => {
  const chat = (second: number, input: unknown[], output: unknown): Json => ({
    ...span({}),
    span_id: `f${second}`,
    traceId: undefined,
    spanId: undefined,
    trace_id: 't',
    start_time: `2026-03-01T10:00:0${second}Z`,
    startTimeUnixNano: undefined,
    attributes: {
      'gen_ai.operation.name': 'chat',
      'gen_ai.input.messages': J(input),
      'gen_ai.output.messages': J([output]),
    },
  });
  const two = [chat(1, [U('a')], CALL), chat(3, [U('a'), CALL, T], A('b'))];
  const otlp = (key: string) => ({
    [key]: [
      {
        resource: { attributes: [] },
        scopeSpans: [
          {
            spans: two.map((s) => ({
              ...s,
              attributes: Object.entries(s.attributes as Json).map(([k, v]) => ({ key: k, value: { stringValue: v } })),
            })),
          },
        ],
      },
    ],
  });
  const messages = (list: Json[]): Json[] =>
    list.map((m) => Object.fromEntries(Object.entries(m).map(([k, v]) => [`message.${k}`, v])));
  const columns = {
    'context.trace_id': { r1: 't', r2: 't' },
    'context.span_id': { r1: 'x', r2: 'y' },
    name: { r1: 'LLM', r2: 'f' },
    span_kind: { r1: 'LLM', r2: 'TOOL' },
    start_time: { r1: 1780000000000, r2: 1780000001000 },
    parent_id: { r1: null, r2: null },
    'attributes.llm.input_messages': { r1: messages([U('a')]), r2: null },
    'attributes.llm.output_messages': {
      r1: [
        {
          'message.role': 'assistant',
          'message.tool_calls': [
            { 'tool_call.id': 'c', 'tool_call.function.name': 'f', 'tool_call.function.arguments': '{"n":1}' },
          ],
        },
      ],
      r2: null,
    },
    'attributes.input.value': { r1: null, r2: '{"n":1}' },
    'attributes.output.value': { r1: null, r2: 'r' },
  };
  it.each<[string, string, unknown, string[]]>([
    ['Tempo', 'otel-genai', otlp('batches'), LOOP],
    ['Tempo, one deeper', 'otel-genai', { trace: otlp('resourceSpans') }, LOOP],
    ['a page of an API', 'otel-genai', { data: two, next_cursor: 'x' }, LOOP],
    ['a data frame by columns', 'openinference', columns, LOOP.slice(0, 3)],
  ])('%s', async (_name, format, file, events) => {
    expect(outline(await readOne(format, [file], 'a.json'))).toEqual(events);
  });
});
