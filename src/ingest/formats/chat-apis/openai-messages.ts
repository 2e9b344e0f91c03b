/**
 * Logs of messages without responses: `{messages: […]}` objects, and files that are one array of messages.
 *
 * The most general of the formats with roles: everything that is told apart by more than its messages comes before it
 * in the registry.
 */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { type FeedbackBeside, feedbackBeside } from '../../feedback.ts';
import { readTools } from '../../openai.ts';
import { get, idOf, isObject, str } from '../../parse.ts';
import { into, items, type Place, placeOf } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { isMessageList, saysNothing, toolsOfSystem } from '../../shapes/message-lists.ts';
import { looksLikeMessage, readPlaces } from '../../shapes/messages.ts';
import { streamIn } from '../../streams.ts';
import { readOutcome, readStream, readSurroundings } from '../../surroundings.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'openai-messages';

/** Where an object has its messages. Sets of agents' runs call them `trajectory`; columns hold them as JSON text. */
const LISTS = ['messages', 'trajectory', 'dialogue', 'dialog', 'turns'];
const listOf = (r: unknown): string | undefined =>
  isObject(r) ? LISTS.find((key) => isMessageList(get(r, key))) : undefined;
const hasMessages = (r: unknown): boolean => listOf(r) !== undefined;
const isMessage = looksLikeMessage;

export const openaiMessages: Reader = {
  id: FORMAT,
  doc: {
    title: 'Message logs',
    files: '*.jsonl, *.json',
    detection:
      'Objects with `messages` (`trajectory`, `dialogue`, `turns`) of known roles, as a list or as JSON text, or one array (or lines) of `{role, content}`.',
    notes: [
      'An object with `messages` is one session; a file of bare messages is one session as a whole, or one for each user and stretch of time where messages have both.',
      '`id`, `conversation_id` or `session_id` names the session when it is there.',
      'Messages of any SDK are read: OpenAI, Anthropic blocks, Responses items, Gemini, LangChain, AI SDK, OpenTelemetry parts.',
      'Rows of SWE-smith, SWE-rebench, SWE-Gym and Nemotron are such objects. GLM’s `observation` is a result, its `metadata` the name of the tool that is called, and `tools` of a system message are the declared ones.',
      'LlamaIndex’s `blocks` are read; `resolved` may be 0 or 1.',
      '`resolved`, `success` and `passed` beside the list are the outcome, `reward` and `score` scores.',
      'Feedback beside a message rates that message; beside the list, the last answer.',
      'What a program put in the person’s place (`injected`, as Mistral Vibe marks it) is context.',
      '`weight: 0` marks a message that was not trained on.',
    ],
  },
  votes: (r) => hasMessages(r) || isMessage(r),
  index({ value }, file) {
    const time = parseTime(get(value, 'created_at') ?? get(value, 'timestamp') ?? get(value, 'ts'));
    const at = time === undefined ? {} : { time };
    if (hasMessages(value)) return [at];
    if (!isMessage(value)) return { skip: 'neither a message nor an object with messages' };
    const key = sessionId(value);
    if (key !== undefined) return [{ key: `id:${key}`, ...at }];
    return [
      { key: file.key, ...at, ...streamIn(file, { stream: readStream(value), time }, get(value, 'role') === 'user') },
    ];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    const places: Place[] = [];
    const beside: FeedbackBeside[] = [];
    let number = 0;
    for (const record of records) {
      const { value, text, ref } = record;
      builder.from(ref);
      const id = sessionId(value);
      if (id !== undefined) builder.fields.nativeId = id;
      const model = str(get(value, 'model'));
      if (model) builder.fields.model = model;
      for (const tool of readTools(get(value, 'tools'), text, ['tools'])) builder.tools.set(tool.name, tool);
      const key = listOf(value);
      const list = key === undefined ? [placeOf(record)] : items(into(placeOf(record), key));
      for (const tool of toolsOfSystem(list)) builder.tools.set(tool.name, tool);
      if (key !== undefined) {
        readSurroundings(value, builder);
        readOutcome(value, builder);
        beside.push(...feedbackBeside(value));
      }
      for (const place of list) places.push({ ...place, pointer: `${number}${place.pointer}` });
      number++;
    }
    emit(places, builder);
    if (builder.turn >= 0) for (const feedback of beside) builder.feedback({ ...feedback, target: builder.turn });
    return builder.build();
  },
};

/** Places of all records at once, since an answer may be spread over several; pointers begin with the record's number. */
function emit(places: readonly Place[], builder: SessionBuilder): void {
  const rated = new Map(places.map((p) => [p.pointer, feedbackBeside(p.value)]));
  const injected = new Set(places.filter((p) => get(p.value, 'injected') === true).map((p) => p.pointer));
  for (const message of readPlaces(places)) {
    if (saysNothing(message)) continue;
    const [, record = '0', pointer = ''] = /^(\d+)(.*)$/s.exec(message.pointer ?? '0') ?? [];
    const at = { record: Number(record), pointer };
    const here = { ...at, ...defined({ time: message.time }) };
    if (message.role === 'user' && injected.has(message.pointer ?? ''))
      builder.context(message.text, { ...here, parts: message.parts ?? [], title: 'injected' });
    else builder.message(message, here);
    const feedback = rated.get(message.pointer ?? '') ?? [];
    for (const one of feedback) builder.feedback({ ...one, ...at, target: builder.turn });
  }
}

/** Id of the session. A bare `id` is that of the session only on an object with all of its messages. */
function sessionId(value: unknown): string | undefined {
  for (const key of ['conversation_id', 'session_id', 'thread_id', 'chat_id', 'trajectory_id', 'traj_id']) {
    const id = idOf(get(value, key));
    if (id !== undefined) return id;
  }
  return hasMessages(value) ? idOf(get(value, 'id')) : undefined;
}
