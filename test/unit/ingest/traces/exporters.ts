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

export const EXPORTERS = [
  ['langfuse', langfuse],
  ['langsmith', langsmith],
  ['otel-genai', genai],
] as const;
