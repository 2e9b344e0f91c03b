/** Traces: one talk out of calls that repeat the history, tool runs, wrappers, scores, errors. Seven exporters, one talk. */
import { describe, expect, it } from 'vitest';
import { jsonl, outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';
import { A, at, CALL, EXPORTERS, langfuse, langsmith, type StepIn, U } from './exporters.ts';

const TALKS: [string, StepIn[], string[]][] = [
  [
    'what a call repeats is read once, whatever the order of the file',
    [
      { kind: 'model', second: 5, input: [U('a'), A('b'), U('c')], output: A('d') },
      { kind: 'model', second: 1, input: [U('a')], output: A('b') },
    ],
    ['user: a', 'assistant: b', 'user: c', 'assistant: d'],
  ],
  [
    'a tool run that no later prompt repeats is the result',
    [
      { kind: 'model', second: 1, input: [U('a')], output: CALL },
      { kind: 'tool', second: 3, name: 'f', input: { n: 1 }, output: 'r' },
    ],
    ['user: a', 'call f({"n":1})', 'result f: r'],
  ],
  [
    'one that is repeated is not read twice',
    [
      { kind: 'model', second: 1, input: [U('a')], output: CALL },
      { kind: 'tool', second: 3, name: 'f', input: { n: 1 }, output: 'r' },
      {
        kind: 'model',
        second: 5,
        input: [U('a'), CALL, { role: 'tool', tool_call_id: 'c', content: 'r' }],
        output: A('b'),
      },
    ],
    ['user: a', 'call f({"n":1})', 'result f: r', 'assistant: b'],
  ],
  [
    'a failed model call is an error',
    [{ kind: 'model', second: 1, input: [U('a')], error: 'overloaded' }],
    ['user: a', 'error: overloaded'],
  ],
  [
    'a wrapper around a model call repeats it',
    [
      { kind: 'wrapper', second: 0, input: [U('a')], output: A('b') },
      { kind: 'model', second: 1, input: [U('a')], output: A('b') },
    ],
    ['user: a', 'assistant: b'],
  ],
  [
    'a wrapper alone tells the talk',
    [{ kind: 'wrapper', second: 0, input: [U('a')], output: A('b') }],
    ['user: a', 'assistant: b'],
  ],
];

describe.each(EXPORTERS)('%s', (format, write) => {
  it.each(TALKS)('%s', async (_name, steps, events) => {
    const session = await readOne(format, write(steps));
    expect(outline(session)).toEqual(events);
    expect(session).toMatchObject({ nativeId: 's', governance: { subjects: ['u'] } });
  });

  it('model, time and latency of an answer', async () => {
    const session = await readOne(format, write([{ kind: 'model', second: 1, input: [U('a')], output: A('b') }]));
    expect(session.events[1]).toMatchObject({ model: 'm', latencyMs: 1000, ts: Date.UTC(2026, 0, 1, 10, 0, 1) });
  });
});

describe('scores', () => {
  it.each([
    [{ name: 'q', value: 0.5, source: 'EVAL', comment: 'fair' }, 'feedback score q 0.5 by evaluator on session: fair'],
    [{ name: 'q', stringValue: 'good', source: 'ANNOTATION' }, 'feedback score q by annotator on session: good'],
    [{ name: 'q', value: 1, observationId: 'o0' }, 'feedback score q 1 by unknown on turn 1'],
  ])('Langfuse %j', async (score, feedback) => {
    const text = langfuse([{ kind: 'model', second: 1, input: [U('a')], output: A('b') }], { scores: [score] });
    expect(outline(await readOne('langfuse', text))).toEqual(['user: a', 'assistant: b', feedback]);
  });
  it.each([
    [{ key: 'user_score', score: 1 }, 'feedback thumbs_up user_score by unknown on turn 1'],
    [{ key: 'thumbs', score: false, comment: 'no' }, 'feedback thumbs_down thumbs by unknown on turn 1: no'],
    [{ key: 'fit', score: 0.5, feedback_source: { type: 'model' } }, 'feedback score fit 0.5 by evaluator on turn 1'],
    [
      { key: 'fix', correction: 'say c', feedback_source: { type: 'app' } },
      'feedback edit fix by annotator on turn 1: say c',
    ],
  ])('LangSmith %j', async (row, feedback) => {
    const text = langsmith([{ kind: 'model', second: 1, input: [U('a')], output: A('b') }]);
    const run = { ...(JSON.parse(text) as object), id: 't' };
    const { sessions } = await readFiles({ 'a.jsonl': jsonl(run, { run_id: 't', ...row }) });
    expect(sessions.map(outline)).toEqual([['user: a', 'assistant: b', feedback]]);
  });
});

describe('what only the trace of Langfuse says', () => {
  const trace = (more: object, ...observations: object[]) => ({
    trace: { id: 't', sessionId: 's', ...more },
    observations: observations.map((o, i) => ({ id: `o${i}`, traceId: 't', startTime: at(i + 1), ...o })),
  });
  it.each<[string, object, string[]]>([
    [
      'the question',
      trace({ input: 'a', output: 'b' }, { type: 'GENERATION', input: null, output: A('b') }),
      ['user: a', 'assistant: b'],
    ],
    [
      'the question, under its own instructions',
      trace({ input: { q: 'a' } }, { type: 'GENERATION', input: [{ role: 'system', content: 's' }], output: 'b' }),
      ['system: s', 'user: a', 'assistant: b'],
    ],
    [
      'the answer, of a state with all messages',
      trace({ output: { messages: [U('a'), CALL, A('b')] } }, { type: 'GENERATION', input: [U('a')], output: CALL }),
      ['user: a', 'call f({"n":1}) unanswered', 'assistant: b'],
    ],
    [
      'nothing that is no text',
      trace({ input: { order: 'A-12' }, output: { ok: true } }, { type: 'GENERATION', input: [U('a')] }),
      ['user: a'],
    ],
    [
      'nothing that an answer by a tool says already',
      trace(
        { output: 'other words' },
        {
          type: 'GENERATION',
          input: [U('a')],
          output: A(null, {
            tool_calls: [{ id: 'x', function: { name: 'final_answer', arguments: '{"answer":"b"}' } }],
          }),
        },
      ),
      ['user: a', 'assistant: b'],
    ],
    [
      'documents of a retriever are context, whatever they lie under',
      trace(
        {},
        {
          type: 'RETRIEVER',
          output: { documents: [{ page_content: 'd1', id: 'n' }, { node: { text: 'd2' } }, 'd3', { score: 1 }] },
        },
        { type: 'GENERATION', input: 'a', output: 'b' },
      ),
      ['context n: d1', 'context : d2', 'context : d3', 'user: a', 'assistant: b'],
    ],
    [
      'a request that an argument holds',
      trace({}, { type: 'SPAN', input: { request: { messages: [U('a')] }, user: 'x' }, output: { answer: 'b' } }),
      ['user: a', 'assistant: b'],
    ],
    [
      'a run that an older SDK called a span',
      trace(
        {},
        { type: 'GENERATION', input: [U('a')], output: CALL },
        { type: 'SPAN', name: 'f', input: "{'n': 1}", output: { type: 'tool', content: 'r', tool_call_id: 'c' } },
      ),
      ['user: a', 'call f({"n":1})', 'result f: r'],
    ],
    [
      'a turn in a second trace of the session',
      trace(
        { input: 'a', output: 'b' },
        { type: 'SPAN', input: null },
        { type: 'GENERATION', input: [U('a')], output: 'b' },
      ),
      ['user: a', 'assistant: b'],
    ],
  ])('%s', async (_name, record, events) => {
    expect(outline(await readOne('langfuse', [record]))).toEqual(events);
  });
  it('questions of two traces, each in its turn', async () => {
    const one = trace({ input: 'a' }, { type: 'GENERATION', output: 'b' });
    const two = {
      trace: { id: 't2', sessionId: 's', input: 'c' },
      observations: [{ id: 'p', traceId: 't2', type: 'GENERATION', startTime: at(9), output: 'd' }],
    };
    expect(outline(await readOne('langfuse', [one, two]))).toEqual([
      'user: a',
      'assistant: b',
      'user: c',
      'assistant: d',
    ]);
  });
  it('a table of traces', async () => {
    const row = { id: 't', sessionId: 's', timestamp: at(1), bookmarked: false, input: 'a', output: 'b' };
    expect(outline(await readOne('langfuse', [row]))).toEqual(['user: a', 'assistant: b']);
  });
});

describe('spans', () => {
  const span = (attributes: object, more: object = {}) => ({
    traceId: 't',
    spanId: 'x',
    name: 'n',
    attributes,
    ...more,
  });
  const chat = (more: object) =>
    span({
      'gen_ai.operation.name': 'chat',
      'gen_ai.input.messages': JSON.stringify([U('a')]),
      'gen_ai.output.messages': JSON.stringify([A('b')]),
      ...more,
    });
  it.each([
    ['length', 'assistant: b {truncated}'],
    ['content_filter', 'assistant: b {content_filter}'],
    ['stop', 'assistant: b'],
  ])('finish reason %s', async (reason, answer) => {
    expect(outline(await readOne('otel-genai', [chat({ 'gen_ai.response.finish_reasons': [reason] })]))).toEqual([
      'user: a',
      answer,
    ]);
  });
  it('numbered attributes are put in the order of their numbers', async () => {
    const attributes: Record<string, string> = {
      'llm.request.type': 'chat',
      'gen_ai.completion.0.role': 'assistant',
      'gen_ai.completion.0.content': 'z',
    };
    for (let i = 11; i >= 0; i--)
      Object.assign(attributes, {
        [`gen_ai.prompt.${i}.role`]: i % 2 ? 'assistant' : 'user',
        [`gen_ai.prompt.${i}.content`]: `m${i}`,
      });
    const session = await readOne('otel-genai', [span(attributes)]);
    expect(outline(session)).toEqual([
      ...Array.from({ length: 12 }, (_, i) => `${i % 2 ? 'assistant' : 'user'}: m${i}`),
      'assistant: z',
    ]);
  });
  it('instructions, an exception with its type, an evaluation', async () => {
    const session = await readOne('otel-genai', [
      {
        ...chat({ 'gen_ai.system_instructions': JSON.stringify([{ type: 'text', content: 's' }]) }),
        events: [
          { name: 'exception', attributes: { 'exception.type': 'E1', 'exception.message': 'late' } },
          {
            name: 'gen_ai.evaluation.result',
            attributes: {
              'gen_ai.evaluation.name': 'fit',
              'gen_ai.evaluation.score.value': 0.5,
              'gen_ai.evaluation.explanation': 'fair',
            },
          },
        ],
      },
    ]);
    expect(outline(session).sort()).toEqual([
      'assistant: b',
      'error E1: late',
      'feedback score fit 0.5 by evaluator on turn 2: fair',
      'system: s',
      'user: a',
    ]);
  });
  it('messages as events of the span', async () => {
    const event = (name: string, attributes: object) => ({ name, attributes });
    const session = await readOne('otel-genai', [
      {
        ...span({ 'gen_ai.operation.name': 'chat' }),
        events: [
          event('gen_ai.system.message', { content: 's' }),
          event('gen_ai.user.message', { content: 'a' }),
          event('gen_ai.choice', { index: 1, message: '{"content":"second"}' }),
          event('gen_ai.choice', { index: 0, message: '{"content":"first"}', finish_reason: 'stop' }),
        ],
      },
    ]);
    expect(outline(session)).toEqual([
      'system: s',
      'user: a',
      'assistant: first',
      '<2> candidate',
      '  assistant: second',
    ]);
  });
  it('the Vercel AI SDK: only the inner call is read', async () => {
    const inner = {
      'ai.operationId': 'ai.generateText.doGenerate',
      'ai.prompt.messages': JSON.stringify([U('a')]),
      'ai.response.text': 'b',
      'ai.response.reasoning': 'hm',
      'ai.response.toolCalls': JSON.stringify([{ toolCallId: 'c', toolName: 'f', args: '{"n":1}' }]),
      'ai.response.msToFinish': 12.4,
      'ai.response.finishReason': 'length',
    };
    const outer = {
      'ai.operationId': 'ai.generateText',
      'ai.prompt': JSON.stringify({ prompt: 'a' }),
      'ai.response.text': 'b',
    };
    const run = {
      'ai.operationId': 'ai.toolCall',
      'ai.toolCall.name': 'f',
      'ai.toolCall.id': 'c',
      'ai.toolCall.args': '{"n":1}',
      'ai.toolCall.result': '{"r":1}',
    };
    const session = await readOne('otel-genai', [
      span(outer, { spanId: '1' }),
      span(inner, { spanId: '2' }),
      span(run, { spanId: '3' }),
    ]);
    expect(outline(session)).toEqual([
      'user: a',
      'reasoning: hm',
      'assistant: b {truncated}',
      'call f({"n":1}) {truncated}',
      'result f: {"r":1}',
    ]);
    expect(session.events[2]).toMatchObject({ latencyMs: 12 });
  });
  it('spans without their text say what to turn on', async () => {
    expect((await skippedIn([span({ 'gen_ai.operation.name': 'chat' }), chat({})])).map((s) => s[2])).toEqual([
      'model calls without their text: turn on content capture (OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true) or add the file with the log records',
    ]);
  });
});

describe('OpenInference', () => {
  const span = (kind: string, attributes: object, spanId = kind) => ({
    traceId: 't',
    spanId,
    name: 'n',
    attributes: { 'openinference.span.kind': kind, ...attributes },
  });
  const llm = span('LLM', {
    'llm.input_messages.0.message.role': 'user',
    'llm.input_messages.0.message.content': 'a',
    'llm.output_messages.0.message.role': 'assistant',
    'llm.output_messages.0.message.content': 'b',
    'llm.model_name': 'm',
    'session.id': 's',
  });
  it('documents are context, evaluations feedback, chains repeat', async () => {
    const session = await readOne('openinference', [
      span('CHAIN', { 'input.value': 'a', 'output.value': 'b' }),
      span('RETRIEVER', { 'retrieval.documents.0.document.content': 'doc', 'retrieval.documents.0.document.id': 'd1' }),
      { ...llm, attributes: { ...llm.attributes, 'eval.fit.score': 0.5, 'eval.fit.label': 'fair' } },
      span('EMBEDDING', { 'input.value': 'no' }),
    ]);
    expect(outline(session)).toEqual([
      'context d1: doc',
      'user: a',
      'assistant: b',
      'feedback score fit 0.5 by evaluator on turn 2: fair',
    ]);
    expect(session).toMatchObject({ nativeId: 's', model: 'm' });
  });
  it('a tool run without any model call is call and result', async () => {
    const run = span('TOOL', { 'tool.name': 'f', 'input.value': '{"n":1}', 'output.value': 'r' });
    expect(outline(await readOne('openinference', [run]))).toEqual(['call f({"n":1})', 'result f: r']);
  });
});
