/**
 * Cursor: chats as they are unpacked from its state.vscdb, and from the store.db of its command line.
 *
 * The format is not published and changes with the versions. `sqlite/cursor.ts` makes one record per composer (agent or
 * chat); here its bubbles become events. A bubble may hold a tool call with its result; thoughts are bubbles before the
 * answer. Where a chat has no bubbles, its record holds the messages that the model was sent, in the parts of the AI SDK.
 */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import type { MessageIn } from '../../message.ts';
import { get, idOf, isObject, num, str } from '../../parse.ts';
import { into, type Place, placeOf } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { readMessages } from '../../shapes/messages.ts';
import type { CursorRecord } from '../../sqlite/cursor.ts';
import { parseTime } from '../../time.ts';
import { emitWords, withoutRedacted } from './words.ts';

export const CURSOR = 'cursor';

export const cursor: Reader = {
  id: CURSOR,
  doc: {
    title: 'Cursor',
    files: 'state.vscdb; ~/.cursor/chats/*/*/store.db',
    detection: 'A SQLite file with the tables `cursorDiskKV` or `ItemTable`, or `blobs` and `meta`.',
    notes: [
      'A composer (agent or chat) is a session, in the order of its headers; tabs of the older chat panel are sessions too.',
      'It lies in `User/globalStorage` of the Cursor folder; the file is never written, and is read through a private copy while Cursor runs.',
      'Only the keys of chats are read: access tokens stand in the same table.',
      'A bubble of type 1 is the user, of type 2 the assistant; `toolFormerData` holds a call with its result.',
      'Messages of agents lie by their hash under `agentKv:blob:`, and a chat without bubbles lists its own; those that none lists are told in the order in which they were written, a system prompt beginning a talk, unless a chat that is read asks one of its questions.',
      'A tool call that the user rejected, or that was cancelled, is a result with an error and a rejection.',
    ],
  },
  votes: (record) =>
    typeof get(record, 'cursor') === 'string' &&
    (Array.isArray(get(record, 'bubbles')) || Array.isArray(get(record, 'messages'))),
  index({ value }) {
    const record = value as CursorRecord;
    if (!Array.isArray(record?.bubbles) && !Array.isArray(get(value, 'messages'))) return { skip: 'no chat of Cursor' };
    const time = parseTime(record.time);
    return [{ key: record.id, ...defined({ time }) }];
  },
  read(records) {
    const builder = new SessionBuilder(CURSOR);
    for (const given of records) {
      const { value, ref } = given;
      const record = value as CursorRecord;
      builder.from({ ...ref, key: record.id });
      builder.fields.nativeId = record.id;
      if (record.model) builder.fields.model = record.model;
      const thoughts: string[] = [];
      if (!Array.isArray(record.bubbles)) emitMessages(builder, placeOf(given), record.model);
      record.bubbles?.forEach((bubble, i) => {
        addBubble(builder, bubble, `/bubbles/${i}`, record.model, thoughts);
      });
      if (thoughts.length > 0) builder.newTurn().reasoning(thoughts.join('\n'));
    }
    return builder.build();
  },
};

/** Messages as the model was sent them. What Cursor adds to the person's words stands beside the query. */
function emitMessages(builder: SessionBuilder, record: Place, model: string | undefined): void {
  for (const message of readMessages(into(record, 'messages'))) {
    const at = { pointer: message.pointer ?? '', ...defined({ model }) };
    if (message.role !== 'user') builder.message({ ...message, text: withoutRedacted(message.text) }, at);
    else emitWords(builder, message.text, { pointer: at.pointer, parts: message.parts ?? [] }, CURSOR);
  }
}

function addBubble(
  builder: SessionBuilder,
  bubble: unknown,
  pointer: string,
  model: string | undefined,
  thoughts: string[],
): void {
  const text = str(get(bubble, 'text')) || str(get(bubble, 'rawText')) || '';
  const time = get(bubble, 'createdAt');
  const at = { pointer, ...defined({ time: typeof time === 'string' || typeof time === 'number' ? time : undefined }) };
  const type = get(bubble, 'type');
  if (type === 1 || type === 'user') {
    builder.user(text, at);
    return;
  }
  const tool = get(bubble, 'toolFormerData');
  const message: MessageIn = { role: 'assistant', text };
  const thought = str(get(bubble, 'thinking', 'text')) ?? str(get(bubble, 'thinking'));
  if (thought) thoughts.push(thought);
  const called = isObject(tool) && typeof get(tool, 'name') === 'string';
  const id = called ? idOf(get(tool, 'toolCallId')) : undefined;
  if (called) {
    const name = get(tool, 'name') as string;
    message.calls = [{ name, args: argsOf(tool), ...defined({ id }) }];
  }
  // The answer to a thought comes in the next bubble; bubbles that only carry state of the editor say nothing.
  if (text === '' && !called) return;
  if (thoughts.length > 0) message.reasoning = thoughts.splice(0).join('\n');
  const used = str(get(bubble, 'modelInfo', 'modelName')) ?? model;
  const start = num(get(bubble, 'timingInfo', 'clientStartTime'));
  const end = num(get(bubble, 'timingInfo', 'clientEndTime'));
  const latencyMs = start !== undefined && end !== undefined && end > start ? Math.round(end - start) : undefined;
  const more = { ...at, ...defined({ model: used || undefined, latencyMs }) };
  builder.message(message, more);
  if (called) addResult(builder, tool, id, at);
}

/** Arguments of a call: as the model wrote them (`rawArgs`), else as Cursor understood them. */
const argsOf = (tool: unknown): string => {
  for (const key of ['rawArgs', 'params', 'args']) {
    const args = get(tool, key);
    if (typeof args === 'string' && args.trim() !== '') return args;
    if (isObject(args)) return JSON.stringify(args);
  }
  return '';
};

/** The result of a bubble's call. A call that is still running, or was never approved, has none. */
function addResult(builder: SessionBuilder, tool: unknown, id: string | undefined, at: { pointer: string }): void {
  const result = get(tool, 'result');
  const error = get(tool, 'error');
  const status = str(get(tool, 'status')) ?? str(get(tool, 'additionalData', 'status'));
  const decision = str(get(tool, 'userDecision'));
  const failed =
    status === 'error' || status === 'cancelled' || (error !== undefined && error !== null && error !== '');
  const output = result === undefined || result === null || result === '' ? error : result;
  if (output === undefined || output === null) {
    if (!failed && decision !== 'rejected') return;
  }
  const text =
    typeof output === 'string'
      ? output
      : output === undefined || output === null
        ? (status ?? '')
        : JSON.stringify(output);
  builder.result({
    ...at,
    text,
    ...defined({ id, isError: failed || decision === 'rejected' ? true : undefined }),
  });
  // The result has opened a turn: the call is in the one before.
  if (decision === 'rejected') builder.feedback({ ...at, signal: 'reject', by: 'end_user', target: builder.turn - 1 });
}
