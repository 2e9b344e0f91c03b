/** Spans of tracing products: shapes that the talks in traces/exporters.ts do not have; fields missing, other orders, unknown parts. */
import { describe, expect, it } from 'vitest';
import { jsonl, outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';
import { A, CALL, U } from '../traces/exporters.ts';

type Json = Record<string, unknown>;
const J = JSON.stringify;
const T = { role: 'tool', tool_call_id: 'c', content: 'r' };
const LOOP = ['user: a', 'call f({"n":1})', 'result f: r', 'assistant: b'];
const NOVEL = {
  role: 'user',
  content: [
    { type: 'text', text: 'a' },
    { type: 'hologram', beam: 'words of nobody at all' },
  ],
};
const marked = (lines: string[]): string[] => lines.map((line) => line.replace(/\[(?:other|unknown)\]/, '[?]'));
const read = async (format: string, ...records: unknown[]): Promise<string[]> =>
  marked(outline(await readOne(format, records, 'a.json')));

describe('MLflow', () => {
  const span = (id: string, type: string | undefined, input: unknown, output?: unknown, more: Json = {}): Json => ({
    span_id: id,
    attributes: {
      ...(type === undefined ? { 'mlflow.spanFunctionName': '"x"' } : { 'mlflow.spanType': J(type) }),
      ...(input === undefined ? {} : { 'mlflow.spanInputs': J(input) }),
      ...(output === undefined ? {} : { 'mlflow.spanOutputs': J(output) }),
    },
    ...more,
  });
  const loop = [
    span('1', 'LLM', { messages: [U('a')] }, { choices: [{ message: CALL }] }),
    span('2', 'TOOL', { n: 1 }, 'r', { name: 'f_1' }),
    span('3', 'LLM', { messages: [U('a')] }, A('b')),
  ];
  it.each<[string, unknown, string[]]>([
    ['no times, no ids of traces, no info', { spans: loop }, LOOP],
    [
      'the answer first, as spans end',
      { spans: loop.map((s, i) => ({ ...s, start_time_unix_nano: 1780000000000000000 + i * 1e9 })).reverse() },
      LOOP,
    ],
    ['a row of a data frame, with the trace as text', { trace_id: 'x', trace: J({ data: { spans: loop } }) }, LOOP],
    ['a list of traces', { traces: [{ data: { spans: loop } }] }, LOOP],
    [
      'attributes that are values, and an enumeration for the status',
      {
        spans: [
          {
            context: { span_id: '1', trace_id: 't' },
            status_code: 'ERROR',
            attributes: { 'mlflow.spanType': 'CHAT_MODEL', 'mlflow.spanInputs': { messages: [U('a')] } },
            events: [{ name: 'exception', attributes: { 'exception.type': 'E', 'exception.message': 'late' } }],
          },
        ],
      },
      ['user: a', 'error E: late'],
    ],
    [
      'a span without a type is a function around the calls',
      { spans: [span('0', undefined, { topic: 'a' }, { answer: 'b' }), span('1', 'LLM', undefined, CALL), loop[1]] },
      LOOP,
    ],
    [
      'the standard messages, where the inputs are not logged',
      {
        spans: [
          {
            span_id: '1',
            attributes: { 'mlflow.spanType': '"CHAT_MODEL"', 'mlflow.chat.messages': J([U('a'), A('b')]) },
          },
        ],
      },
      ['user: a', 'assistant: b'],
    ],
    [
      'request and response of the trace, where no span tells',
      { data: { spans: [span('1', 'CHAIN', undefined)], request: J({ question: 'a' }), response: J('b') } },
      ['user: a', 'assistant: b'],
    ],
    [
      'a preview that was cut is no answer',
      {
        info: { request_preview: 'a', response_preview: `${'x'.repeat(997)}...` },
        data: { spans: [span('1', 'CHAIN', undefined)] },
      },
      ['user: a'],
    ],
    [
      'DSPy: a list of texts',
      { spans: [span('1', 'LLM', { prompt: null, messages: [U('a')] }, ['b'])] },
      ['user: a', 'assistant: b'],
    ],
    [
      'LangChain: messages in a list of lists, a result in a message',
      {
        spans: [
          span('1', 'CHAT_MODEL', [[{ type: 'human', content: 'a' }]], {
            generations: [
              [{ message: { type: 'ai', content: '', tool_calls: [{ id: 'c', name: 'f', args: { n: 1 } }] } }],
            ],
          }),
          span('2', 'TOOL', "{'n': 1}", { type: 'tool', content: 'r', tool_call_id: 'c' }, { name: 'f' }),
        ],
      },
      LOOP.slice(0, 3),
    ],
    [
      'a part that nobody knows',
      { spans: [span('1', 'LLM', { messages: [NOVEL] }, A('b'))] },
      ['user: a [?]', 'assistant: b'],
    ],
  ])('%s', async (_name, trace, events) => expect(await read('mlflow', trace)).toEqual(events));

  it('assessments are feedback, expectations are not', async () => {
    const assess = (name: string, value: unknown, type: string, more: Json = {}): Json => ({
      assessment_name: name,
      source: { source_type: type },
      feedback: { value },
      ...more,
    });
    const info = {
      assessments: [
        assess('kind', true, 'HUMAN', { rationale: 'yes' }),
        assess('fit', 0.5, 'LLM_JUDGE'),
        assess('tone', 'warm', 'CODE'),
        { assessment_name: 'truth', expectation: { value: 'c' } },
      ],
    };
    expect((await read('mlflow', { info, data: { spans: [loop[2]] } })).slice(2)).toEqual([
      'feedback score kind 1 by annotator on session: yes',
      'feedback score fit 0.5 by evaluator on session',
      'feedback score tone by evaluator on session: warm',
    ]);
  });
  it('digits stay as they are written', async () => {
    const call = span('2', 'TOOL', {}, undefined, { name: 'f' });
    (call.attributes as Json)['mlflow.spanInputs'] = '{"n":1}';
    (call.attributes as Json)['mlflow.spanOutputs'] = '{"t": 7.50, "id": 9007199254740993}';
    expect(await read('mlflow', { spans: [loop[0], call] })).toContain('result f: {"t": 7.50, "id": 9007199254740993}');
  });
  it('a trace without any content says so', async () => {
    expect((await skippedIn([{ spans: [span('1', 'LLM', undefined)] }])).map((s) => s[2])).toEqual([
      'no content captured: neither the trace nor its spans hold an input or an output',
    ]);
  });
});

describe('Datadog', () => {
  const span = (id: string, kind: string, input: unknown, output: unknown, more: Json = {}): Json => ({
    span_id: id,
    trace_id: 't',
    name: 'f',
    start_ns: 1780000000000000000 + Number(id) * 1e9,
    meta: { kind, input, output },
    ...more,
  });
  const call = { role: 'assistant', content: '', tool_calls: [{ name: 'f', arguments: { n: 1 }, tool_id: 'c' }] };
  const loop = [
    span('1', 'llm', { messages: [U('a')] }, { messages: [call] }),
    span('2', 'tool', { value: '{"n":1}' }, { value: 'r' }),
    span('3', 'llm', { messages: [U('a')] }, { value: 'b' }),
  ];
  it.each<[string, unknown, string[]]>([
    ['spans alone', loop, LOOP],
    ['another order', [...loop].reverse(), LOOP],
    ['the intake', { data: { attributes: { ml_app: 'x', spans: loop } } }, LOOP],
    [
      'batches of the SDK, with the kind under a dotted key',
      {
        event_type: 'span',
        spans: loop.map((s) => ({
          ...s,
          meta: { ...(s.meta as Json), kind: undefined, 'span.kind': (s.meta as Json).kind },
        })),
      },
      LOOP,
    ],
    [
      'the kind one deeper',
      loop.map((s) => ({
        ...s,
        meta: { ...(s.meta as Json), kind: undefined, span: { kind: (s.meta as Json).kind } },
      })),
      LOOP,
    ],
    [
      'results in the list of a turn, as the SDK writes them',
      [
        loop[0],
        span(
          '3',
          'llm',
          {
            messages: [
              U('a'),
              call,
              { role: 'tool', content: '', tool_results: [{ name: 'f', result: 'r', tool_id: 'c' }] },
            ],
          },
          { value: 'b' },
        ),
      ],
      LOOP,
    ],
    [
      'a failed span',
      span(
        '1',
        'llm',
        { value: 'a' },
        {},
        { status: 'error', meta: { kind: 'llm', input: { value: 'a' }, error: { message: 'late', type: 'E' } } },
      ),
      ['user: a', 'error E: late'],
    ],
    [
      'a part that nobody knows',
      span('1', 'llm', { messages: [NOVEL] }, { value: 'b' }),
      ['user: a [?]', 'assistant: b'],
    ],
    [
      'evaluations of a call and of the trace',
      [
        span('1', 'llm', { value: 'a' }, { value: 'b' }, { evaluation: { ok: { value: true } } }),
        span('2', 'workflow', { value: 'a' }, { value: 'b' }, { evaluation: { tone: { value: 'warm' } } }),
      ],
      [
        'user: a',
        'assistant: b',
        'feedback score ok 1 by evaluator on turn 1',
        'feedback score tone by evaluator on session: warm',
      ],
    ],
  ])('%s', async (_name, records, events) => {
    const list = Array.isArray(records) ? records : [records];
    expect(await read('datadog-llmobs', ...list)).toEqual(events);
  });
  it('tools and the names of user and session, from fields or tags', async () => {
    const session = await readOne('datadog-llmobs', [
      span(
        '1',
        'llm',
        { value: 'a' },
        { value: 'b' },
        {
          tags: ['usr.id:u1', 'session_id:s1', 'ml_app:shop'],
          tool_definitions: [{ name: 'f', description: 'd', schema: { type: 'object' } }],
        },
      ),
    ]);
    expect(session).toMatchObject({
      nativeId: 's1',
      app: 'shop',
      governance: { subjects: ['u1'] },
      tools: [{ name: 'f', description: 'd', parameters: '{"type":"object"}' }],
    });
  });
  it('spans of no talk are named', async () => {
    expect((await skippedIn([span('1', 'embedding', { value: 'a' }, {}), loop[0]])).map((s) => s[2])).toEqual([
      'spans of no model call and no tool',
    ]);
  });
});

describe('Braintrust', () => {
  const row = (id: string, type: string | null, input: unknown, output: unknown, more: Json = {}): Json => ({
    id,
    span_id: id,
    root_span_id: 'r',
    created: `2026-03-01T10:00:0${id}Z`,
    span_attributes: { name: 'f', type },
    input,
    output,
    ...more,
  });
  const loop = [
    row('1', 'llm', [U('a')], [{ message: CALL }]),
    row('2', 'tool', { n: 1 }, 'r'),
    row('3', 'llm', { messages: [U('a')] }, A('b')),
  ];
  it.each<[string, unknown[], string[]]>([
    ['no parents, no metrics', loop, LOOP],
    ['another order', [...loop].reverse(), LOOP],
    ['a page of the API', [{ events: loop, cursor: null }], LOOP],
    ['a result of a query', [{ data: loop, schema: {} }], LOOP],
    [
      'a row of an evaluation alone',
      [row('1', 'eval', { question: 'a' }, { answer: 'b' }, { expected: 'c' })],
      ['user: a', 'assistant: b'],
    ],
    [
      'a root without a type',
      [row('0', null, 'a', 'b'), row('1', 'llm', null, [{ message: CALL }]), loop[1] as Json],
      LOOP,
    ],
    [
      'items of the Responses API',
      [
        row(
          '1',
          'llm',
          [{ role: 'user', content: 'a' }],
          [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'b' }] }],
        ),
      ],
      ['user: a', 'assistant: b'],
    ],
    [
      'scores: of a call, of the trace, and once more on the span that gave them',
      [
        row('1', 'llm', [U('a')], A('b'), { scores: { tone: 0.5 } }),
        row('2', 'score', {}, { score: 1 }, { scores: { fit: 1 } }),
        row('0', 'task', 'a', 'b', { scores: { fit: 1, open: null } }),
      ],
      [
        'user: a',
        'assistant: b',
        'feedback score tone 0.5 by unknown on turn 1',
        'feedback score fit 1 by unknown on session',
      ],
    ],
    ['a failed call', [row('1', 'llm', [U('a')], null, { error: 'late' })], ['user: a', 'error: late']],
    ['a part that nobody knows', [row('1', 'llm', [NOVEL], A('b'))], ['user: a [?]', 'assistant: b']],
  ])('%s', async (_name, rows, events) => expect(await read('braintrust', ...rows)).toEqual(events));
});

describe('Opik', () => {
  const span = (id: string, type: string, input: unknown, output: unknown, more: Json = {}): Json => ({
    id,
    trace_id: 't',
    type,
    name: 'f',
    project_id: 'p',
    start_time: `2026-03-01T10:00:0${id}Z`,
    input,
    output,
    ...more,
  });
  const loop = [
    span('1', 'llm', { messages: [U('a')] }, { choices: [{ message: CALL }] }),
    span('2', 'tool', { n: 1 }, { output: 'r' }),
    span('3', 'llm', { messages: [U('a'), CALL, T] }, { output: 'b' }),
  ];
  const camel = (s: Json): Json =>
    Object.fromEntries(
      Object.entries(s).map(([k, v]) => [k.replace(/_([a-z])/g, (_, c: string) => c.toUpperCase()), v]),
    );
  const trace = (more: Json): Json => ({
    id: 't',
    project_id: 'p',
    thread_id: null,
    feedback_scores: [],
    start_time: '2026-03-01T10:00:00Z',
    ...more,
  });
  it.each<[string, unknown[], string[]]>([
    ['spans alone, in another order', [...loop].reverse(), LOOP],
    ['as TypeScript prints them', loop.map(camel), LOOP],
    ['a page of the API', [{ page: 1, size: 3, total: 3, content: loop }], LOOP],
    ['a trace alone', [trace({ input: { user_input: 'a' }, output: { response: 'b' } })], ['user: a', 'assistant: b']],
    [
      'the answer on the trace',
      [trace({ input: { q: 'a' }, output: { answer: 'b' } }), loop[0] as Json, loop[1] as Json],
      LOOP,
    ],
    [
      'scores of people, of rules, of code',
      [
        trace({
          input: 'a',
          output: 'b',
          feedback_scores: [
            { name: 'ok', value: 1, source: 'ui', reason: 'yes' },
            { name: 'fit', value: 0.5, source: 'online_scoring' },
            { name: 'tone', value: 2, category_name: 'warm', source: 'sdk' },
          ],
        }),
      ],
      [
        'user: a',
        'assistant: b',
        'feedback score ok 1 by annotator on session: yes',
        'feedback score fit 0.5 by evaluator on session',
        'feedback score tone 2 by unknown on session: warm',
      ],
    ],
    [
      'a failed call',
      [span('1', 'llm', { messages: [U('a')] }, null, { error_info: { exception_type: 'E', message: 'late' } })],
      ['user: a', 'error E: late'],
    ],
    [
      'a part that nobody knows',
      [span('1', 'llm', { messages: [NOVEL] }, { output: 'b' })],
      ['user: a [?]', 'assistant: b'],
    ],
  ])('%s', async (_name, records, events) => expect(await read('opik', ...records)).toEqual(events));
});

describe('Weave', () => {
  const call = (
    id: string,
    parent: string | null,
    op: string,
    inputs: unknown,
    output: unknown,
    more: Json = {},
  ): Json => ({
    id,
    trace_id: 't',
    parent_id: parent,
    op_name: `weave:///p/q/op/${op}:x`,
    started_at: `2026-03-01T10:00:0${id}Z`,
    inputs,
    output,
    ...more,
  });
  const chat = 'openai.chat.completions.create';
  const loop = [
    call('0', null, 'Agent.run', { q: 'a' }, 'b'),
    call('1', '0', chat, { messages: [U('a')] }, { choices: [{ message: CALL }] }),
    call('2', '0', 'tools.f', { n: 1 }, 'r'),
    call('3', '0', chat, { messages: [U('a'), CALL, T] }, { choices: [{ message: A('b') }] }),
  ];
  it.each<[string, unknown[], string[]]>([
    ['in another order', [...loop].reverse(), LOOP],
    ['a list in a document', [{ calls: loop }], LOOP],
    ['the run is the result where no request repeats it', loop.slice(0, 3), LOOP],
    [
      'a function around the calls is no tool, and the calls in it are the talk',
      [
        loop[0] as Json,
        call('5', '0', 'Agent.step', { message: 'a' }, null),
        { ...loop[1], parent_id: '5' },
        loop[2] as Json,
      ],
      LOOP,
    ],
    [
      'an agent that is a tool by its kind talks for itself',
      [
        loop[0] as Json,
        loop[1] as Json,
        call('2', '0', 'f', { n: 1 }, 'r', { attributes: { weave: { kind: 'tool' } } }),
        call('4', '2', chat, { messages: [U('sub')] }, { choices: [{ message: A('r') }] }),
        loop[3] as Json,
      ],
      [...LOOP, 'user: sub @agent-2', 'assistant: r @agent-2'],
    ],
    [
      'a model by its kind, or by what came back',
      [
        call('1', null, 'ask', { messages: [U('a')] }, 'b', { attributes: { weave: { kind: 'llm' } } }),
        call('2', null, 'own.client', { messages: [U('a'), A('b'), U('c')] }, { choices: [{ message: A('d') }] }),
      ],
      ['user: a', 'assistant: b', 'user: c', 'assistant: d'],
    ],
    [
      'reactions and notes, an exception',
      [
        call(
          '1',
          null,
          chat,
          { messages: [U('a')] },
          { choices: [{ message: A('b') }] },
          {
            summary: {
              weave: {
                feedback: [{ payload: { emoji: '👎🏽' } }, { payload: { note: 'no' } }, { payload: { output: 1 } }],
              },
            },
            exception: 'late',
          },
        ),
      ],
      [
        'user: a',
        'assistant: b',
        'error: late',
        'feedback thumbs_down by annotator on turn 1',
        'feedback score note by annotator on turn 1: no',
      ],
    ],
    [
      'a part that nobody knows',
      [call('1', null, chat, { messages: [NOVEL] }, { choices: [{ message: A('b') }] })],
      ['user: a [?]', 'assistant: b'],
    ],
  ])('%s', async (_name, calls, events) => expect(await read('weave', ...calls)).toEqual(events));
});

describe('lines of spans that hold nothing', () => {
  const row = (input: unknown, more: Json = {}): Json => ({
    id: 'x',
    root_span_id: 'r',
    span_attributes: { type: 'task' },
    input,
    ...more,
  });
  it.each<[string, Json, string[]]>([
    [
      'a root without anything',
      row(null),
      ['no content captured: neither the trace nor its spans hold an input or an output'],
    ],
    [
      'numbers and ids are no words',
      row({ order: 'A-12', n: 4 }),
      ['spans whose input and output are no text of a talk'],
    ],
    ['a lone path is none', row({ path: '/srv/a/b' }), ['spans whose input and output are no text of a talk']],
    ['a branch of the tree is kept', row(null, { span_parents: ['p'] }), []],
  ])('%s', async (_name, record, reasons) => {
    const talk = row('a', { id: 'y', span_attributes: { type: 'llm' }, output: 'b' });
    expect((await skippedIn([record, talk])).map((s) => s[2])).toEqual(reasons);
  });
});

describe('Helicone', () => {
  const request = (n: number, messages: unknown[], message: unknown, more: Json = {}): Json => ({
    request_id: `q${n}`,
    request_created_at: `2026-03-01T10:00:0${n}Z`,
    request_body: { model: 'm', messages },
    response_body: { choices: [{ message }] },
    ...more,
  });
  const loop = [request(1, [U('a')], CALL), request(2, [U('a'), CALL, T], A('b'))];
  it.each<[string, unknown[], string[]]>([
    ['lines without a session: histories join them', loop, LOOP],
    [
      'a list, the newest first, with a session',
      [{ data: [...loop].reverse().map((r) => ({ ...r, request_properties: { 'Helicone-Session-Id': 's' } })) }],
      LOOP,
    ],
    [
      'bodies that were fetched from their links',
      [
        {
          ...request(1, [], {}),
          request_body: undefined,
          response_body: undefined,
          signed_body_content: {
            request: { model: 'm', messages: [U('a')] },
            response: { choices: [{ message: A('b') }] },
          },
        },
      ],
      ['user: a', 'assistant: b'],
    ],
    [
      'a thumb and scores',
      [request(1, [U('a')], A('b'), { feedback_rating: false, scores: { fit: 1 } })],
      [
        'user: a',
        'assistant: b',
        'feedback thumbs_down by unknown on turn 1',
        'feedback score fit 1 by unknown on turn 1',
      ],
    ],
    ['a part that nobody knows', [request(1, [NOVEL], A('b'))], ['user: a [?]', 'assistant: b']],
  ])('%s', async (_name, records, events) => expect(await read('helicone', ...records)).toEqual(events));

  it('a list of several sessions keeps them apart, and names what holds no body', async () => {
    const of = (r: Json, s: string): Json => ({ ...r, request_properties: { 'Helicone-Session-Id': s } });
    const bare = { request_id: 'q9', request_path: '/v1', signed_body_url: 'https://files.example/x' };
    const data = [of(request(1, [U('a')], A('b')), 's1'), of(request(2, [U('c')], A('d')), 's2'), bare];
    const { sessions, index } = await readFiles({ 'a.json': jsonl({ data, error: null }) });
    expect(sessions.map(outline)).toEqual([
      ['user: a', 'assistant: b'],
      ['user: c', 'assistant: d'],
    ]);
    expect(index.skipped.map((s) => s.reason)).toEqual([
      'a request whose body was not exported; export it with the bodies',
    ]);
  });
});

describe('LiteLLM’s spend logs', () => {
  const row = (proxy: unknown, message: unknown, more: Json = {}): Json => ({
    call_type: 'acompletion',
    spend: 1,
    model_group: 'm',
    messages: {},
    response: { choices: [{ message }] },
    proxy_server_request: proxy,
    ...more,
  });
  const cut = 'a ... (litellm_truncated skipped 812 chars. It is a safeguard) ... z';
  it.each<[string, unknown, string[]]>([
    ['the request in the place of the messages', row({ messages: [U('a')] }, A('b')), ['user: a', 'assistant: b']],
    [
      'with the request’s headers around it',
      row({ url: 'x', method: 'POST', body: { messages: [U('a')] } }, A('b')),
      ['user: a', 'assistant: b'],
    ],
    [
      'as JSON text, as the table holds it',
      row(J({ messages: [U('a')] }), A('b'), { messages: '{}' }),
      ['user: a', 'assistant: b'],
    ],
    [
      'messages of the row come first',
      row({ messages: [U('x')] }, A('b'), { messages: [U('a')] }),
      ['user: a', 'assistant: b'],
    ],
    ['a text that was cut', row({ messages: [U(cut)] }, A('b')), [`user: ${cut} {truncated}`, 'assistant: b']],
    ['a page of the API', { data: [row({ messages: [U('a')] }, A('b'))], total: 1 }, ['user: a', 'assistant: b']],
  ])('%s', async (_name, record, events) => expect(await read('litellm', record)).toEqual(events));
});

describe('Langfuse without content', () => {
  const trace = (more: Json): Json => ({
    trace: { id: 't', input: null, output: null, sessionId: 's' },
    observations: [{ id: 'o', traceId: 't', type: 'GENERATION', input: null, output: null, ...more }],
  });
  it('is no session, and says why', async () => {
    expect((await skippedIn([trace({})])).map((s) => s[2])).toEqual([
      'no content captured: neither the trace nor its observations hold an input or an output',
    ]);
  });
  it('an error is content', async () => {
    const failed = trace({ level: 'ERROR', statusMessage: 'late' });
    expect(outline(await readOne('langfuse', [failed]))).toEqual(['error: late']);
  });
});
