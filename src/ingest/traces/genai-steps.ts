/**
 * Model calls and tool runs as OpenTelemetry's GenAI conventions, OpenLLMetry and the Vercel AI SDK write them.
 *
 * The conventions (opentelemetry.io/docs/specs/semconv/gen-ai) moved the text several times: numbered attributes
 * (`gen_ai.prompt.0.content`), an event for each message, then JSON in `gen_ai.input.messages` and
 * `gen_ai.output.messages`. Logs of all generations are around, so each is tried, newest first. Text is opt-in in all
 * of them: a span without text is the usual case, not a fault.
 */

import { defined } from '../../kit/defined.ts';
import type { FeedbackBeside } from '../feedback.ts';
import type { MessageIn } from '../message.ts';
import { readTools } from '../openai.ts';
import { arr, idOf, jsonText, num, str } from '../parse.ts';
import { decoded } from '../place.ts';
import { resultText } from '../shapes/parts.ts';
import type { ErrorIn } from '../surroundings.ts';
import { type Attributes, placeIn, textOf, tree, wholeOf } from './attributes.ts';
import { contentOf, holdsTalk } from './genai-content.ts';
import type { MessageEvent } from './message-events.ts';
import type { Span, SpanEvent } from './spans.ts';
import type { ModelStep, Step, ToolStep } from './step.ts';

/**
 * Why the span failed. An `exception` event or `error.type` counts as well as the status, which many exporters leave
 * unset.
 */
export const errorOf = (span: Span): ErrorIn | undefined => {
  const exception = span.events.find((e) => e.name === 'exception')?.attributes;
  const code = textOf(span.attributes, 'error.type') ?? (exception && textOf(exception, 'exception.type'));
  if (!span.failed && !exception && !code) return undefined;
  const text =
    span.statusMessage ??
    (exception && textOf(exception, 'exception.message')) ??
    textOf(span.attributes, 'error.message') ??
    code ??
    'error';
  return { text, ...defined({ code: code || undefined }) };
};

/** What steps of all kinds have in common. `record`: number of the record among the session's. */
export const baseOf = (span: Span, record: number) => {
  const error = errorOf(span);
  return {
    id: span.id,
    ...defined({ parent: span.parent || undefined }),
    trace: span.trace,
    ...defined({ start: span.start, time: span.time }),
    record,
    pointer: span.pointer,
    ...defined({ error: error || undefined }),
  };
};

/** Duration in ms. The AI SDK logs its own figure, which is preferred. */
export const latencyOf = (span: Span): { latencyMs?: number } => {
  const own = num(span.attributes.get('ai.response.msToFinish'));
  if (own !== undefined) return { latencyMs: Math.round(own) };
  return span.start !== undefined && span.end !== undefined && span.end >= span.start
    ? { latencyMs: span.end - span.start }
    : {};
};

/** Values of `gen_ai.operation.name` that are one request to a model. */
const MODEL_OPERATIONS = new Set(['chat', 'text_completion', 'generate_content', 'completion', 'responses']);
/**
 * Spans of the AI SDK: the inner one is a request to the provider, the outer one the function around all of its steps.
 */
const INNER = /^ai\.(?:generate|stream)(?:Text|Object)\.do(?:Generate|Stream)$/;
const OUTER = /^ai\.(?:generate|stream)(?:Text|Object)$/;

/** undefined: the span is neither a model call nor a tool run. `told`: messages that log records hold for this span. */
export function genaiStep(span: Span, record: number, told: readonly MessageEvent[] = []): Step | undefined {
  const a = span.attributes;
  const operation = textOf(a, 'gen_ai.operation.name') ?? '';
  const ai = (textOf(a, 'ai.operationId', 'operation.name') ?? '').split(' ')[0] as string;
  const unnamed = operation === '' && ai === '';
  if (
    operation === 'execute_tool' ||
    ai === 'ai.toolCall' ||
    textOf(a, 'traceloop.span.kind') === 'tool' ||
    (unnamed && a.has('gen_ai.tool.name') && !a.has('gen_ai.request.model'))
  )
    return toolStep(span, record);
  const outer = operation === 'invoke_agent' || operation === 'create_agent' || holdsTalk(a) || OUTER.test(ai);
  const inner =
    MODEL_OPERATIONS.has(operation) ||
    INNER.test(ai) ||
    told.length > 0 ||
    textOf(a, 'llm.request.type') !== undefined ||
    (unnamed && holdsCall(a));
  if (!outer && !inner) return undefined;
  return modelStep(span, record, told, outer && !inner);
}

/**
 * A request to a model by its attributes alone: spans from before the name of the operation was one of them. LangSmith puts what
 * went into any span under the prompt's name, and says what it is.
 */
const holdsCall = (a: Attributes): boolean =>
  !a.has('gen_ai.tool.name') &&
  !a.has('langsmith.span.kind') &&
  !holdsTalk(a) &&
  (a.has('gen_ai.request.model') ||
    a.has('llm.prompts') ||
    a.has('gen_ai.prompt') ||
    tree(a, 'gen_ai.prompt') !== undefined ||
    a.has('gen_ai.input.messages'));

/** @param wrapper the span is around model calls: it repeats their text, and counts only where they have none. */
function modelStep(span: Span, record: number, told: readonly MessageEvent[], wrapper: boolean): ModelStep {
  const a = span.attributes;
  const content = contentOf(span, told);
  const agent = textOf(a, 'gen_ai.agent.name');
  const model = textOf(
    a,
    'gen_ai.response.model',
    'ai.response.model',
    'gen_ai.request.model',
    'ai.model.id',
    'llm.model',
  );
  // Declarations may be one JSON text, or a list of JSON texts (AI SDK): attributes hold no objects.
  const definitions =
    wholeOf(a, 'gen_ai.tool.definitions') ?? tree(a, 'llm.request.functions') ?? wholeOf(a, 'ai.prompt.tools');
  const list =
    typeof definitions === 'string'
      ? definitions
      : (arr(definitions) ?? []).map((t) => (typeof t === 'string' ? decoded(placeIn(span, t)).value : t));
  const feedback = span.events.filter((e) => e.name === 'gen_ai.evaluation.result').map(evaluation);
  return {
    kind: 'model',
    ...baseOf(span, record),
    prompt: content.prompt,
    replies: flagged(content.replies, a),
    tools: [...readTools(list), ...content.tools],
    ...defined({ model: model || undefined }),
    ...latencyOf(span),
    ...defined({ agent: agent || undefined, feedback: feedback.length ? feedback : undefined }),
    wrapper,
  };
}

/** `finish_reasons` of the span, when the messages themselves hold none. */
function flagged(replies: MessageIn[][], a: Attributes): MessageIn[][] {
  const reasons = wholeOf(a, 'gen_ai.response.finish_reasons');
  const reason =
    (typeof reasons === 'string' ? reasons : String(arr(reasons)?.[0] ?? '')) ||
    (textOf(a, 'ai.response.finishReason') ?? '');
  const flag = /length|max_tokens/i.test(reason)
    ? 'truncated'
    : /content.?filter/i.test(reason)
      ? 'content_filter'
      : undefined;
  const last = replies[0]?.at(-1);
  if (flag && last && !last.flags?.includes(flag)) last.flags = [...(last.flags ?? []), flag];
  return replies;
}

/** The same for tool runs: PydanticAI, ADK, OpenLIT, MCP, OpenLLMetry. */
const RUNS: readonly (readonly [string, string])[] = [
  ['tool_arguments', 'tool_response'],
  ['gcp.vertex.agent.tool_call_args', 'gcp.vertex.agent.tool_response'],
  ['gen_ai.tool.args', 'gen_ai.tool.result'],
  ['mcp.tool.arguments', 'mcp.tool.result'],
  ['traceloop.entity.input', 'traceloop.entity.output'],
  ['input', 'output'],
];

/** A tool run. One that failed without a result gets the error as its result, as the model would have got it. */
function toolStep(span: Span, record: number): ToolStep {
  const a = span.attributes;
  // Strands tells arguments and result by events of the span.
  const told = (name: string, key: string): unknown => {
    const event = span.events.find((e) => e.name === name)?.attributes;
    return event && wholeOf(event, key);
  };
  const args =
    wholeOf(a, 'gen_ai.tool.call.arguments') ??
    wholeOf(a, 'ai.toolCall.args') ??
    RUNS.map(([i]) => wholeOf(a, i)).find((v) => v !== undefined) ??
    told('gen_ai.tool.message', 'content');
  const result =
    wholeOf(a, 'gen_ai.tool.call.result') ??
    wholeOf(a, 'ai.toolCall.result') ??
    RUNS.map(([, o]) => wholeOf(a, o)).find((v) => v !== undefined) ??
    told('gen_ai.choice', 'message');
  const callId = idOf(a.get('gen_ai.tool.call.id')) ?? idOf(a.get('ai.toolCall.id'));
  const failed = errorOf(span) !== undefined;
  return {
    kind: 'tool',
    ...baseOf(span, record),
    name: textOf(a, 'gen_ai.tool.name', 'ai.toolCall.name', 'traceloop.entity.name') ?? span.name,
    args: typeof args === 'string' ? args : args === undefined ? '' : jsonText(args),
    ...defined({ callId }),
    ...(result === undefined
      ? failed
        ? { result: { text: errorOf(span)?.text ?? '' } }
        : {}
      : { result: resultText(placeIn(span, result)) }),
    ...defined({ isError: failed ? true : undefined }),
    ...latencyOf(span),
  };
}

/** A `gen_ai.evaluation.result` event. Without a score the label is all there is. */
export function evaluation(event: SpanEvent): FeedbackBeside {
  const a = event.attributes;
  const value = num(a.get('gen_ai.evaluation.score.value'));
  const name = str(a.get('gen_ai.evaluation.name'));
  const text = textOf(a, 'gen_ai.evaluation.explanation', 'gen_ai.evaluation.score.label');
  return {
    signal: 'score',
    by: 'evaluator',
    ...defined({ value, name: name || undefined, text: text || undefined }),
  };
}
