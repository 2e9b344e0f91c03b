/**
 * LangSmith runs as steps: llm runs as model calls, tools, and documents of retrievers. Chains are wrappers around
 * them.
 */

import { defined } from '../../kit/defined.ts';
import type { FeedbackBeside } from '../feedback.ts';
import { readTools } from '../openai.ts';
import { arr, get, idOf, isObject, jsonText, num, str } from '../parse.ts';
import { into, type Place } from '../place.ts';
import { looseCall } from '../shapes/loose.ts';
import { resultText } from '../shapes/parts.ts';
import { readError } from '../surroundings.ts';
import { parseTime } from '../time.ts';
import { outerCall } from './outer.ts';
import type { Step } from './step.ts';

/**
 * @param record number of the record among the session's.
 * @param pointer to the run in its record.
 * @returns undefined for runs that say nothing of the conversation: prompts, parsers, embeddings.
 */
export function runStep(run: unknown, record: number, pointer: string, trace: string): Step | undefined {
  const type = str(get(run, 'run_type')) ?? 'chain';
  const time = get(run, 'start_time');
  const start = parseTime(time);
  const end = parseTime(get(run, 'end_time'));
  const error = readError(get(run, 'error'));
  const parent = idOf(get(run, 'parent_run_id'));
  const base = {
    id: idOf(get(run, 'id')) ?? '',
    ...defined({ parent }),
    trace,
    ...defined({ start, time }),
    record,
    pointer,
    ...defined({ error: error || undefined }),
  };
  const latency = start !== undefined && end !== undefined && end >= start ? { latencyMs: end - start } : {};
  const whole: Place = { value: run, pointer, text: '', path: [] };
  if (type === 'tool') return { kind: 'tool', ...base, ...tool(whole, error?.text), ...latency };
  if (type === 'retriever') {
    const documents = (arr(get(run, 'outputs', 'documents')) ?? []).flatMap((d) => {
      const text = str(get(d, 'page_content')) ?? str(get(d, 'kwargs', 'page_content'));
      return text ? [{ text }] : [];
    });
    return documents.length ? { kind: 'context', ...base, documents } : undefined;
  }
  if (type !== 'llm' && type !== 'chain') return undefined;
  const { input, reply } = (type === 'chain' ? outerCall : looseCall)(into(whole, 'inputs'), into(whole, 'outputs'));
  const model =
    reply.model ??
    str(get(run, 'extra', 'metadata', 'ls_model_name')) ??
    str(get(run, 'extra', 'invocation_params', 'model')) ??
    input.model;
  const tools = into(whole, 'extra', 'invocation_params', 'tools');
  const feedback = statsOf(get(run, 'feedback_stats'));
  return {
    kind: 'model',
    ...base,
    ...defined({ error: reply.error && !error ? reply.error : undefined }),
    prompt: input.prompt,
    replies: reply.replies,
    tools: input.tools.length ? input.tools : readTools(tools.value),
    ...defined({ model: model || undefined }),
    ...latency,
    ...defined({ feedback: feedback.length ? feedback : undefined }),
    wrapper: type === 'chain',
  };
}

/**
 * Arguments and result of a tool run. LangChain wraps the result in a message, and serialises that in some versions.
 */
function tool(run: Place, error: string | undefined) {
  const inputs = get(run.value, 'inputs');
  // LangChain logs the arguments as one string under `input`.
  const only = isObject(inputs) && Object.keys(inputs).length === 1 ? str(get(inputs, 'input')) : undefined;
  const outputs = into(run, 'outputs');
  const inner = ['output', 'result', 'content'].map((k) => into(outputs, k)).find((p) => p.value !== undefined);
  const body =
    inner && isObject(inner.value) && get(inner.value, 'content') !== undefined
      ? into(inner, 'content')
      : (inner ?? outputs);
  const serial = inner && isObject(get(inner.value, 'kwargs')) ? into(inner, 'kwargs', 'content') : body;
  const callId = idOf(get(inner?.value, 'tool_call_id')) ?? idOf(get(inner?.value, 'kwargs', 'tool_call_id'));
  const has = outputs.value !== undefined && outputs.value !== null;
  return {
    name: str(get(run.value, 'name')) ?? '',
    args: only ?? (inputs === undefined ? '' : jsonText(inputs)),
    ...defined({ callId }),
    ...(has ? { result: resultText(serial) } : error ? { result: { text: error } } : {}),
    ...defined({ isError: error ? true : undefined }),
  };
}

/** Averages of a run's feedback, where the rows themselves are not exported. */
function statsOf(stats: unknown): FeedbackBeside[] {
  if (!isObject(stats)) return [];
  return Object.entries(stats).flatMap(([name, entry]) => {
    const value = num(get(entry, 'avg'));
    return value === undefined ? [] : [{ signal: 'score' as const, by: 'unknown' as const, name, value }];
  });
}

/** A feedback row, put on the run it is about; false when that is no model call here. `only` reads the row alone. */
export function addScore(row: unknown, steps: readonly Step[], only?: false): boolean;
export function addScore(row: unknown, steps: readonly Step[], only: true): FeedbackBeside | undefined;
export function addScore(row: unknown, steps: readonly Step[], only = false): boolean | FeedbackBeside | undefined {
  const score = get(row, 'score');
  const value = typeof score === 'boolean' ? Number(score) : num(score);
  const key = str(get(row, 'key')) ?? '';
  const thumbs = /thumb|user_score|user-score/i.test(key) && (value === 1 || value === 0 || value === -1);
  const text = str(get(row, 'correction')) ?? str(get(row, 'comment')) ?? str(get(row, 'value'));
  const source = str(get(row, 'feedback_source', 'type'));
  const feedback: FeedbackBeside = {
    signal: thumbs ? (value === 1 ? 'thumbs_up' : 'thumbs_down') : str(get(row, 'correction')) ? 'edit' : 'score',
    by: source === 'model' ? 'evaluator' : source === 'app' ? 'annotator' : 'unknown',
    name: key,
    ...defined({ value: value === undefined || thumbs ? undefined : value, text: text || undefined }),
  };
  if (only) return feedback;
  const step = steps.find((s) => s.kind === 'model' && s.id === idOf(get(row, 'run_id')) && !s.wrapper);
  if (step?.kind !== 'model') return false;
  step.feedback = [...(step.feedback ?? []), feedback];
  return true;
}
