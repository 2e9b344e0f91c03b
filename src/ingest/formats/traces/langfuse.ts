/**
 * Langfuse exports: traces with their observations, as the UI, the API and the batch export write them.
 *
 * Data model: langfuse.com/docs/observability/data-model. A trace is one request to the application and belongs to a
 * session by `sessionId`; its observations form a tree, of which GENERATIONs are the model calls. Field names are camel
 * case in the API and snake case in rows of the batch export. This file finds traces, scores and ids;
 * `langfuse-steps.ts` reads an observation, and `assemble.ts` makes a conversation of them.
 */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { into, items, type Place, placeOf } from '../../place.ts';
import type { IndexEntry, InRecord, NoSession, Reader } from '../../reader.ts';
import { parseTime } from '../../time.ts';
import { assemble } from '../../traces/assemble.ts';
import { observationStep } from '../../traces/langfuse-steps.ts';
import { hasContent, type Step } from '../../traces/step.ts';

const FORMAT = 'langfuse';

/** Types of observations. The first three are the original ones, the others came with the SDKs of 2025. */
const TYPES = new Set([
  'GENERATION',
  'SPAN',
  'EVENT',
  'AGENT',
  'TOOL',
  'CHAIN',
  'RETRIEVER',
  'EVALUATOR',
  'EMBEDDING',
  'GUARDRAIL',
]);

const isObservation = (r: unknown): boolean =>
  isObject(r) &&
  TYPES.has(str(get(r, 'type')) ?? '') &&
  (Object.hasOwn(r, 'traceId') || Object.hasOwn(r, 'parentObservationId') || Object.hasOwn(r, 'trace_id'));
const hasObservations = (r: unknown): boolean => isObject(r) && (arr(get(r, 'observations')) ?? []).some(isObservation);
/** A trace that lists its observations by id only (list export), or has none. */
const isTrace = (r: unknown): boolean =>
  isObject(r) &&
  idOf(get(r, 'id')) !== undefined &&
  Object.hasOwn(r, 'sessionId') &&
  ['observations', 'projectId', 'htmlPath', 'bookmarked', 'observationCount'].some((key) => Object.hasOwn(r, key));

export const langfuse: Reader = {
  id: FORMAT,
  doc: {
    title: 'Langfuse',
    files: '*.trace.json, *.json, *.jsonl',
    detection:
      '`{trace, observations}`, a trace with `observations`, a list export `{data, meta}`, or lines of observations (`type` GENERATION, SPAN, TOOL … with `traceId`).',
    notes: [
      'Observations are sorted by start time. GENERATIONs are the model calls; each repeats the history, and only what is new is read.',
      'Inputs and outputs are read in the shape of the traced framework: OpenAI, Responses, Anthropic, Gemini, LangChain, OpenTelemetry parts, AI SDK, plain text.',
      'TOOL observations fill in results that no later input holds (and order talks whose inputs were not logged). Tool declarations that LangGraph logs as messages are tools, not results.',
      'SPAN, CHAIN and AGENT observations and the trace repeat the text: they are read in traces without a GENERATION, and for the prompt or the final answer that no GENERATION holds. Documents of a RETRIEVER are context.',
      'A trace without any input and output is left out, and the reason says so.',
      'Traces of one `sessionId` are one session; scores become feedback, `level: ERROR` an error, `userId` a subject.',
    ],
  },
  votes: (r) =>
    isObject(r) &&
    (hasObservations(r) ||
      hasObservations(get(r, 'trace')) ||
      isObservation(r) ||
      isTrace(r) ||
      (isObject(get(r, 'trace')) && Array.isArray(get(r, 'observations'))) ||
      (arr(get(r, 'data')) ?? []).some((d) => isTrace(d) || isObservation(d))),
  // A trace is a session by itself (`self`), and joins the others of its `sessionId` (`previous`), also across files.
  index: (record) => {
    const traces = tracesIn(record);
    const entries = traces.map((t): IndexEntry | NoSession => {
      if (!saysAnything(t))
        return { skip: 'no content captured: neither the trace nor its observations hold an input or an output' };
      const time = t.observations.reduce(
        (min, o) => Math.min(min, parseTime(startOf(o.value)) ?? Infinity),
        parseTime(get(t.trace, 'timestamp')) ?? Infinity,
      );
      const session = idOf(get(t.trace, 'sessionId')) ?? idOf(get(t.trace, 'session_id'));
      return {
        ...defined({
          part: traces.length > 1 ? t.part : undefined,
          self: t.id === undefined ? undefined : `trace:${t.id}`,
          previous: session === undefined ? undefined : `session:${session}`,
          time: Number.isFinite(time) ? time : undefined,
        }),
      };
    });
    return entries.length > 0 ? entries : { skip: 'no trace and no observation' };
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    const steps: Step[] = [];
    const seen = new Set<string>();
    const scores: { value: unknown; record: number; pointer: string }[] = [];
    let number = -1;
    for (const record of records) {
      builder.from(record.ref);
      number++;
      for (const t of tracesIn(record, record.ref.pointer)) {
        describe(t, builder);
        for (const o of t.observations) {
          // The same observation in two exports, or in a trace and as a line: taken once.
          const id = idOf(get(o.value, 'id'));
          if (id !== undefined && seen.has(id)) continue;
          if (id !== undefined) seen.add(id);
          steps.push(observationStep(o, number, t.id ?? ''));
          collectScores(into(o, 'scores'), number, scores);
        }
        collectScores(into(t.place, 'scores'), number, scores);
        steps.push(...rootStep(t, number));
      }
    }
    // Before assembling: feedback of a step is emitted with its answer. What is left is about the session, and comes
    // last.
    for (const { value } of scores) attach(value, steps);
    assemble(builder, steps);
    for (const score of scores) rate(score, steps, builder);
    return builder.build();
  },
};

/** One trace of a record. `part`: what the index calls it, so that reading can pick it again. */
interface TraceIn {
  id: string | undefined;
  trace: unknown;
  place: Place;
  observations: Place[];
  part: string;
}

const startOf = (o: unknown): unknown => get(o, 'startTime') ?? get(o, 'start_time');

/** Traces of the records that were taken apart, as long as the records are in memory. */
const taken = new WeakMap<object, Map<string, TraceIn[]>>();

/** A list export holds many traces, each of them read as a session: it is taken apart once. */
function tracesIn(record: InRecord, part?: string): TraceIn[] {
  if (!isObject(record.value)) return [];
  let parts = taken.get(record.value);
  if (!parts) {
    parts = new Map();
    for (const t of tracesOf(placeOf(record))) parts.set(t.part, [...(parts.get(t.part) ?? []), t]);
    taken.set(record.value, parts);
  }
  return part === undefined ? [...parts.values()].flat() : (parts.get(part) ?? []);
}

/** The traces in any of the layouts: a list export, single observations, `{trace, observations}`, or a trace itself. */
function tracesOf(record: Place): TraceIn[] {
  const { value } = record;
  if (!isObject(value)) return [];
  const data = items(into(record, 'data')).filter((d) => isObject(d.value));
  if (data.length > 0 && !Array.isArray(get(value, 'observations'))) {
    const whole = data.filter((d) => !isObservation(d.value)).flatMap(tracesOf);
    return [...whole, ...byTrace(data.filter((d) => isObservation(d.value)))];
  }
  if (isObservation(value)) return byTrace([record]);
  const trace = isObject(get(value, 'trace')) ? into(record, 'trace') : record;
  if (!isObject(trace.value)) return [];
  const list =
    ['observations'].map((k) => into(record, k)).find((p) => Array.isArray(p.value)) ?? into(trace, 'observations');
  const observations = items(list).filter((o) => isObject(o.value) && TYPES.has(str(get(o.value, 'type')) ?? ''));
  const id = idOf(get(trace.value, 'id')) ?? idOf(get(observations[0]?.value, 'traceId'));
  if (observations.length === 0 && get(trace.value, 'input') === undefined && get(trace.value, 'output') === undefined)
    return [];
  return [{ id, trace: trace.value, place: trace, observations, part: `trace:${id ?? trace.pointer}` }];
}

/** Lines of observations: those of one trace together. */
function byTrace(observations: Place[]): TraceIn[] {
  const groups = new Map<string, Place[]>();
  for (const o of observations) {
    const id = idOf(get(o.value, 'traceId')) ?? idOf(get(o.value, 'trace_id')) ?? '';
    groups.set(id, [...(groups.get(id) ?? []), o]);
  }
  return [...groups].map(([id, list]) => {
    const first = list[0] as Place;
    return {
      id: id || undefined,
      trace: first.value,
      place: first,
      observations: list,
      part: `trace:${id || first.pointer}`,
    };
  });
}

/** A line of its own may be a span that is only around others: its trace is known when all are read. */
const saysAnything = (t: TraceIn): boolean =>
  (t.observations.length === 1 &&
    t.place.value === t.observations[0]?.value &&
    get(t.trace, 'type') !== 'GENERATION') ||
  t.observations.some((o) => hasContent(observationStep(o, 0, ''))) ||
  [t.place, ...t.observations].some((p) => (arr(get(p.value, 'scores')) ?? []).some(isObject)) ||
  rootStep(t, 0).some(hasContent);

/** A trace whose observations are not there still tells what went in and came out. */
function rootStep(t: TraceIn, record: number): Step[] {
  if (t.place.value === t.observations[0]?.value) return [];
  return [
    observationStep(
      { ...t.place, value: { ...(t.trace as object), type: 'CHAIN', startTime: get(t.trace, 'timestamp') } },
      record,
      t.id ?? '',
    ),
  ];
}

function describe(t: TraceIn, builder: SessionBuilder): void {
  const session = idOf(get(t.trace, 'sessionId')) ?? t.id;
  if (session !== undefined) builder.fields.nativeId = session;
  const user = idOf(get(t.trace, 'userId')) ?? idOf(get(t.trace, 'user_id'));
  if (user !== undefined) builder.subjects.add(user);
}

function collectScores(
  list: Place,
  record: number,
  into_: { value: unknown; record: number; pointer: string }[],
): void {
  for (const s of items(list)) if (isObject(s.value)) into_.push({ value: s.value, record, pointer: s.pointer });
}

/**
 * A score as feedback. `stringValue` is that of a categorical score; `source` says whether a person gave it
 * (ANNOTATION), an evaluator (EVAL) or the application (API: it may be either).
 */
const feedbackOf = (score: unknown) => {
  const value = num(get(score, 'value'));
  const name = str(get(score, 'name'));
  const text = [str(get(score, 'stringValue')), str(get(score, 'comment'))].filter((t) => t).join(': ');
  const source = str(get(score, 'source'));
  return {
    signal: 'score' as const,
    by:
      source === 'ANNOTATION'
        ? ('annotator' as const)
        : source === 'EVAL'
          ? ('evaluator' as const)
          : ('unknown' as const),
    ...defined({ value, name: name || undefined, text: text || undefined }),
  };
};

/** The model call that a score is about; undefined for scores of the trace and of other observations. */
const targetOf = (score: unknown, steps: readonly Step[]) => {
  const id = idOf(get(score, 'observationId'));
  return id === undefined ? undefined : steps.find((s) => s.kind === 'model' && !s.wrapper && s.id === id);
};

/** A score of a model call rates its answer … */
function attach(score: unknown, steps: readonly Step[]): void {
  const step = targetOf(score, steps);
  if (step?.kind === 'model') step.feedback = [...(step.feedback ?? []), feedbackOf(score)];
}

/** … any other one the whole session. */
function rate(
  score: { value: unknown; record: number; pointer: string },
  steps: readonly Step[],
  builder: SessionBuilder,
): void {
  if (targetOf(score.value, steps) || builder.turn < 0) return;
  builder.feedback({ ...feedbackOf(score.value), target: null, record: score.record, pointer: score.pointer });
}
