/** A span as the APIs of tracing products write it, whose names differ and whose meaning does not, as a step. */

import { defined } from '../../kit/defined.ts';
import { tryJson } from '../../kit/json/parse.ts';
import type { ToolDef } from '../../model/session.ts';
import type { FeedbackBeside } from '../feedback.ts';
import { get, idOf, isObject } from '../parse.ts';
import { decoded, into, type Place, rawArgs } from '../place.ts';
import { looseCall } from '../shapes/loose.ts';
import { resultText } from '../shapes/parts.ts';
import type { ErrorIn } from '../surroundings.ts';
import { parseTime } from '../time.ts';
import { contextOr, documentsIn } from './documents.ts';
import { outerCall } from './outer.ts';
import type { Step } from './step.ts';

/** What a span stands for. `agent` and `outer` lie around model calls and repeat them; `other` says nothing of the talk. */
export type ObservationKind = 'model' | 'tool' | 'agent' | 'outer' | 'retriever' | 'other';

export interface Observation {
  id: string;
  parent?: string;
  /** '' when the log does not say; `at:…`, the place that the spans of one trace share, when they lie together. */
  trace: string;
  kind: ObservationKind;
  name: string;
  /** The span itself, for the way back to it. */
  place: Place;
  /** As logged. */
  time?: unknown;
  /** When it ended, in ms or as logged. */
  end?: unknown;
  input: Place;
  output: Place;
  error?: ErrorIn;
  model?: string;
  tools?: ToolDef[];
  /** Id of the call that a tool run answers. */
  call?: string;
  feedback?: FeedbackBeside[];
  /** Ids of the conversation that the trace belongs to, and of its user. */
  session?: string;
  user?: string;
  app?: string;
  /** Verdicts on the trace as a whole. */
  verdicts?: FeedbackBeside[];
}

/** @param record number of the record among the session's */
export function stepOf(o: Observation, record: number): Step {
  const start = parseTime(o.time);
  const end = parseTime(o.end);
  const base = {
    id: o.id,
    trace: o.trace,
    ...defined({ parent: o.parent, start, time: start === undefined ? undefined : o.time, error: o.error }),
    record,
    pointer: o.place.pointer,
  };
  const latency = start !== undefined && end !== undefined && end >= start ? { latencyMs: end - start } : {};
  if (o.kind === 'other') return { kind: 'link', ...base };
  if (o.kind === 'retriever') return contextOr(base, documentsIn(o.output));
  if (o.kind === 'tool') return { kind: 'tool', ...base, ...runOf(o), ...latency };
  const wrapper = o.kind !== 'model';
  const { input, reply } = (wrapper ? outerCall : looseCall)(o.input, o.output);
  const model = reply.model ?? o.model ?? input.model;
  const error = o.error ?? reply.error;
  return {
    kind: 'model',
    ...base,
    prompt: input.prompt,
    replies: reply.replies,
    tools: input.tools.length > 0 ? input.tools : (o.tools ?? []),
    ...defined({ model: model || undefined, error, agent: o.kind === 'agent' ? o.name || undefined : undefined }),
    ...latency,
    ...defined({ feedback: o.feedback?.length ? o.feedback : undefined }),
    wrapper,
  };
}

/**
 * Arguments and result of a run. The arguments may lie under `input`, the result in a message: LangChain wraps both. A run that
 * failed without a result gets the error as its result, as the model would have got it.
 */
function runOf(o: Observation) {
  const input = decoded(o.input);
  const keys = isObject(input.value) ? Object.keys(input.value) : [];
  const [only] = keys;
  const wrapped =
    keys.length === 1 && (only === 'input' || only === 'kwargs' || only === 'arguments' || only === 'args');
  const inner = wrapped ? decoded(into(input, only as string)) : input;
  const output = decoded(o.output);
  // A function's value that is no object is logged as `{output}`.
  const lone = isObject(output.value) && Object.keys(output.value).length === 1 ? into(output, 'output') : output;
  const message = [lone, into(output, 'output'), into(output, 'result')].find((p) => isObject(p.value)) ?? output;
  const content = into(message, 'content');
  const has = o.output.value !== undefined && o.output.value !== null;
  const result = content.value !== undefined ? content : lone === output || lone.value === undefined ? o.output : lone;
  const call = o.call ?? idOf(get(message.value, 'tool_call_id'));
  return {
    name: o.name,
    args: rawArgs(isObject(inner.value) || !wrapped ? inner : into(input, only as string)),
    ...defined({ callId: call }),
    ...(has ? { result: resultText(unquoted(result)) } : o.error ? { result: { text: o.error.text } } : {}),
    ...defined({ isError: o.error ? true : undefined }),
  };
}

/** A text that was logged as JSON has quotes around it. */
export function unquoted(place: Place): Place {
  if (typeof place.value !== 'string' || !/^\s*"[\s\S]*"\s*$/.test(place.value)) return place;
  const text = tryJson(place.value);
  return typeof text === 'string' ? { ...place, value: text } : place;
}
