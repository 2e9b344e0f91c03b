/**
 * MLflow traces: `Trace.to_json`, `search_traces` and the artifact `traces.json`.
 *
 * Described at mlflow.org/docs/latest/genai/concepts/trace. A span's attributes are JSON texts each, so a type is `"\"TOOL\""`. What
 * went in and out is in `mlflow.spanInputs` and `mlflow.spanOutputs`, in the shape of the traced library. MLflow 3 renamed the ids, the
 * times and the status of MLflow 2; both are read.
 */
import { defined } from '../../../kit/defined.ts';
import type { FeedbackBeside } from '../../feedback.ts';
import { readTools } from '../../openai.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { decoded, into, items, type Place } from '../../place.ts';
import { parseTime } from '../../time.ts';
import { type Observation, type ObservationKind, unquoted } from '../../traces/observation.ts';
import { spanLog } from '../../traces/span-log.ts';

/** Types of spans; others are not of the talk (embeddings, parsers, evaluators), and those without one are functions. */
const KINDS: Readonly<Record<string, ObservationKind>> = {
  LLM: 'model',
  CHAT_MODEL: 'model',
  TOOL: 'tool',
  AGENT: 'agent',
  CHAIN: 'outer',
  WORKFLOW: 'outer',
  TASK: 'outer',
  UNKNOWN: 'outer',
  RETRIEVER: 'retriever',
};

const isSpan = (value: unknown): boolean =>
  isObject(value) && Object.keys((get(value, 'attributes') as object) ?? {}).some((key) => key.startsWith('mlflow.'));

/** Places of traces: the trace itself, its JSON text in a row of a data frame, a list of them. */
const WRAPPERS = ['trace', 'traces', 'data'];

export const mlflow = spanLog(
  {
    id: 'mlflow',
    doc: {
      title: 'MLflow traces',
      files: 'traces.json, trace *.json, *.jsonl',
      detection:
        'Spans whose attributes begin with `mlflow.`, in `{info, data: {spans}}`, rows with `spans` or `trace`, or alone.',
      notes: [
        'Traces of MLflow 2 and 3: attributes are JSON texts or values; ids, times and status under either name.',
        'LLM and CHAT_MODEL spans are the model calls, TOOL spans runs, RETRIEVER documents context; AGENT, CHAIN and spans without a type repeat them.',
        '`mlflow.chat.messages` and, of the trace, request and response (or their previews, when they are whole) are read where the spans do not say it.',
        '`mlflow.trace.session` joins traces, `mlflow.trace.user` is a subject; assessments that are feedback become feedback, expectations are not read.',
      ],
    },
    votes: (r) => spansOf({ value: r, pointer: '', text: '', path: [] }).length > 0,
  },
  (record) => spansOf(record),
);

function spansOf(record: Place, depth = 0): Observation[] {
  const at = decoded(record);
  if (Array.isArray(at.value)) return depth > 2 ? [] : items(at).flatMap((p) => spansOf(p, depth + 1));
  if (isSpan(at.value)) return [observation(at, undefined)];
  if (!isObject(at.value)) return [];
  const list = [into(at, 'data', 'spans'), into(at, 'spans')].find((p) => Array.isArray(decoded(p).value));
  const spans = list ? items(list).filter((p) => isSpan(p.value)) : [];
  if (spans.length > 0) return traceOf(at, spans);
  return depth > 2 ? [] : WRAPPERS.flatMap((key) => spansOf(into(at, key), depth + 1));
}

/** Spans of one trace. What went in and out of the trace as a whole comes last: it counts only where no span says it. */
function traceOf(trace: Place, spans: readonly Place[]): Observation[] {
  const info = isObject(get(trace.value, 'info')) ? into(trace, 'info') : trace;
  const named = idOf(get(info.value, 'trace_id')) ?? idOf(get(info.value, 'request_id'));
  const all = spans.map((p) => {
    const span = observation(p, info);
    return { ...span, trace: named ?? (span.trace || `at:${trace.pointer}`) };
  });
  const [first] = all;
  if (!first) return [];
  const whole = (...places: Place[]): Place => places.find((p) => isWhole(p.value)) ?? into(trace, 'none');
  const outer: Observation = {
    ...first,
    id: '',
    kind: 'outer',
    place: info,
    input: whole(into(trace, 'data', 'request'), into(trace, 'request'), into(info, 'request_preview')),
    output: whole(into(trace, 'data', 'response'), into(trace, 'response'), into(info, 'response_preview')),
    verdicts: items(into(info, 'assessments')).flatMap((a) => verdict(a.value)),
  };
  const { parent: _parent, time: _time, end: _end, error: _error, tools: _tools, ...alone } = outer;
  return [...all, alone];
}

/** Previews are cut after a thousand characters. */
const isWhole = (value: unknown): boolean =>
  isObject(value) ||
  Array.isArray(value) ||
  (typeof value === 'string' && !(value.length >= 1000 && value.endsWith('...')));

function observation(span: Place, info: Place | undefined): Observation {
  const { value } = span;
  const attribute = (key: string): Place => unquoted(into(span, 'attributes', key));
  const text = (key: string): string | undefined => idOf(attribute(key).value);
  const [input, output] = ends(span);
  const about = (key: string): string | undefined =>
    ['trace_metadata', 'request_metadata', 'tags']
      .map((at) => idOf(get(info?.value, at, key)))
      .find((v) => v !== undefined) ?? text(key);
  const tools = decoded(attribute('mlflow.chat.tools'));
  const declared = readTools(tools.value, tools.text, tools.path);
  return {
    id: idOf(get(value, 'span_id')) ?? idOf(get(value, 'context', 'span_id')) ?? '',
    trace:
      text('mlflow.traceRequestId') ?? idOf(get(value, 'trace_id')) ?? idOf(get(value, 'context', 'trace_id')) ?? '',
    kind: kindOf(text('mlflow.spanType')),
    name: nameOf(str(get(value, 'name')) ?? ''),
    place: span,
    time: get(value, 'start_time_unix_nano') ?? get(value, 'start_time'),
    end: parseTime(get(value, 'end_time_unix_nano') ?? get(value, 'end_time')),
    input,
    output,
    ...defined({
      parent: idOf(get(value, 'parent_span_id')) ?? idOf(get(value, 'parent_id')),
      error: failure(value),
      model: text('mlflow.llm.model') ?? text('model'),
      tools: declared.length > 0 ? declared : undefined,
      call: text('tool_call_id'),
      session: about('mlflow.trace.session'),
      user: about('mlflow.trace.user'),
    }),
  };
}

const kindOf = (type: string | undefined): ObservationKind =>
  type === undefined ? 'outer' : Object.hasOwn(KINDS, type) ? (KINDS[type] as ObservationKind) : 'other';

/** Names that occur twice in a trace are numbered. */
const nameOf = (name: string): string => name.replace(/_\d+$/, '');

/** Inputs and outputs; the standard list of messages in their place where they say nothing. It ends with the answer. */
function ends(span: Place): [Place, Place] {
  const at = (key: string): Place => unquoted(into(span, 'attributes', key));
  const first = (...keys: string[]): Place =>
    keys.map(at).find((p) => p.value !== undefined && p.value !== null) ?? at(keys[0] as string);
  const input = first('mlflow.spanInputs', 'gen_ai.input.messages', 'input.value');
  const output = first('mlflow.spanOutputs', 'gen_ai.output.messages', 'output.value');
  const list = items(at('mlflow.chat.messages'));
  if (list.length === 0 || input.value !== undefined) return [input, output];
  const answered = get(list.at(-1)?.value, 'role') === 'assistant';
  const messages = decoded(at('mlflow.chat.messages'));
  const prompt = { ...messages, value: (arr(messages.value) ?? []).slice(0, answered ? -1 : undefined) };
  return [prompt, answered && output.value === undefined ? (list.at(-1) as Place) : output];
}

function failure(span: unknown): Observation['error'] {
  const code =
    str(get(span, 'status', 'code')) ?? str(get(span, 'status_code')) ?? str(get(span, 'status', 'status_code'));
  const event = (arr(get(span, 'events')) ?? []).find((e) => get(e, 'name') === 'exception');
  if (!event && !/ERROR$/.test(code ?? '')) return undefined;
  const type = str(get(event, 'attributes', 'exception.type'));
  const text =
    str(get(event, 'attributes', 'exception.message')) ||
    str(get(span, 'status', 'message')) ||
    str(get(span, 'status_message'));
  return { text: text || 'error', ...defined({ code: type || undefined }) };
}

function verdict(assessment: unknown): FeedbackBeside[] {
  const value = get(assessment, 'feedback', 'value');
  if (value === undefined || value === null) return [];
  const name = str(get(assessment, 'assessment_name')) ?? str(get(assessment, 'name'));
  const source = str(get(assessment, 'source', 'source_type'));
  const amount = typeof value === 'boolean' ? Number(value) : num(value);
  const text = [amount === undefined ? str(value) : undefined, str(get(assessment, 'rationale'))]
    .filter((t) => t)
    .join(': ');
  return [
    {
      signal: 'score',
      by: source === 'HUMAN' ? 'annotator' : source === undefined ? 'unknown' : 'evaluator',
      ...defined({ name: name || undefined, value: amount, text: text || undefined }),
    },
  ];
}
