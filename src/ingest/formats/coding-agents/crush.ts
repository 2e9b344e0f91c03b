/**
 * Crush: sessions out of `.crush/crush.db`.
 *
 * `sqlite/agents.ts` makes one record per session; its messages have `parts` of `{type, data}`, whose types are in
 * charmbracelet/crush (`internal/message/content.go`). Results are in messages of the role tool.
 */

import { defined } from '../../../kit/defined.ts';
import type { PartStub } from '../../../model/event.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { arr, get, idOf, str } from '../../parse.ts';
import { into, items, type Place, placeOf, rawArgs } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { parseTime } from '../../time.ts';
import { unreadPart } from '../../unread.ts';

const FORMAT = 'crush';

export const crush: Reader = {
  id: FORMAT,
  doc: {
    title: 'Crush',
    files: '.crush/crush.db',
    detection: 'A SQLite file whose table `messages` has `parts`, beside `sessions` with `parent_session_id`.',
    notes: [
      'A session is a conversation; those of sub-agents are sessions of their own.',
      'Reasoning, text, tool_call and tool_result parts are what they are called; pictures are stubs.',
      'The finish part tells that an answer was cut, cancelled or failed.',
      'A summary message is a boundary: it repeats what came before.',
    ],
  },
  votes: (record) => typeof get(record, 'crush', 'id') === 'string' && Array.isArray(get(record, 'messages')),
  index({ value }) {
    const id = str(get(value, 'crush', 'id'));
    if (id === undefined || !arr(get(value, 'messages'))) return { skip: 'no session of Crush' };
    const time = parseTime(get(value, 'messages', 0, 'time'));
    return [{ key: `session:${id}`, ...defined({ time }) }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    for (const record of records) {
      const id = str(get(record.value, 'crush', 'id'));
      builder.from({ ...record.ref, ...defined({ key: id }) });
      if (id !== undefined) builder.fields.nativeId = id;
      for (const message of items(into(placeOf(record), 'messages'))) emitMessage(builder, message);
    }
    return builder.build();
  },
};

/** A part with the kind it is of; a cell that held no list is a part without one. */
interface Part {
  type: string;
  data: Place;
  stubs: PartStub[];
}

function partsOf(message: Place): Part[] {
  const list = into(message, 'parts');
  if (!Array.isArray(list.value))
    return list.value ? [{ type: '', data: list, stubs: unreadPart(list.value, 'parts') }] : [];
  return items(list).map((place) => {
    const type = str(get(place.value, 'type')) ?? '';
    const data = into(place, 'data');
    return { type, data, stubs: READ.has(type) ? [] : stubsOf(type, data, place.value) };
  });
}

const READ: ReadonlySet<string> = new Set(['text', 'reasoning', 'tool_call', 'tool_result', 'finish']);

function stubsOf(type: string, data: Place, part: unknown): PartStub[] {
  if (type === 'image_url') return readContent([{ type: 'image', url: get(data.value, 'url') }]).parts;
  if (type !== 'binary') return unreadPart(part, type || undefined);
  const mime = str(get(data.value, 'MIMEType')) ?? '';
  const bytes = str(get(data.value, 'Data'));
  const kind = mime.startsWith('image/') ? 'image' : 'file';
  return readContent([{ type: kind, source: { type: 'base64', data: bytes, media_type: mime } }]).parts;
}

function emitMessage(builder: SessionBuilder, message: Place): void {
  const role = str(get(message.value, 'role'));
  const model = str(get(message.value, 'model'));
  const time = get(message.value, 'time');
  const parts = partsOf(message);
  const at: At = { pointer: message.pointer, ...(time === undefined ? {} : { time }) };
  const texts = parts.filter((p) => p.type === 'text').flatMap((p) => str(get(p.data.value, 'text')) || []);
  const stubs = parts.flatMap((p) => p.stubs);
  if (get(message.value, 'summary') === true) builder.boundary('compaction', texts.join('\n'), at);
  else if (role === 'assistant') emitReply(builder, parts, stubs, { ...at, ...defined({ model: model || undefined }) });
  else if (role === 'tool') emitResults(builder, parts, stubs, at);
  else if (role === 'system') builder.system(texts.join('\n'), { ...at, parts: stubs });
  else if (role === 'user') builder.user(texts.join('\n'), { ...at, parts: stubs });
  else if (texts.length > 0 || stubs.length > 0)
    builder.context(texts.join('\n'), { ...at, parts: stubs, title: 'unknown role' });
  if (model && role === 'assistant') builder.fields.model ??= model;
}

function emitReply(
  builder: SessionBuilder,
  parts: readonly Part[],
  stubs: PartStub[],
  at: At & { model?: string },
): void {
  const finish = parts.findLast((p) => p.type === 'finish')?.data.value;
  const reason = str(get(finish, 'reason'));
  const flags = reason === 'max_tokens' ? ['truncated' as const] : [];
  let bare = stubs;
  builder.newTurn();
  for (const { type, data } of parts) {
    const here = { ...at, pointer: data.pointer };
    const text = str(get(data.value, 'text'));
    if (type === 'reasoning') {
      const thought = str(get(data.value, 'thinking'));
      if (thought) builder.reasoning(thought, here);
    } else if (type === 'text' && text) {
      builder.assistant(text, { ...here, parts: bare, flags });
      bare = [];
    } else if (type === 'tool_call') {
      const id = idOf(get(data.value, 'id'));
      builder.call({
        ...here,
        name: str(get(data.value, 'name')) ?? '',
        args: rawArgs(into(data, 'input')),
        ...defined({ id }),
      });
    }
  }
  if (bare.length > 0) builder.assistant('', { ...at, parts: bare, flags });
  if (reason === 'canceled') builder.feedback({ ...at, signal: 'interrupted', by: 'end_user', target: builder.turn });
  const failure = reason === 'error' ? str(get(finish, 'details')) || str(get(finish, 'message')) : undefined;
  if (failure) builder.error(failure, at);
}

function emitResults(builder: SessionBuilder, parts: readonly Part[], stubs: PartStub[], at: At): void {
  let bare = stubs;
  for (const { type, data } of parts) {
    if (type !== 'tool_result') continue;
    const id = idOf(get(data.value, 'tool_call_id'));
    const name = str(get(data.value, 'name'));
    const failed = get(data.value, 'is_error');
    const text = rawArgs(into(data, 'content'));
    const isError = typeof failed === 'boolean' ? failed : undefined;
    builder.result({
      ...at,
      pointer: data.pointer,
      text,
      parts: [...mediaOf(data.value), ...bare],
      ...defined({ id, name: name || undefined, isError }),
    });
    bare = [];
  }
  if (bare.length > 0) builder.context('', { ...at, parts: bare, title: 'tool' });
}

/** A picture that the tool read lies in `data`, beside its media type. */
function mediaOf(result: unknown): PartStub[] {
  const bytes = str(get(result, 'data'));
  const mime = str(get(result, 'mime_type')) ?? '';
  if (!bytes) return [];
  return readContent([
    { type: mime.startsWith('image/') ? 'image' : 'file', source: { type: 'base64', data: bytes, media_type: mime } },
  ]).parts;
}
