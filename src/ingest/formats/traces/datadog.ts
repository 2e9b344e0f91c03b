/**
 * Datadog LLM Observability: spans of the export API, of the intake API, and as its SDKs send them.
 *
 * Described at docs.datadoghq.com/llm_observability/evaluations/export_api and …/instrumentation/api. The export has `input` and
 * `output` beside the ids, the intake under `meta`. A message's calls and results are `tool_calls` and `tool_results`, with `tool_id`.
 */
import { defined } from '../../../kit/defined.ts';
import type { FeedbackBeside } from '../../feedback.ts';
import { readTools } from '../../openai.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { into, items, type Place } from '../../place.ts';
import { parseTime } from '../../time.ts';
import type { Observation, ObservationKind } from '../../traces/observation.ts';
import { isGiven, spanLog } from '../../traces/span-log.ts';

const KINDS: Readonly<Record<string, ObservationKind>> = {
  llm: 'model',
  tool: 'tool',
  agent: 'agent',
  workflow: 'outer',
  task: 'outer',
  retrieval: 'retriever',
  embedding: 'other',
  experiment: 'outer',
};

/** The kind of a span stands in three places, as the API grew. */
const kindIn = (span: unknown): string | undefined =>
  [['span_kind'], ['meta', 'kind'], ['meta', 'span.kind'], ['meta', 'span', 'kind']]
    .map((path) => str(get(span, ...path)))
    .find((kind) => kind !== undefined && Object.hasOwn(KINDS, kind));

const isSpan = (value: unknown): boolean =>
  isObject(value) &&
  kindIn(value) !== undefined &&
  idOf(get(value, 'span_id')) !== undefined &&
  (get(value, 'start_ns') !== undefined || isObject(get(value, 'meta')));

export const datadog = spanLog(
  {
    id: 'datadog-llmobs',
    doc: {
      title: 'Datadog LLM Observability',
      files: '*.json, *.jsonl',
      detection:
        'Spans with `span_id`, `start_ns` and a kind (`span_kind` or `meta.kind`: llm, tool, agent, workflow …), in `{data}`, `{spans}` or alone.',
      notes: [
        'llm spans are the model calls, tool spans runs, retrieval documents context; agent, workflow and task spans repeat them.',
        'Calls and results pair by `tool_id`; `tool_definitions` are the tools; evaluations of a span become feedback on it.',
        '`session_id` joins traces; the tags `session_id`, `user_id` and `usr.id` are read as well.',
      ],
    },
    votes: (r) => spansIn({ value: r, pointer: '', text: '', path: [] }, {}).length > 0,
  },
  (record) => spansIn(record, {}),
);

/** What a batch of spans has in common. */
interface Common {
  session?: string;
  app?: string;
  user?: string;
}

function spansIn(at: Place, common: Common, depth = 0): Observation[] {
  const { value } = at;
  if (Array.isArray(value)) return depth > 3 ? [] : items(at).flatMap((p) => spansIn(p, common, depth + 1));
  if (isSpan(value)) return [observation(at, common)];
  if (!isObject(value) || depth > 3) return [];
  const own = { ...common, ...aboutOf(value) };
  return ['data', 'attributes', 'spans'].flatMap((key) => spansIn(into(at, key), own, depth + 1));
}

function aboutOf(value: unknown): Common {
  const tag = (...names: string[]): string | undefined => {
    for (const name of names) {
      const found = (arr(get(value, 'tags')) ?? []).find((t) => typeof t === 'string' && t.startsWith(`${name}:`));
      if (found !== undefined) return idOf((found as string).slice(name.length + 1));
    }
    return undefined;
  };
  return defined({
    session: idOf(get(value, 'session_id')) ?? tag('session_id'),
    app: str(get(value, 'ml_app')) ?? tag('ml_app'),
    user: tag('user_id', 'usr.id'),
  });
}

function observation(span: Place, common: Common): Observation {
  const { value } = span;
  const end = (key: 'input' | 'output'): Place => {
    const at = isObject(get(value, key)) ? into(span, key) : into(span, 'meta', key);
    return (
      ['messages', 'documents', 'value'].map((k) => into(at, k)).find((p) => isGiven(p.value)) ?? into(at, 'parameters')
    );
  };
  const time = get(value, 'start_ns');
  const start = parseTime(time);
  const duration = num(get(value, 'duration'));
  const parent = idOf(get(value, 'parent_id'));
  const definitions = [into(span, 'tool_definitions'), into(span, 'meta', 'tool_definitions')].flatMap(items);
  const tools = definitions.flatMap(({ value: t }) =>
    readTools([{ name: get(t, 'name'), description: get(t, 'description'), parameters: get(t, 'schema') }]),
  );
  const feedback = scoresIn(get(value, 'evaluation'));
  return {
    id: idOf(get(value, 'span_id')) ?? '',
    trace: idOf(get(value, 'trace_id')) ?? '',
    kind: KINDS[kindIn(value) ?? ''] ?? 'other',
    name: str(get(value, 'name')) ?? '',
    place: span,
    time,
    input: end('input'),
    output: end('output'),
    ...common,
    ...aboutOf(value),
    ...defined({
      // Roots name no parent, by this word or by zero.
      parent: parent === 'undefined' || parent === '0' ? undefined : parent,
      end: start !== undefined && duration !== undefined ? start + Math.round(duration / 1e6) : undefined,
      error: failure(value),
      model: str(get(value, 'model_name')) ?? str(get(value, 'meta', 'model_name')),
      tools: tools.length > 0 ? tools : undefined,
      ...(KINDS[kindIn(value) ?? ''] === 'model' ? { feedback } : { verdicts: feedback }),
    }),
  };
}

function failure(span: unknown): Observation['error'] {
  if (get(span, 'status') !== 'error') return undefined;
  const at = ['error', 'meta'].map((key) => get(span, key)).find(isObject);
  const message =
    str(get(span, 'meta', 'error', 'message')) ?? str(get(at, 'error.message')) ?? str(get(at, 'message'));
  const type = str(get(span, 'meta', 'error', 'type')) ?? str(get(at, 'error.type')) ?? str(get(at, 'type'));
  return { text: message || 'error', ...defined({ code: type || undefined }) };
}

function scoresIn(evaluations: unknown): FeedbackBeside[] {
  if (!isObject(evaluations)) return [];
  return Object.entries(evaluations).flatMap(([name, entry]) => {
    const value = get(entry, 'value');
    const amount = typeof value === 'boolean' ? Number(value) : num(value);
    const text = amount === undefined ? str(value) : undefined;
    return amount === undefined && !text
      ? []
      : [{ signal: 'score' as const, by: 'evaluator' as const, name, ...defined({ value: amount, text }) }];
  });
}
