/**
 * Generic production lines: one line per completion, with the whole history in each request.
 *
 * No product writes exactly this; it is the shape that logging middleware around an OpenAI-compatible API usually
 * takes: `{event_type, conversation_id, turn_index, timestamp, request, response, error}`. Feedback comes as lines of
 * their own, before or after the answer that they are about.
 */

import { defined } from '../../../kit/defined.ts';
import type { EventFlag } from '../../../model/event.ts';
import type { Session } from '../../../model/session.ts';
import { SessionBuilder } from '../../builder.ts';
import { type FeedbackBeside, feedbackBeside, readFeedback } from '../../feedback.ts';
import type { MessageIn } from '../../message.ts';
import { readMessage, readTools } from '../../openai.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import type { InRecord, Reader } from '../../reader.ts';
import { type ErrorIn, readError, readLatency, readSurroundings } from '../../surroundings.ts';
import type { Talk, TalkPlace } from '../../talk.ts';
import { Threads } from '../../threads.ts';
import { parseTime } from '../../time.ts';

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
      'Feedback is on the line of the answer or on a line of its own, which names the answer by id, by `turn_index`, or means the last one; a later thumb replaces an earlier one.',
      'Requests with another system prompt that go on with no known answer (a title, a sub-agent) are marked as an agent’s.',
      '`response: null` with `error`, and lines of `event_type` error, are errors; `turn_index` may count turns or messages, from 0 or 1.',
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
        ...defined({ key, time }),
        order: num(get(value, 'turn_index')) ?? Number.MAX_SAFE_INTEGER,
      },
    ];
  },
  read(records) {
    const log = new ProductionTalk();
    for (const record of records) log.addLine(record);
    return log.build();
  },
};

/** Lines that say something about an answer, until all answers are known: they may come first. */
interface Remark {
  record: InRecord;
  feedback: FeedbackBeside[];
  error: ErrorIn | undefined;
}

/** An answer, and the talk that it is in. */
interface Answer {
  talk: Talk;
  at: TalkPlace;
}

class ProductionTalk {
  private readonly builder = new SessionBuilder(FORMAT);
  private readonly threads = new Threads();
  private readonly remarks: Remark[] = [];
  /** Answers by `turn_index`, in order; a retry repeats the index. */
  private readonly byTurn = new Map<number, { time: number | undefined; answer: Answer }[]>();
  private readonly byId = new Map<string, Answer>();
  private readonly answers: Answer[] = [];

  addLine(record: InRecord): void {
    const { value } = record;
    const { builder } = this;
    const id = idOf(get(value, 'conversation_id'));
    if (id !== undefined) builder.fields.nativeId = id;
    readSurroundings(value, builder);
    const feedback = feedbackBeside(value);
    if (feedback.length === 0 && /feedback|rating|thumb/.test(str(get(value, 'event_type')) ?? '')) {
      const own = readFeedback(value);
      if (own) feedback.push(own);
    }
    if (isObject(get(value, 'request'))) this.completion(record, feedback);
    else this.remarks.push({ record, feedback, error: readError(get(value, 'error')) });
  }

  build(): Session | undefined {
    for (const { record, feedback, error } of this.remarks) {
      const answer = this.answerOf(record.value);
      const talk = answer?.talk ?? this.threads.longest();
      const time = get(record.value, 'timestamp');
      if (feedback.length === 0 && !error) talk.note(record.ref);
      for (const f of feedback) talk.rate(record.ref, answer?.at, time === undefined ? f : { ...f, time });
      if (error) talk.fail(record.ref, answer?.at, error);
    }
    this.threads.build(this.builder);
    return this.builder.build();
  }

  /** A line with a request: its history and answer go to the thread that it belongs to. */
  private completion({ value, text, ref }: InRecord, feedback: FeedbackBeside[]): void {
    const request = get(value, 'request');
    const { builder } = this;
    const prompt = (arr(get(request, 'messages')) ?? []).flatMap((m, i): MessageIn[] => {
      const message = readMessage(m, text, ['request', 'messages', i]);
      return message ? [{ ...message, pointer: `/request/messages/${i}` }] : [];
    });
    const system = str(get(request, 'system'));
    if (system) prompt.unshift({ role: 'system', text: system, pointer: '/request/system' });
    for (const tool of readTools(get(request, 'tools'), text, ['request', 'tools'])) builder.tools.set(tool.name, tool);
    const response = get(value, 'response');
    const model = str(get(response, 'model')) ?? str(get(request, 'model'));
    if (model) builder.fields.model = model;
    const latencyMs = readLatency(value);
    const error = readError(get(value, 'error')) ?? readError(get(response, 'error'));
    const flags = FINISH.get(str(get(response, 'finish_reason')) ?? '');
    const { talk, prompt: own } = this.threads.of(prompt);
    const at = talk.add(ref, {
      prompt: own,
      replies: repliesOf(response, text),
      promptPointer: '/request/messages',
      replyPointer: '/response',
      time: get(value, 'timestamp'),
      feedback,
      ...defined({
        model: model || undefined,
        latencyMs,
        flags: flags ? [flags] : undefined,
        error: error || undefined,
      }),
    });
    this.remember(value, { talk, at });
  }

  /** Notes under which names a later line may refer to the answer. */
  private remember(value: unknown, answer: Answer): void {
    this.answers.push(answer);
    for (const id of [
      get(value, 'response', 'id'),
      get(value, 'response_id'),
      get(value, 'request_id'),
      get(value, 'message_id'),
      get(value, 'id'),
    ]) {
      const native = idOf(id);
      if (native !== undefined) this.byId.set(native, answer);
    }
    const turn = num(get(value, 'turn_index'));
    if (turn === undefined) return;
    const answers = this.byTurn.get(turn) ?? [];
    answers.push({ time: parseTime(get(value, 'timestamp')), answer });
    this.byTurn.set(turn, answers);
  }

  /**
   * What a later line is about: the answer with its id; the last answer of its turn that was given before it; the n-th
   * answer, when answers carry no index; else the last one.
   */
  private answerOf(value: unknown): Answer | undefined {
    for (const key of ['response_id', 'message_id', 'completion_id', 'request_id']) {
      const id = idOf(get(value, key)) ?? idOf(get(value, 'feedback', key));
      const answer = id === undefined ? undefined : this.byId.get(id);
      if (answer) return answer;
    }
    const turn = num(get(value, 'turn_index'));
    if (turn === undefined) return this.answers.at(-1);
    const answers = this.byTurn.get(turn);
    const time = parseTime(get(value, 'timestamp'));
    const before = answers?.findLast((a) => a.time === undefined || time === undefined || a.time <= time);
    if (answers) return (before ?? answers.at(-1))?.answer;
    return this.byTurn.size === 0 ? (this.answers[turn] ?? this.answers.at(-1)) : this.nearest(turn);
  }

  /** Feedback may count messages where answers count turns: the last answer whose index is not above. */
  private nearest(turn: number): Answer | undefined {
    const below = [...this.byTurn.keys()].filter((t) => t <= turn);
    const key = below.length > 0 ? Math.max(...below) : Math.min(...this.byTurn.keys());
    return this.byTurn.get(key)?.at(-1)?.answer;
  }
}

/** Finish reasons that say that an answer is not what the model would have said. */
const FINISH = new Map<string, EventFlag>([
  ['length', 'truncated'],
  ['max_tokens', 'truncated'],
  ['content_filter', 'content_filter'],
  ['refusal', 'refusal'],
]);

/** The answer itself, or the candidates of a whole API response. */
function repliesOf(response: unknown, text: string): MessageIn[] {
  if (typeof response === 'string') return [{ role: 'assistant', text: response }];
  if (!isObject(response)) return [];
  const choices = arr(get(response, 'choices'));
  if (!choices) {
    const message = readMessage({ role: 'assistant', ...response }, text, ['response']);
    return message?.role === 'assistant' && !isObject(get(response, 'error')) ? [message] : [];
  }
  return choices.flatMap((choice, i): MessageIn[] => {
    const message = readMessage(get(choice, 'message'), text, ['response', 'choices', i, 'message']);
    return message ? [{ ...message, pointer: `/response/choices/${i}/message` }] : [];
  });
}
