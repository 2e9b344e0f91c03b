/** What the readers of tracing products share: traces by id, conversations of several traces, one session from all their spans. */
import { defined } from '../../kit/defined.ts';
import { SessionBuilder } from '../builder.ts';
import { isObject, jsonText } from '../parse.ts';
import { type Place, placeOf } from '../place.ts';
import type { IndexEntry, InRecord, Reader } from '../reader.ts';
import { parseTime } from '../time.ts';
import { assemble } from './assemble.ts';
import { type Observation, stepOf } from './observation.ts';
import { hasContent, type Step } from './step.ts';

const OTHER = 'spans of no model call and no tool';
const SILENT = 'no content captured: neither the trace nor its spans hold an input or an output';

/** Spans of records that were taken apart, by trace, as long as the records are in memory. */
type Taken = WeakMap<object, Map<string, Observation[]>>;

/**
 * A reader of spans. A trace is a session by itself (`self`) and joins the others of its conversation (`previous`), whether its spans
 * lie in one record or on lines of their own.
 *
 * @param spansIn every span of a record; none for a record that is none of the format's
 */
export function spanLog(
  reader: Pick<Reader, 'id' | 'doc' | 'votes' | 'member'>,
  spansIn: (record: Place) => Observation[],
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
      assemble(
        builder,
        spans.map(({ span, record }): Step => stepOf(span, record)),
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

/** A span that holds nothing may still say which conversation its trace belongs to. */
function entryOf(part: string, spans: readonly Observation[], several: boolean): IndexEntry | { skip: string } {
  const session = spans.find((s) => s.session !== undefined)?.session;
  const steps = spans.map((s) => stepOf(s, 0));
  const alone = spans.length === 1 && spans[0]?.parent === undefined && session !== undefined;
  if (!alone && !steps.some(hasContent) && !spans.some((s) => s.verdicts?.length))
    return { skip: spans.every((s) => s.kind === 'other') ? OTHER : SILENT };
  const time = spans.reduce((t, s) => Math.min(t, parseTime(s.time) ?? Infinity), Infinity);
  return {
    ...defined({ part: several ? part : undefined, self: part.startsWith('trace:') ? part : undefined }),
    ...defined({
      previous: session === undefined ? undefined : `session:${session}`,
      time: Number.isFinite(time) ? time : undefined,
    }),
  };
}

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
