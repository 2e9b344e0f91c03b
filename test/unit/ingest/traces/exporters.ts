/** One talk as each exporter of traces writes it, so that a rule is tested on all of them. */
import { jsonl } from '../outline.ts';

export const U = (content: string) => ({ role: 'user', content });
export const A = <More extends object>(content: string | null, more?: More) => ({
  role: 'assistant',
  content,
  ...(more as More),
});
export const CALL = A(null, {
  tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{"n":1}' } }],
});
export const at = (second: number): string => new Date(Date.UTC(2026, 0, 1, 10, 0, second)).toISOString();

/** A step as each exporter writes it. */
export interface StepIn {
  kind: 'model' | 'tool' | 'wrapper';
  second: number;
  input: unknown;
  output?: unknown;
  error?: string;
  name?: string;
  /** Id of the call, as far as the exporter logs it. */
  call?: string;
  /** Number of the step around it. */
  parent?: number;
}

export const langfuse = (steps: StepIn[], more: object = {}): string =>
  jsonl({
    trace: { id: 't', sessionId: 's', userId: 'u', ...more },
    observations: steps.map((s, i) => ({
      id: `o${i}`,
      traceId: 't',
      type: { model: 'GENERATION', tool: 'TOOL', wrapper: 'SPAN' }[s.kind],
      name: s.name ?? 'x',
      startTime: at(s.second),
      endTime: at(s.second + 1),
      input: s.input,
      output: s.call === undefined ? s.output : { type: 'tool', content: s.output, tool_call_id: s.call },
      parentObservationId: s.parent === undefined ? null : `o${s.parent}`,
      model: s.kind === 'model' ? 'm' : null,
      ...(s.error ? { level: 'ERROR', statusMessage: s.error } : {}),
    })),
  });

export const langsmith = (steps: StepIn[]): string =>
  jsonl(
    ...steps.map((s, i) => ({
      id: `r${i}`,
      trace_id: 't',
      run_type: { model: 'llm', tool: 'tool', wrapper: 'chain' }[s.kind],
      name: s.name ?? 'x',
      dotted_order: `2026${String(s.second).padStart(3, '0')}`,
      start_time: at(s.second),
      end_time: at(s.second + 1),
      parent_run_id: s.parent === undefined ? null : `r${s.parent}`,
      inputs: s.kind === 'tool' ? s.input : { messages: s.input },
      outputs:
        s.kind === 'tool'
          ? { output: s.call === undefined ? s.output : { content: s.output, tool_call_id: s.call } }
          : s.output === undefined
            ? null
            : Array.isArray(s.output)
              ? { messages: s.output }
              : { choices: [{ message: s.output }] },
      error: s.error ?? null,
      extra: { metadata: { session_id: 's', user_id: 'u', ls_model_name: 'm' } },
    })),
  );

const genai = (steps: StepIn[]): string =>
  jsonl(
    ...steps.map((s, i) => ({
      traceId: 't',
      spanId: `p${i}`,
      ...(s.parent === undefined ? {} : { parentSpanId: `p${s.parent}` }),
      name: s.name ?? 'x',
      startTime: at(s.second),
      endTime: at(s.second + 1),
      status: s.error ? { code: 2, message: s.error } : { code: 1 },
      attributes: {
        'gen_ai.operation.name': { model: 'chat', tool: 'execute_tool', wrapper: 'invoke_agent' }[s.kind],
        'session.id': 's',
        'user.id': 'u',
        ...(s.kind === 'tool'
          ? {
              'gen_ai.tool.name': s.name,
              ...(s.call === undefined ? {} : { 'gen_ai.tool.call.id': s.call }),
              'gen_ai.tool.call.arguments': JSON.stringify(s.input),
              'gen_ai.tool.call.result': s.output,
            }
          : {
              'gen_ai.request.model': 'm',
              'gen_ai.input.messages': JSON.stringify(s.input),
              'gen_ai.output.messages': s.output === undefined ? undefined : JSON.stringify([s.output]),
            }),
      },
    })),
  );

const mlflow = (steps: StepIn[]): string =>
  jsonl({
    info: { trace_id: 't', trace_metadata: { 'mlflow.trace.session': 's', 'mlflow.trace.user': 'u' } },
    data: {
      spans: steps.map((s, i) => ({
        trace_id: 'x',
        span_id: `p${i}`,
        parent_span_id: s.parent === undefined ? null : `p${s.parent}`,
        name: s.name ?? 'x',
        start_time_unix_nano: Date.parse(at(s.second)) * 1e6,
        end_time_unix_nano: Date.parse(at(s.second + 1)) * 1e6,
        status: s.error ? { code: 'STATUS_CODE_ERROR', message: s.error } : { code: 'STATUS_CODE_OK' },
        attributes: {
          'mlflow.traceRequestId': '"t"',
          'mlflow.spanType': JSON.stringify({ model: 'CHAT_MODEL', tool: 'TOOL', wrapper: 'CHAIN' }[s.kind]),
          'mlflow.spanInputs': JSON.stringify(s.kind === 'tool' ? s.input : { messages: s.input }),
          ...(s.output === undefined ? {} : { 'mlflow.spanOutputs': JSON.stringify(s.output) }),
          ...(s.kind === 'model' ? { 'mlflow.llm.model': '"m"' } : {}),
          ...(s.call === undefined ? {} : { tool_call_id: JSON.stringify(s.call) }),
        },
      })),
    },
  });

const datadog = (steps: StepIn[]): string =>
  jsonl({
    data: steps.map((s, i) => ({
      id: `e${i}`,
      type: 'span',
      attributes: {
        span_id: `p${i}`,
        trace_id: 't',
        parent_id: s.parent === undefined ? 'undefined' : `p${s.parent}`,
        name: s.name ?? 'x',
        span_kind: { model: 'llm', tool: 'tool', wrapper: 'workflow' }[s.kind],
        start_ns: Date.parse(at(s.second)) * 1e6,
        duration: 1e9,
        status: s.error ? 'error' : 'ok',
        ...(s.error ? { error: { message: s.error } } : {}),
        session_id: 's',
        tags: ['user_id:u'],
        ...(s.kind === 'model' ? { model_name: 'm' } : {}),
        input: s.kind === 'tool' ? { value: JSON.stringify(s.input) } : { messages: s.input },
        output:
          s.output === undefined
            ? {}
            : s.kind !== 'tool'
              ? { messages: [s.output] }
              : {
                  value: s.call === undefined ? s.output : JSON.stringify({ content: s.output, tool_call_id: s.call }),
                },
      },
    })),
  });

const braintrust = (steps: StepIn[]): string =>
  jsonl(
    ...steps.map((s, i) => ({
      id: `b${i}`,
      span_id: `p${i}`,
      root_span_id: 't',
      span_parents: s.parent === undefined ? null : [`p${s.parent}`],
      span_attributes: { name: s.name ?? 'x', type: { model: 'llm', tool: 'tool', wrapper: 'task' }[s.kind] },
      metrics: { start: Date.parse(at(s.second)) / 1000, end: Date.parse(at(s.second + 1)) / 1000 },
      metadata: {
        session_id: 's',
        user_id: 'u',
        model: 'm',
        ...(s.call === undefined ? {} : { tool_call_id: s.call }),
      },
      input: s.input,
      output: s.kind === 'model' && s.output !== undefined ? [{ index: 0, message: s.output }] : s.output,
      error: s.error ?? null,
    })),
  );

const opik = (steps: StepIn[]): string =>
  jsonl({
    trace: { id: 't', thread_id: 's', metadata: { user_id: 'u' }, start_time: at(0), input: null, output: null },
    spans: steps.map((s, i) => ({
      id: `p${i}`,
      trace_id: 't',
      parent_span_id: s.parent === undefined ? null : `p${s.parent}`,
      project_id: 'p',
      name: s.name ?? 'x',
      type: { model: 'llm', tool: 'tool', wrapper: 'general' }[s.kind],
      start_time: at(s.second),
      end_time: at(s.second + 1),
      model: s.kind === 'model' ? 'm' : null,
      input: s.kind === 'tool' ? s.input : { messages: s.input },
      output:
        s.kind !== 'tool'
          ? s.output
          : s.call === undefined
            ? s.output
            : { output: { content: s.output, tool_call_id: s.call } },
      ...(s.error ? { error_info: { exception_type: '', message: s.error } } : {}),
    })),
  });

export const EXPORTERS = [
  ['langfuse', langfuse],
  ['langsmith', langsmith],
  ['otel-genai', genai],
  ['mlflow', mlflow],
  ['datadog-llmobs', datadog],
  ['braintrust', braintrust],
  ['opik', opik],
] as const;
