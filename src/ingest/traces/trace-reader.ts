/** What the readers of span files share: which trace and conversation a record's spans belong to, and the session from them. */

import { defined } from '../../kit/defined.ts';
import { SessionBuilder } from '../builder.ts';
import type { MessageIn } from '../message.ts';
import { digestMessage } from '../message.ts';
import type { IndexEntry, InRecord, SessionSlice } from '../reader.ts';
import { inTurns, namedBy } from '../steps/turns.ts';
import { parseTime } from '../time.ts';
import { assemble } from './assemble.ts';
import { type Attributes, textOf } from './attributes.ts';
import { baseOf, evaluation, genaiStep } from './genai-steps.ts';
import { isMessageEvent, type MessageEvent } from './message-events.ts';
import { isOpenInference, openinferenceStep } from './openinference-steps.ts';
import { type LogRecord, readTelemetry, type Span, type Telemetry } from './spans.ts';
import { hasContent, hasText, type ModelStep, type Step } from './step.ts';
import { styledStep } from './styles.ts';

/** Attributes that name the conversation: the convention's own first, then those of vendors. */
const CONVERSATION = [
  'gen_ai.conversation.id',
  'session.id',
  'langfuse.session.id',
  'traceloop.association.properties.session_id',
  'traceloop.association.properties.thread_id',
  'lmnr.association.properties.session_id',
  'mlflow.trace.session',
  'gcp.vertex.agent.session_id',
  'langsmith.metadata.session_id',
  'langsmith.metadata.thread_id',
  'ai.telemetry.metadata.sessionId',
  'thread.id',
];
/** Attributes that name the end user. */
const USER = [
  'user.id',
  'enduser.id',
  'langfuse.user.id',
  'ai.telemetry.metadata.userId',
  'traceloop.association.properties.user_id',
  'lmnr.association.properties.user_id',
  'mlflow.trace.user',
];

/** The conventions first; where they leave a span without text, the names of the product that wrote it. */
function stepOf(span: Span, record: number, told: readonly MessageEvent[] = []): Step | undefined {
  const step = isOpenInference(span.attributes) ? openinferenceStep(span, record) : genaiStep(span, record, told);
  return step && hasText(step) ? step : (styledStep(span, record) ?? step);
}

/** A span without a trace id is a session part of its own, named by its place. */
const partOf = (item: { trace: string; pointer: string }): string =>
  item.trace ? `trace:${item.trace}` : `at:${item.pointer}`;

type Groups = Map<string, Telemetry>;
const taken = new WeakMap<object, Groups>();

/** A record's spans and log records by trace. One may hold thousands of traces, each read as a session: it is taken apart once. */
function groupsOf(value: unknown): Groups {
  const groups: Groups = new Map();
  if (typeof value !== 'object' || value === null) return groups;
  const known = taken.get(value);
  if (known) return known;
  const telemetry = readTelemetry(value);
  const group = (item: Span | LogRecord): Telemetry => {
    const part = partOf(item);
    const found = groups.get(part) ?? { spans: [], logs: [] };
    groups.set(part, found);
    return found;
  };
  for (const span of telemetry.spans) group(span).spans.push(span);
  for (const log of telemetry.logs) group(log).logs.push(log);
  taken.set(value, groups);
  return groups;
}

/**
 * Index entries of a record, one per trace. A trace is a session by itself (`self`) and joins the others of its
 * conversation (`previous`). Spans of neither a model call nor a tool are passed over; a record with nothing else is
 * skipped, and the reason says how to log the text.
 */
export function indexTelemetry({ value }: Pick<InRecord, 'value'>): IndexEntry[] | { skip: string } {
  const groups = groupsOf(value);
  if (groups.size === 0) return { skip: 'no spans and no log records' };
  let bare = 0;
  const entries = [...groups].flatMap(([part, group]): IndexEntry[] => {
    const steps = group.spans.flatMap((s) => stepOf(s, 0) ?? []);
    const tells =
      steps.some(hasContent) || group.logs.some((l) => isMessageEvent(l.name) || l.name === 'gen_ai.evaluation.result');
    const conversation = find([...group.spans, ...group.logs], CONVERSATION);
    // Ids on a span without text may be what joins the text in another file to its conversation.
    if (!tells && (conversation === undefined || steps.length === 0)) {
      bare += steps.length;
      return [];
    }
    const time = group.spans.reduce(
      (t, s) => Math.min(t, s.start ?? Infinity),
      parseTime(group.logs[0]?.time) ?? Infinity,
    );
    return [
      {
        ...defined({ part: groups.size > 1 ? part : undefined }),
        ...(part.startsWith('trace:') ? { self: part } : chainOf(steps)),
        ...defined({
          previous: conversation === undefined ? undefined : `conversation:${conversation}`,
          time: Number.isFinite(time) ? time : undefined,
        }),
      },
    ];
  });
  if (entries.length > 0) return entries;
  return {
    skip:
      bare > 0
        ? 'model calls without their text: turn on content capture (OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true) or add the file with the log records'
        : 'spans of no model call and no tool',
  };
}

/** Bare attribute maps have no trace: cumulative ones are joined by their prefixes. */
function chainOf(steps: readonly Step[]): IndexEntry {
  const step = steps.find((s): s is ModelStep => s.kind === 'model' && s.prompt.length > 0);
  if (!step) return {};
  const digests = (list: readonly MessageIn[]): string[] => list.map(digestMessage);
  const prompt = inTurns(step.prompt);
  const reply = inTurns(step.replies[0] ?? [], namedBy(prompt));
  const user = prompt.findIndex((m) => m.role === 'user');
  const answer = user < 0 ? -1 : prompt.findIndex((m, i) => i > user && m.role === 'assistant');
  return { chain: { prompt: digests(prompt), reply: digests(reply), minPrefix: answer + 1 } };
}

/** The first item with one of these attributes decides. */
function find(items: readonly { attributes: Attributes }[], keys: string[]): string | undefined {
  for (const item of items) {
    const found = textOf(item.attributes, ...keys);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * One session from its records. Messages in log records belong to the span that they name, whichever file that is in.
 *
 * @param format id of the reader.
 */
export function readTraces(format: string, records: SessionSlice): ReturnType<SessionBuilder['build']> {
  const builder = new SessionBuilder(format);
  const spans: { span: Span; record: number }[] = [];
  const logs: (LogRecord & { record: number })[] = [];
  const seen = new Set<string>();
  let number = -1;
  for (const { value, ref } of records) {
    builder.from(ref);
    number++;
    const groups = groupsOf(value);
    const wanted = ref.pointer === undefined ? [...groups.values()] : [groups.get(ref.pointer)];
    for (const group of wanted) {
      for (const span of group?.spans ?? []) {
        // A batch that was sent again.
        const id = `${span.trace}/${span.id}`;
        if (span.id !== '' && seen.has(id)) continue;
        seen.add(id);
        spans.push({ span, record: number });
      }
      for (const log of group?.logs ?? []) logs.push({ ...log, record: number });
    }
  }
  describe(spans, logs, builder);
  const steps: Step[] = [];
  const used = new Set<string>();
  for (const { span, record } of spans) {
    const told =
      span.id === '' ? [] : logs.filter((l) => l.trace === span.trace && l.span === span.id && isMessageEvent(l.name));
    const step = stepOf(span, record, told);
    steps.push(step ?? { kind: 'link', ...baseOf(span, record) });
    if (step && told.length) used.add(`${span.trace}/${span.id}`);
  }
  steps.push(...fromLogs(logs.filter((l) => isMessageEvent(l.name) && !used.has(`${l.trace}/${l.span}`))));
  assemble(builder, steps);
  for (const log of logs)
    if (log.name === 'gen_ai.evaluation.result' && builder.turn >= 0)
      builder.feedback({
        ...evaluation(log),
        target: builder.turn,
        record: log.record,
        pointer: log.pointer,
        time: log.time,
      });
  return builder.build();
}

/** Model calls whose spans are not here: the log records of one span make one. */
function fromLogs(logs: readonly (LogRecord & { record: number })[]): Step[] {
  const groups = new Map<string, (LogRecord & { record: number })[]>();
  for (const log of logs)
    groups.set(`${log.trace}/${log.span}`, [...(groups.get(`${log.trace}/${log.span}`) ?? []), log]);
  return [...groups.values()].flatMap((group) => {
    const first = group[0] as LogRecord & { record: number };
    const start = parseTime(first.time);
    const span: Span = {
      trace: first.trace,
      id: first.span,
      name: '',
      attributes: new Map(),
      resource: first.resource,
      events: [],
      failed: false,
      pointer: first.pointer,
      ...defined({ time: first.time, start }),
    };
    return genaiStep(span, first.record, group) ?? [];
  });
}

/** Id, user and application. Without a conversation id the trace's own names the session. */
function describe(spans: readonly { span: Span }[], logs: readonly LogRecord[], builder: SessionBuilder): void {
  const items = [...spans.map((s) => s.span), ...logs];
  const conversation = find(items, CONVERSATION) ?? items.find((i) => i.trace)?.trace;
  if (conversation) builder.fields.nativeId = conversation;
  for (const item of items) {
    const user = textOf(item.attributes, ...USER);
    if (user) builder.subjects.add(user);
    const app = textOf(item.resource, 'service.name') ?? textOf(item.attributes, 'ai.telemetry.functionId');
    if (app) builder.fields.app = app;
  }
}
