/**
 * Opik (Comet): traces and spans of its API (`search_traces`, `search_spans`, pages of the REST API) and of `opik export`.
 *
 * Described at comet.com/docs/opik/tracing/export_data. A trace holds what went into and came out of the application, its scores and
 * its thread; its spans lie beside it, or in a list of their own.
 */
import { defined } from '../../../kit/defined.ts';
import type { FeedbackBeside } from '../../feedback.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { into, items, type Place } from '../../place.ts';
import type { Observation, ObservationKind } from '../../traces/observation.ts';
import { spanLog } from '../../traces/span-log.ts';

const KINDS: Readonly<Record<string, ObservationKind>> = {
  llm: 'model',
  tool: 'tool',
  general: 'outer',
  guardrail: 'other',
};

/** Snake case in the API and in Python, camel case in TypeScript. */
const at = (value: unknown, snake: string): unknown =>
  get(value, snake) ??
  get(
    value,
    snake.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  );

/** Keys that Opik's spans and traces have beside those of any tracing tool. */
const MARKS = [
  'project_id',
  'project_name',
  'feedback_scores',
  'total_estimated_cost',
  'error_info',
  'thread_id',
  'provider',
];
const marks = (value: unknown): number => MARKS.filter((key) => at(value, key) !== undefined).length;

const isSpan = (value: unknown): boolean =>
  isObject(value) &&
  idOf(at(value, 'trace_id')) !== undefined &&
  at(value, 'start_time') !== undefined &&
  Object.hasOwn(KINDS, str(get(value, 'type')) ?? '') &&
  (at(value, 'parent_span_id') !== undefined || marks(value) > 0);
const isTrace = (value: unknown): boolean =>
  isObject(value) &&
  idOf(get(value, 'id')) !== undefined &&
  at(value, 'start_time') !== undefined &&
  at(value, 'trace_id') === undefined &&
  (Object.hasOwn(value, 'input') || Object.hasOwn(value, 'output')) &&
  marks(value) > 1;

export const opik = spanLog(
  {
    id: 'opik',
    doc: {
      title: 'Opik',
      files: 'trace_*.json, *.jsonl, *.json',
      detection:
        'Spans with `trace_id`, `start_time` and a type (llm, tool, general, guardrail), traces with `thread_id`, `feedback_scores` or `project_id`, in `{trace, spans}`, `{content}` or alone.',
      notes: [
        'llm spans are the model calls, tool spans runs; general spans and the trace repeat them and are read where they say more.',
        '`thread_id` joins traces; `feedback_scores` of an llm span rate its answer, others the session.',
      ],
    },
    votes: (r) => observations({ value: r, pointer: '', text: '', path: [] }).length > 0,
  },
  (record) => observations(record),
);

function observations(record: Place): Observation[] {
  const { value } = record;
  if (isSpan(value)) return [spanOf(record)];
  if (isTrace(value)) return [traceOf(record)];
  const spans = items(into(record, 'spans')).filter((p) => isSpan(p.value));
  const trace = into(record, 'trace');
  if (isObject(trace.value) && idOf(get(trace.value, 'id')) !== undefined && Array.isArray(get(value, 'spans')))
    return [traceOf(trace), ...spans.map(spanOf)];
  const rows = ['content', 'traces', 'spans'].flatMap((key) => items(into(record, key)));
  return rows.flatMap((p) => (isSpan(p.value) ? [spanOf(p)] : isTrace(p.value) ? [traceOf(p)] : []));
}

const common = (place: Place) => {
  const { value } = place;
  const error = at(value, 'error_info');
  return {
    name: str(get(value, 'name')) ?? '',
    place,
    time: at(value, 'start_time'),
    input: into(place, 'input'),
    output: into(place, 'output'),
    ...defined({
      end: at(value, 'end_time') ?? undefined,
      session: idOf(at(value, 'thread_id')) ?? idOf(get(value, 'metadata', 'thread_id')),
      user: idOf(get(value, 'metadata', 'user_id')),
      error: isObject(error)
        ? {
            text: str(get(error, 'message')) || 'error',
            ...defined({ code: str(at(error, 'exception_type')) || undefined }),
          }
        : undefined,
    }),
  };
};

function spanOf(place: Place): Observation {
  const { value } = place;
  const kind = KINDS[str(get(value, 'type')) ?? ''] ?? 'other';
  const scores = scoresIn(at(value, 'feedback_scores'));
  return {
    id: idOf(get(value, 'id')) ?? '',
    trace: idOf(at(value, 'trace_id')) ?? '',
    kind,
    ...common(place),
    ...defined({
      parent: idOf(at(value, 'parent_span_id')),
      model: str(get(value, 'model')),
      ...(kind === 'model' ? { feedback: scores } : { verdicts: scores }),
    }),
  };
}

const traceOf = (place: Place): Observation => ({
  id: '',
  trace: idOf(get(place.value, 'id')) ?? '',
  kind: 'outer',
  ...common(place),
  verdicts: scoresIn(at(place.value, 'feedback_scores')),
});

const scoresIn = (scores: unknown): FeedbackBeside[] =>
  (arr(scores) ?? []).flatMap((score) => {
    const value = num(get(score, 'value'));
    const text = [str(at(score, 'category_name')), str(get(score, 'reason'))].filter((t) => t).join(': ');
    const source = str(get(score, 'source'));
    if (value === undefined && !text) return [];
    return [
      {
        signal: 'score' as const,
        by:
          source === 'ui'
            ? ('annotator' as const)
            : source === 'online_scoring'
              ? ('evaluator' as const)
              : ('unknown' as const),
        ...defined({ name: str(get(score, 'name')) || undefined, value, text: text || undefined }),
      },
    ];
  });
