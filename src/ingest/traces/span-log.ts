/** What the readers of tracing products share: traces by id, conversations of several traces, one session from all their spans. */
import { defined } from '../../kit/defined.ts';
import { SessionBuilder } from '../builder.ts';
import { isObject, jsonText } from '../parse.ts';
import { type Place, placeOf } from '../place.ts';
import type { IndexEntry, InRecord, NoSession, Reader } from '../reader.ts';
import { parseTime } from '../time.ts';
import { assemble } from './assemble.ts';
import { type Observation, stepOf } from './observation.ts';
import { hasContent, type Step } from './step.ts';

/** Spans of records that were taken apart, by trace, as long as the records are in memory. */
type Taken = WeakMap<object, Map<string, Observation[]>>;

/**
 * A reader of spans. A trace is a session by itself (`self`) and joins the others of its conversation (`previous`), whether its spans
 * lie in one record or on lines of their own.
 *
 * @param spansIn every span of a record; none for a record that is none of the format's
 * @param settle sets what only all spans of a session tell; it gives them back in the same order
 */
export function spanLog(
  reader: Pick<Reader, 'id' | 'doc' | 'votes' | 'member'>,
  spansIn: (record: Place) => Observation[],
  settle: (spans: readonly Observation[]) => readonly Observation[] = (spans) => spans,
): Reader {
  const taken: Taken = new WeakMap();
  const tracesOf = (record: InRecord): Map<string, Observation[]> => {
    if (!isObject(record.value) && !Array.isArray(record.value)) return new Map();
    const known = taken.get(record.value);
    if (known) return known;
    const traces = new Map<string, Observation[]>();
    for (const span of spansIn(placeOf(record))) {
      const part =
        span.trace === ''
          ? `at:${span.place.pointer}`
          : span.trace.startsWith('at:')
            ? span.trace
            : `trace:${span.trace}`;
      traces.set(part, [...(traces.get(part) ?? []), span]);
    }
    taken.set(record.value, traces);
    return traces;
  };
  return {
    ...reader,
    index(record) {
      const traces = tracesOf(record);
      if (traces.size === 0) return { skip: 'no span of a trace' };
      return [...traces].map(([part, spans]) => entryOf(part, spans, traces.size > 1));
    },
    read(records) {
      const builder = new SessionBuilder(reader.id);
      const spans: { span: Observation; record: number }[] = [];
      const seen = new Set<string>();
      let number = -1;
      for (const record of records) {
        builder.from(record.ref);
        number++;
        const traces = tracesOf(record);
        const wanted = record.ref.pointer === undefined ? [...traces.values()] : [traces.get(record.ref.pointer)];
        for (const span of wanted.flatMap((w) => w ?? [])) {
          // The same span in two exports is taken once.
          const id = `${span.trace}\0${span.id}`;
          if (span.id !== '' && seen.has(id)) continue;
          seen.add(id);
          spans.push({ span, record: number });
        }
      }
      describe(spans, builder);
      const settled = settle(spans.map((s) => s.span));
      assemble(
        builder,
        spans.map(({ record }, i): Step => stepOf(settled[i] as Observation, record)),
      );
      // An evaluator's own span repeats the verdict that stands on the trace.
      const given = new Set<string>();
      for (const { span, record } of spans)
        for (const verdict of span.verdicts ?? []) {
          const key = `${span.trace}\0${jsonText(verdict)}`;
          if (builder.turn < 0 || given.has(key)) continue;
          given.add(key);
          builder.feedback({ ...verdict, target: null, record, pointer: span.place.pointer });
        }
      return builder.build();
    },
  };
}

/**
 * Index entry of a trace, or of those of its spans that the record holds. A span that holds nothing is left out when nothing hangs on it:
 * one below another is a branch of the tree, and a root may name the conversation.
 */
function entryOf(part: string, spans: readonly Observation[], several: boolean): IndexEntry | NoSession {
  const session = spans.find((s) => s.session !== undefined)?.session;
  const [first] = spans;
  const branch =
    spans.length === 1 && (first?.parent !== undefined || session !== undefined) && first?.kind !== 'other';
  if (!branch && !spans.some((s) => s.verdicts?.length || hasContent(stepOf(s, 0)))) return { skip: whyNot(spans) };
  const time = spans.reduce((t, s) => Math.min(t, parseTime(s.time) ?? Infinity), Infinity);
  return {
    ...defined({ part: several ? part : undefined, self: part.startsWith('trace:') ? part : undefined }),
    ...defined({
      previous: session === undefined ? undefined : `session:${session}`,
      time: Number.isFinite(time) ? time : undefined,
    }),
  };
}

function whyNot(spans: readonly Observation[]): string {
  if (spans.every((s) => s.kind === 'other')) return 'spans of no model call and no tool';
  return spans.some((s) => isGiven(s.input.value) || isGiven(s.output.value))
    ? 'spans whose input and output are no text of a talk'
    : 'no content captured: neither the trace nor its spans hold an input or an output';
}

/** True for an input or output that holds anything. */
export const isGiven = (value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  value !== '' &&
  !(typeof value === 'object' && Object.keys(value).length === 0);

function describe(spans: readonly { span: Observation }[], builder: SessionBuilder): void {
  const all = spans.map((s) => s.span);
  const id =
    all.find((s) => s.session !== undefined)?.session ??
    all.find((s) => s.trace !== '' && !s.trace.startsWith('at:'))?.trace;
  if (id !== undefined) builder.fields.nativeId = id;
  for (const { user, app } of all) {
    if (user !== undefined) builder.subjects.add(user);
    if (app) builder.fields.app = app;
  }
}
