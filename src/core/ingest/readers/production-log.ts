/** Generic production lines: one line a completion, with the whole history in each request. */
import type { FeedbackEvent } from '../../model/event.ts';
import { SessionBuilder } from '../builder.ts';
import { readMessage, readTools } from '../openai.ts';
import { arr, get, idOf, isObject, num, str } from '../parse.ts';
import type { InRecord, Reader } from '../reader.ts';
import { Talk } from '../talk.ts';
import { parseTime } from '../time.ts';

const FORMAT = 'production-log';

export const productionLog: Reader = {
  id: FORMAT,
  doc: {
    title: 'Production completion lines',
    files: '*.jsonl',
    detection: 'Objects with `event_type`, and `request` with `response`, or `conversation_id`.',
    notes: [
      'Each request repeats the history: a talk becomes one session, with only what is new from each line.',
      'Lines of many talks interleave; they are put together by `conversation_id`, in the order of `turn_index`, then time.',
      'A repeated `turn_index` is a retry: the earlier answer is kept as a branch.',
      '`feedback.signal` is read on the line of the answer or on a later line of its own.',
    ],
  },
  votes: (r) =>
    isObject(r) &&
    typeof get(r, 'event_type') === 'string' &&
    ((isObject(get(r, 'request')) && Object.hasOwn(r, 'response')) || idOf(get(r, 'conversation_id')) !== undefined),
  index({ value }) {
    if (!isObject(value) || typeof get(value, 'event_type') !== 'string')
      return { skip: 'no production line: no event_type' };
    const key = idOf(get(value, 'conversation_id'));
    const hasTalk = isObject(get(value, 'request'));
    if (key === undefined && !hasTalk) return { skip: 'neither a request nor a conversation_id' };
    const time = parseTime(get(value, 'timestamp'));
    return [
      {
        ...(key === undefined ? {} : { key }),
        ...(time === undefined ? {} : { time }),
        order: num(get(value, 'turn_index')) ?? Number.MAX_SAFE_INTEGER,
      },
    ];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    const talk = new Talk();
    for (const record of records) addLine(record, talk, builder);
    talk.build(builder);
    return builder.build();
  },
};

function addLine(record: InRecord, talk: Talk, builder: SessionBuilder): void {
  const { value, text, ref } = record;
  const id = idOf(get(value, 'conversation_id'));
  if (id !== undefined) builder.fields.nativeId = id;
  readContextOf(value, builder);
  const feedback = readFeedback(
    get(value, 'feedback') ?? (get(value, 'event_type') === 'feedback' ? value : undefined),
  );
  const request = get(value, 'request');
  if (!isObject(request)) {
    const time = get(value, 'timestamp');
    const turn = num(get(value, 'turn_index'));
    if (feedback) talk.rate(ref, turn, { ...feedback, time });
    else talk.note(ref);
    return;
  }
  const prompt = (arr(get(request, 'messages')) ?? []).flatMap(
    (m, i) => readMessage(m, text, ['request', 'messages', i]) ?? [],
  );
  for (const tool of readTools(get(request, 'tools'), text, ['request', 'tools'])) builder.tools.set(tool.name, tool);
  const response = get(value, 'response');
  const reply = isObject(response) ? readMessage({ role: 'assistant', ...response }, text, ['response']) : undefined;
  const model = str(get(request, 'model'));
  if (model) builder.fields.model = model;
  talk.add(ref, {
    prompt,
    replies: reply ? [reply] : [],
    promptPointer: '/request/messages',
    replyPointer: '/response',
    time: get(value, 'timestamp'),
    ...(model ? { model } : {}),
    ...(num(get(value, 'latency_ms')) === undefined ? {} : { latencyMs: num(get(value, 'latency_ms')) as number }),
    ...(feedback ? { feedback: [feedback] } : {}),
    ...(readError(get(value, 'error')) ? { error: readError(get(value, 'error')) as { text: string } } : {}),
  });
}

/** Fields that an application may log beside the talk. */
function readContextOf(value: unknown, builder: SessionBuilder): void {
  const meta = isObject(get(value, 'metadata')) ? get(value, 'metadata') : value;
  for (const key of ['user_id', 'customer_id', 'end_user'] as const) {
    const id = idOf(get(meta, key)) ?? idOf(get(value, key));
    if (id !== undefined) builder.subjects.add(id);
  }
  const consent = get(meta, 'consent') ?? get(value, 'consent');
  if (consent === true || consent === 'granted') builder.consent = 'granted';
  if (consent === false || consent === 'withdrawn') builder.consent = 'withdrawn';
  const jurisdiction = str(get(meta, 'jurisdiction')) ?? str(get(value, 'jurisdiction'));
  if (jurisdiction) builder.jurisdiction = jurisdiction;
  const arm = str(get(meta, 'arm')) ?? str(get(value, 'arm')) ?? str(get(meta, 'experiment_arm'));
  if (arm) builder.fields.arm = arm;
  const intent = idOf(get(meta, 'intent')) ?? idOf(get(value, 'intent')) ?? idOf(get(meta, 'task_id'));
  if (intent !== undefined) builder.fields.intent = intent;
  const app = str(get(meta, 'app')) ?? str(get(value, 'app'));
  if (app) builder.fields.app = app;
}

type Signal = FeedbackEvent['signal'];
const SIGNALS: Record<string, Signal> = {
  thumbs_up: 'thumbs_up',
  up: 'thumbs_up',
  like: 'thumbs_up',
  positive: 'thumbs_up',
  thumbs_down: 'thumbs_down',
  down: 'thumbs_down',
  dislike: 'thumbs_down',
  negative: 'thumbs_down',
  regenerate: 'regenerate',
  retry: 'regenerate',
  edit: 'edit',
  edited: 'edit',
  copy: 'copy',
  rating: 'rating',
  score: 'score',
  escalated: 'escalated',
  accept: 'accept',
  reject: 'reject',
};

function readFeedback(value: unknown): Omit<Parameters<SessionBuilder['feedback']>[0], 'target'> | undefined {
  const signal = typeof value === 'string' ? value : str(get(value, 'signal'));
  const known = signal && Object.hasOwn(SIGNALS, signal) ? SIGNALS[signal] : undefined;
  if (!known) return undefined;
  const by = str(get(value, 'source'));
  const edited = str(get(value, 'edited')) ?? str(get(value, 'edited_text')) ?? str(get(value, 'correction'));
  const comment = edited ?? str(get(value, 'comment')) ?? str(get(value, 'text'));
  const amount = num(get(value, 'value')) ?? num(get(value, 'rating')) ?? num(get(value, 'score'));
  return {
    signal: known,
    by: by === 'end_user' || by === 'annotator' || by === 'evaluator' ? by : 'unknown',
    ...(comment === undefined ? {} : { text: comment }),
    ...(amount === undefined ? {} : { value: amount }),
  };
}

function readError(value: unknown): { text: string; code?: string } | undefined {
  if (typeof value === 'string' && value) return { text: value };
  if (!isObject(value)) return undefined;
  const code = idOf(get(value, 'code')) ?? str(get(value, 'type'));
  return { text: str(get(value, 'message')) ?? JSON.stringify(value), ...(code === undefined ? {} : { code }) };
}
