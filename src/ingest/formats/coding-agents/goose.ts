/**
 * Goose: sessions of `sessions.db` (since 1.10), and the JSON Lines of before: a header, then one message a line.
 *
 * `sqlite/agents.ts` makes one record per session of the database, with messages as the lines have them. Contents are the
 * types of block/goose (`crates/goose/src/conversation/message.rs`): a toolRequest in an assistant's message is a call, a
 * toolResponse in a user's its result.
 */

import { defined } from '../../../kit/defined.ts';
import type { PartStub } from '../../../model/event.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { arr, get, idOf, isObject, str } from '../../parse.ts';
import { into, items, type Place, placeOf, rawArgs } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { parseTime } from '../../time.ts';
import { unreadPart } from '../../unread.ts';

const FORMAT = 'goose';

const isSession = (v: unknown): boolean => isObject(get(v, 'goose')) && Array.isArray(get(v, 'messages'));
const isHeader = (v: unknown): boolean =>
  typeof get(v, 'working_dir') === 'string' && typeof get(v, 'message_count') === 'number';
/** `created` in seconds beside a role and a list of parts: no other program writes messages so. */
const isMessage = (v: unknown): boolean =>
  typeof get(v, 'role') === 'string' && typeof get(v, 'created') === 'number' && Array.isArray(get(v, 'content'));

export const goose: Reader = {
  id: FORMAT,
  doc: {
    title: 'Goose',
    files: '~/.local/share/goose/sessions/sessions.db, *.jsonl',
    detection:
      'A SQLite file whose table `messages` has `content_json`; or lines with `role`, `created` and a list `content`, below a header with `working_dir`.',
    notes: [
      'A toolRequest is a call, the toolResponse with its id the result; what a result holds for the model and for the user alike is taken once.',
      'thinking is reasoning; confirmations and what only the page shows are not read.',
      'A message that the user does not see is the summary of a compaction: a boundary.',
    ],
  },
  votes: (v) => isSession(v) || isHeader(v) || isMessage(v),
  index({ value }, file) {
    if (isSession(value)) {
      const time = parseTime(get(value, 'messages', 0, 'created'));
      return [{ key: `session:${idOf(get(value, 'goose', 'id')) ?? ''}`, ...defined({ time }) }];
    }
    if (!isHeader(value) && !isMessage(value)) return { skip: 'no line of a Goose session' };
    const time = parseTime(get(value, 'created'));
    return [{ key: file.key, ...defined({ time }) }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    for (const record of records) {
      const { value, ref } = record;
      const session = isSession(value);
      const id = session ? idOf(get(value, 'goose', 'id')) : isHeader(value) ? idOf(get(value, 'id')) : undefined;
      builder.from(session && id !== undefined ? { ...ref, key: id } : ref);
      if (id !== undefined) builder.fields.nativeId = id;
      const place = placeOf(record);
      if (session) for (const message of items(into(place, 'messages'))) emitMessage(builder, message);
      else if (isMessage(value)) emitMessage(builder, place);
    }
    return builder.build();
  },
};

function emitMessage(builder: SessionBuilder, message: Place): void {
  const role = str(get(message.value, 'role'));
  const at: At = { pointer: message.pointer, ...defined({ time: get(message.value, 'created') ?? undefined }) };
  const list = into(message, 'content');
  const parts = items(list);
  if (get(message.value, 'metadata', 'userVisible') === false) {
    const text = parts.flatMap((p) => str(get(p.value, 'text')) || []).join('\n');
    builder.boundary('compaction', text, at);
    return;
  }
  // A cell that holds no list of parts.
  const lost = !Array.isArray(list.value) && list.value ? unreadPart(list.value, 'content') : [];
  if (role === 'assistant') emitReply(builder, parts, lost, at);
  else emitUser(builder, parts, lost, role, at);
}

/** Results come before anything that the user says in the same message. */
function emitUser(
  builder: SessionBuilder,
  parts: readonly Place[],
  lost: PartStub[],
  role: string | undefined,
  at: At,
): void {
  const texts: string[] = [];
  const stubs = [...lost];
  for (const part of parts) {
    const type = get(part.value, 'type');
    if (type === 'toolResponse') emitResult(builder, part, at);
    else if (type === 'text') texts.push(str(get(part.value, 'text')) ?? '');
    else stubs.push(...stubsOf(part.value));
  }
  const text = texts.join('\n');
  if (text === '' && stubs.length === 0) return;
  if (role === 'user') builder.user(text, { ...at, parts: stubs });
  else if (role === 'system') builder.system(text, { ...at, parts: stubs });
  else builder.context(text, { ...at, parts: stubs, title: 'unknown role' });
}

function emitReply(builder: SessionBuilder, parts: readonly Place[], lost: PartStub[], at: At): void {
  builder.newTurn();
  const stubs = [...lost];
  for (const part of parts) {
    const here = { ...at, pointer: part.pointer };
    const type = get(part.value, 'type');
    const text = str(get(part.value, 'text'));
    const thought = str(get(part.value, 'thinking'));
    if (type === 'text') {
      if (text) builder.assistant(text, here);
    } else if (type === 'thinking' && thought !== undefined) builder.reasoning(thought, here);
    else if (type === 'toolRequest' || type === 'frontendToolRequest') emitCall(builder, part, here);
    else if (type === 'toolResponse') emitResult(builder, part, here);
    else stubs.push(...stubsOf(part.value));
  }
  if (stubs.length > 0) builder.assistant('', { ...at, parts: stubs });
}

/** Parts for the page, and reasoning that the API encrypted, say nothing; of others a mark stays. */
const SILENT =
  /^(?:toolConfirmationRequest|actionRequired|redactedThinking|systemNotification|contextLengthExceeded|summarizationRequested|conversationCompacted)$/;

function stubsOf(part: unknown): PartStub[] {
  const type = str(get(part, 'type')) ?? '';
  if (SILENT.test(type)) return [];
  if (type !== 'image') return unreadPart(part);
  const source = { type: 'base64', data: get(part, 'data'), media_type: get(part, 'mimeType') };
  return readContent([{ type, source }]).parts;
}

/** A call that the model wrote wrongly has an error in the place of its name and arguments. */
function emitCall(builder: SessionBuilder, part: Place, at: At): void {
  const id = idOf(get(part.value, 'id'));
  const call = into(part, 'toolCall', 'value');
  const known = isObject(call.value);
  const name = str(get(call.value, 'name')) ?? '';
  const args = known ? rawArgs(into(call, 'arguments')) : '';
  builder.call({ ...at, name, args, ...defined({ id }) });
  const error = get(part.value, 'toolCall', 'error');
  if (!known && error !== undefined) builder.error(rawArgs(into(part, 'toolCall', 'error')), at);
}

/** Results are lists of contents, or since 1.11 an object with `content` and `isError`; a failed one is an error text. */
function emitResult(builder: SessionBuilder, part: Place, at: At): void {
  const id = idOf(get(part.value, 'id'));
  const result = into(part, 'toolResult');
  const value = into(result, 'value');
  const list = Array.isArray(value.value) ? value : into(value, 'content');
  const failed = get(result.value, 'status') === 'error' || get(value.value, 'isError') === true;
  const here = { ...at, pointer: part.pointer, isError: failed, ...defined({ id }) };
  if (!Array.isArray(list.value)) {
    const error = into(result, 'error');
    builder.result({ ...here, text: rawArgs(error.value === undefined ? value : error) });
    return;
  }
  const texts: string[] = [];
  const stubs: PartStub[] = [];
  for (const content of items(forModel(list))) {
    const text = str(get(content.value, 'text')) ?? str(get(content.value, 'resource', 'text'));
    if (text !== undefined) texts.push(text);
    else stubs.push(...stubsOf(content.value));
  }
  builder.result({ ...here, text: texts.join('\n'), parts: stubs });
}

/** What only the user was shown repeats what the model got; where nothing is for the model, all is taken. */
function forModel(list: Place): Place {
  const all = arr(list.value) ?? [];
  const own = all.filter((content) => {
    const audience = arr(get(content, 'annotations', 'audience'));
    return !audience || audience.includes('assistant');
  });
  return own.length > 0 ? { ...list, value: own } : list;
}
