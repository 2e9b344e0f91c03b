/**
 * Spans of OpenInference (Phoenix, Arize and everything instrumented for them).
 *
 * The conventions are at github.com/Arize-ai/openinference (`spec/semantic_conventions.md`). Messages are flattened
 * into numbered attributes (`llm.input_messages.0.message.role`); `input.value` and `output.value` hold what the
 * framework passed, as text or JSON.
 */

import { defined } from '../../kit/defined.ts';
import type { FeedbackBeside } from '../feedback.ts';
import { readTools } from '../openai.ts';
import { arr, get, idOf, jsonText, num, str } from '../parse.ts';
import { decoded } from '../place.ts';
import { looseCall } from '../shapes/loose.ts';
import { resultText } from '../shapes/parts.ts';
import { type Attributes, placeIn, textOf, tree, wholeOf } from './attributes.ts';
import { pinned } from './genai-content.ts';
import { baseOf, errorOf, genaiStep, latencyOf } from './genai-steps.ts';
import { outerCall } from './outer.ts';
import type { Span } from './spans.ts';
import type { Step } from './step.ts';

export const isOpenInference = (a: Attributes): boolean => a.has('openinference.span.kind');

/** Kinds of spans around model calls. */
const WRAPPERS = new Set(['CHAIN', 'AGENT', 'PROMPT', 'UNKNOWN']);

/** @returns undefined for kinds that say nothing of the conversation: embeddings, guardrails, evaluators. */
export function openinferenceStep(span: Span, record: number): Step | undefined {
  const a = span.attributes;
  const kind = (textOf(a, 'openinference.span.kind') ?? '').toUpperCase();
  const base = baseOf(span, record);
  if (kind === 'TOOL') return tool(span, record);
  if (kind === 'RETRIEVER' || kind === 'RERANKER') {
    const documents = documentsOf(a, kind === 'RETRIEVER' ? 'retrieval.documents' : 'reranker.output_documents');
    return documents.length ? { kind: 'context', ...base, documents } : undefined;
  }
  const wrapper = WRAPPERS.has(kind);
  if (kind !== 'LLM' && !wrapper) return undefined;
  const messages = tree(a, 'llm.input_messages') ?? a.get('llm.input_messages');
  const output = tree(a, 'llm.output_messages') ?? a.get('llm.output_messages');
  const raw = placeIn(span, wholeOf(a, 'input.value'));
  // The provider's own JSON repeats the messages; it is read where they are missing.
  const { input, reply } = (wrapper ? outerCall : looseCall)(
    messages === undefined ? raw : placeIn(span, messages),
    placeIn(span, output === undefined ? wholeOf(a, 'output.value') : output),
  );
  if (
    messages === undefined &&
    input.prompt.length === 0 &&
    output === undefined &&
    reply.replies.length === 0 &&
    !wrapper
  ) {
    const other = genaiStep(span, record);
    if (other) return other;
  }
  const tools = toolsOf(span);
  const model = textOf(a, 'llm.model_name') ?? reply.model;
  const agent = textOf(a, 'agent.name', 'graph.node.id');
  const feedback = evaluations(a);
  return {
    kind: 'model',
    ...base,
    prompt: pinned(input.prompt, span),
    replies: reply.replies.map((r) => pinned(r, span)),
    tools: tools.length ? tools : input.tools,
    ...defined({ model: model || undefined }),
    ...latencyOf(span),
    ...defined({ agent: agent || undefined, feedback: feedback.length ? feedback : undefined }),
    wrapper,
  };
}

/** Declared tools: each is a JSON Schema, as text. */
const toolsOf = (span: Span) =>
  readTools(
    (arr(tree(span.attributes, 'llm.tools')) ?? []).map(
      (t) => decoded(placeIn(span, get(t, 'tool', 'json_schema') ?? t)).value,
    ),
  );

/**
 * A tool run. `tool.parameters` is the tool's schema in the convention and the arguments in some instrumentations:
 * `input.value` is preferred.
 */
function tool(span: Span, record: number): Step {
  const a = span.attributes;
  const args =
    wholeOf(a, 'tool.parameters') !== undefined && wholeOf(a, 'input.value') === undefined
      ? wholeOf(a, 'tool.parameters')
      : wholeOf(a, 'input.value');
  const output = wholeOf(a, 'output.value');
  const callId = idOf(a.get('tool_call.id')) ?? idOf(a.get('tool.id')) ?? idOf(a.get('tool_call_id'));
  const failed = errorOf(span);
  return {
    kind: 'tool',
    ...baseOf(span, record),
    name: textOf(a, 'tool.name', 'tool_call.function.name') ?? span.name,
    args: typeof args === 'string' ? args : args === undefined ? '' : jsonText(args),
    ...defined({ callId }),
    ...(output === undefined
      ? failed
        ? { result: { text: failed.text } }
        : {}
      : { result: resultText(placeIn(span, output)) }),
    ...defined({ isError: failed ? true : undefined }),
    ...latencyOf(span),
  };
}

/** Documents with their texts; ids become titles. */
function documentsOf(a: Attributes, key: string): { text: string; title?: string }[] {
  return (arr(tree(a, key)) ?? []).flatMap((entry) => {
    const document = get(entry, 'document') ?? entry;
    const text = str(get(document, 'content'));
    const title = str(get(document, 'id'));
    return text ? [{ text, ...defined({ title: title || undefined }) }] : [];
  });
}

/** Phoenix puts annotations and evaluations beside the attributes or under `eval.NAME.score`. */
function evaluations(a: Attributes): FeedbackBeside[] {
  const scores = tree(a, 'eval') ?? tree(a, 'annotations');
  if (typeof scores !== 'object' || scores === null) return [];
  return Object.entries(scores).flatMap(([key, entry]) => {
    const value = num(get(entry, 'score')) ?? num(get(entry, 'result', 'score'));
    const label = str(get(entry, 'label')) ?? str(get(entry, 'result', 'label'));
    const name = str(get(entry, 'name')) ?? key;
    if (value === undefined && !label) return [];
    return [
      {
        signal: 'score' as const,
        by: 'evaluator' as const,
        name,
        ...defined({ value, text: label || undefined }),
      },
    ];
  });
}
