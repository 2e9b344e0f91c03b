/** Generic production lines: one line a completion, with the whole history in each request. */
import { SessionBuilder } from '../builder.ts';
import { readFeedback } from '../feedback.ts';
import { readMessage, readTools } from '../openai.ts';
import { arr, get, idOf, isObject, num, str } from '../parse.ts';
import type { InRecord, Reader } from '../reader.ts';
import { readError, readSurroundings } from '../surroundings.ts';
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
  readSurroundings(value, builder);
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
