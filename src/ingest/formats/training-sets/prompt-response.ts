/**
 * The plainest logs: a prompt and an answer as two strings, under one of the usual pairs of names.
 *
 * No one format: instruction sets such as Alpaca, exports of evaluation tools and logs of small applications look like
 * this. It is asked late, because many other formats also have a `prompt` or an `output`.
 */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { feedbackBeside, ktoLabel } from '../../feedback.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import type { Reader } from '../../reader.ts';
import { readError, readLatency, readSessionId, readStream, readSurroundings, readTime } from '../../surroundings.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'prompt-response';

/**
 * Names of prompt and answer. The first pair that is there counts, so telling ones come before `input` and `output`.
 */
const PAIRS: readonly (readonly [string, string])[] = [
  ['prompt', 'completion'],
  ['prompt', 'response'],
  ['prompt', 'answer'],
  ['prompt', 'output'],
  ['query', 'response'],
  ['query', 'answer'],
  ['question', 'answer'],
  ['question', 'response'],
  ['instruction', 'output'],
  ['instruction', 'response'],
  ['user_message', 'assistant_message'],
  ['user_input', 'model_output'],
  ['user', 'assistant'],
  ['input', 'output'],
  ['input', 'response'],
  ['request', 'response'],
];

const pairOf = (r: unknown): readonly [string, string] | undefined =>
  PAIRS.find(([a, b]) => typeof get(r, a) === 'string' && typeof get(r, b) === 'string');

export const promptResponse: Reader = {
  id: FORMAT,
  doc: {
    title: 'Prompt and response pairs',
    files: '*.jsonl, *.json',
    detection:
      'Objects with a prompt and an answer as strings: `prompt` with `completion`, `query` with `response`, `instruction` with `output` (Alpaca), `input` with `output` …',
    notes: [
      'Each record is a turn; records with a conversation or session id are put together in the order of the file.',
      'Without one, records of one user (`user_id`, `user` …) that follow each other within `segment.gapMinutes` are one session.',
      '`system`, `history` (pairs of earlier turns), `context`, Alpaca’s `input`, feedback, latency, model and errors are read where the record has them.',
    ],
  },
  votes: (r) => isObject(r) && pairOf(r) !== undefined,
  index({ value }) {
    const pair = pairOf(value);
    if (!pair) return { skip: 'no prompt with an answer, both as text' };
    const session = readSessionId(value);
    const time = parseTime(readTime(value));
    const stream = session === undefined && time !== undefined ? readStream(value, pair) : undefined;
    return [{ ...defined({ key: session, time, stream, order: stream === undefined ? undefined : time }) }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    let system = '';
    let turns = 0;
    for (const { value, ref } of records) {
      builder.from(ref);
      const pair = pairOf(value);
      if (!pair) continue;
      readSurroundings(value, builder);
      // The id of a record names no talk that others may go on with.
      const isPart = readStream(value, pair) !== undefined && readTime(value) !== undefined;
      const id = readSessionId(value) ?? (isPart ? undefined : idOf(get(value, 'id')));
      if (id !== undefined) builder.fields.nativeId = id;
      const model = str(get(value, 'model'));
      if (model) builder.fields.model = model;
      const time = readTime(value);
      const at = time === undefined ? {} : { time };
      const said = str(get(value, 'system')) ?? str(get(value, 'system_prompt')) ?? '';
      // Repeated with each row, the system prompt is said once.
      if (said && said !== system) builder.system(said, { ...at, pointer: '/system' });
      system = said || system;
      // Later rows of the session repeat it.
      if (turns++ === 0) addHistory(value, builder);
      const context = pair[0] === 'context' ? undefined : str(get(value, 'context'));
      if (context) builder.context(context, { ...at, pointer: '/context' });
      const more = pair[0] === 'instruction' ? str(get(value, 'input')) : undefined;
      const prompt = str(get(value, pair[0])) ?? '';
      builder.user(more ? `${prompt}\n${more}` : prompt, { ...at, pointer: `/${pair[0]}` });
      addAnswer(value, pair[1], { ...at, ...defined({ model: model || undefined }) }, builder);
    }
    return builder.build();
  },
};

/** The answer, and what the row says about it. */
function addAnswer(value: unknown, key: string, at: { time?: unknown; model?: string }, builder: SessionBuilder): void {
  const text = str(get(value, key)) ?? '';
  const latencyMs = readLatency(value);
  builder.newTurn();
  builder.assistant(text, {
    ...at,
    pointer: `/${key}`,
    ...defined({ latencyMs, flags: text === '' ? ['empty' as const] : undefined }),
  });
  const target = builder.turn;
  for (const feedback of feedbackBeside(value)) builder.feedback({ ...feedback, target });
  const label = ktoLabel(value);
  if (label) builder.feedback({ ...label, target });
  const score = num(get(value, 'score'));
  if (score !== undefined)
    builder.feedback({ signal: 'score', value: score, target, by: 'unknown', pointer: '/score' });
  const error = readError(get(value, 'error'));
  if (error) builder.error(error.text, { pointer: '/error', ...defined({ code: error.code || undefined }) });
}

/** Earlier turns as `[[prompt, answer], …]` (LLaMA-Factory’s Alpaca, ms-swift). */
function addHistory(value: unknown, builder: SessionBuilder): void {
  (arr(get(value, 'history')) ?? []).forEach((turn, i) => {
    const [prompt, answer] = arr(turn) ?? [];
    if (typeof prompt !== 'string' || typeof answer !== 'string') return;
    builder.user(prompt, { pointer: `/history/${i}/0` });
    builder.newTurn();
    builder.assistant(answer, { pointer: `/history/${i}/1` });
  });
}
