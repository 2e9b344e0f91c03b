/**
 * Zed: threads of `threads.db`, which `containers/sqlite.ts` unpacks, and text threads (`conversations/*.zed.json`).
 *
 * The types are `DbThread` and `SerializedThread` in zed-industries/zed (`crates/agent/src/db.rs`, `legacy_thread.rs`). Since
 * 0.3.0 a message is `{User}` or `{Agent}`, an enum of Rust's as JSON; before, it had a role, segments, and calls and results
 * beside them. A text thread is one text, and each of its messages a place where it begins, in bytes.
 */

import { defined } from '../../../kit/defined.ts';
import type { PartStub } from '../../../model/event.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { into, items, type Place, placeOf, rawArgs } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { roleNamed } from '../../shapes/roles.ts';
import { parseTime } from '../../time.ts';
import { unreadPart } from '../../unread.ts';

const FORMAT = 'zed';

const isTextThread = (v: unknown): boolean =>
  get(v, 'zed') === 'context' && typeof get(v, 'text') === 'string' && Array.isArray(get(v, 'messages'));
const isTagged = (m: unknown): boolean => m === 'Resume' || isObject(get(m, 'User')) || isObject(get(m, 'Agent'));
const isOld = (m: unknown): boolean =>
  typeof get(m, 'role') === 'string' && (Array.isArray(get(m, 'segments')) || Array.isArray(get(m, 'tool_uses')));
const isThread = (v: unknown): boolean => {
  const messages = arr(get(v, 'messages')) ?? [];
  // A version that adds a kind of message must not lose the whole thread.
  return messages.length > 0 && (messages.some(isTagged) || messages.every(isOld));
};

export const zed: Reader = {
  id: FORMAT,
  doc: {
    title: 'Zed threads',
    files: 'threads/threads.db; conversations/*.zed.json; shared threads as JSON',
    detection:
      'A SQLite file whose table `threads` has `data_type` and `data`; `messages` of `{User}` and `{Agent}`, or with `segments`; `zed: context`.',
    notes: [
      'Threads are JSON in the database, mostly packed with zstd; results stand beside the calls of their message.',
      'What a mention brought is context before the question, which keeps its name; pictures are stubs.',
      'Threads of agents that run outside of Zed lie with those agents.',
    ],
  },
  votes: (v) => isTextThread(v) || isThread(v),
  index({ value }, file) {
    if (!isTextThread(value) && !isThread(value)) return { skip: 'no thread of Zed, or one without messages' };
    const id = idOf(get(value, 'zed', 'id')) ?? idOf(get(value, 'id'));
    const time = parseTime(get(value, 'updated_at'));
    return [{ key: id === undefined ? file.key : `thread:${id}`, ...defined({ order: time, time }) }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    for (const record of records) {
      const { value, ref } = record;
      const id = idOf(get(value, 'zed', 'id')) ?? idOf(get(value, 'id'));
      builder.from(id === undefined ? ref : { ...ref, key: id });
      if (id !== undefined) builder.fields.nativeId = id;
      const model = str(get(value, 'model', 'model'));
      if (model) builder.fields.model = model;
      const place = placeOf(record);
      if (isTextThread(value)) emitText(builder, place);
      else for (const message of items(into(place, 'messages'))) emitMessage(builder, message);
    }
    return builder.build();
  },
};

function emitMessage(builder: SessionBuilder, message: Place): void {
  const { value } = message;
  if (value === 'Resume') return;
  if (isObject(get(value, 'User'))) emitUser(builder, items(into(message, 'User', 'content')), message);
  else if (isObject(get(value, 'Agent'))) emitAgent(builder, into(message, 'Agent'));
  else if (isOld(value)) emitOld(builder, message);
  else {
    const [kind = 'message'] = isObject(value) ? Object.keys(value) : [];
    const summary = str(get(value, kind)) ?? str(get(value, kind, 'summary')) ?? str(get(value, kind, 'text'));
    if (/compact|summar/i.test(kind)) builder.boundary('compaction', summary, { pointer: message.pointer });
    else builder.unknown(kind, value);
  }
}

/** The name by which a mention stands in the text: the last step of its path, else its kind. */
function nameOf(uri: unknown): string {
  const [kind = 'mention'] = isObject(uri) ? Object.keys(uri) : [];
  const name = str(get(uri, kind, 'name'));
  const path = str(get(uri, kind, 'abs_path')) ?? str(get(uri, kind, 'url')) ?? str(uri);
  return name ?? path?.split(/[\\/]/).at(-1) ?? kind;
}

function emitUser(builder: SessionBuilder, content: readonly Place[], message: Place): void {
  const stubs: PartStub[] = [];
  const said = content.map((part) => {
    const { value } = part;
    const text = str(value) ?? str(get(value, 'Text'));
    if (text !== undefined) return text;
    if (isObject(get(value, 'Mention'))) {
      const title = nameOf(get(value, 'Mention', 'uri'));
      const brought = str(get(value, 'Mention', 'content'));
      if (brought) builder.context(brought, { pointer: part.pointer, title });
      return `@${title}`;
    }
    stubs.push(...stubsOf(value));
    return '';
  });
  builder.user(said.join(''), { pointer: message.pointer, parts: stubs });
}

function stubsOf(part: unknown): PartStub[] {
  const image = get(part, 'Image');
  if (!isObject(image)) return unreadPart(part, isObject(part) ? Object.keys(part)[0] : undefined);
  // Zed keeps pictures as PNG in base64.
  const source = { type: 'base64', data: str(get(image, 'source')), media_type: 'image/png' };
  return readContent([{ type: 'image', source }]).parts;
}

function emitAgent(builder: SessionBuilder, agent: Place): void {
  builder.newTurn();
  const stubs: PartStub[] = [];
  for (const part of items(into(agent, 'content'))) {
    const here: At = { pointer: part.pointer };
    const text = str(part.value) ?? str(get(part.value, 'Text'));
    const thought = str(get(part.value, 'Thinking', 'text'));
    if (text !== undefined) {
      if (text !== '') builder.assistant(text, here);
    } else if (thought !== undefined) {
      if (thought !== '') builder.reasoning(thought, here);
    } else if (isObject(get(part.value, 'ToolUse'))) emitCall(builder, into(part, 'ToolUse'));
    else if (get(part.value, 'RedactedThinking') === undefined) stubs.push(...stubsOf(part.value));
  }
  if (stubs.length > 0) builder.assistant('', { pointer: agent.pointer, parts: stubs });
  const results = into(agent, 'tool_results');
  const keys = isObject(results.value) ? Object.keys(results.value) : [];
  for (const key of keys) emitResult(builder, into(results, key));
}

/** The input as the model wrote it, else as it was understood. */
function emitCall(builder: SessionBuilder, call: Place): void {
  const id = idOf(get(call.value, 'id'));
  const raw = str(get(call.value, 'raw_input'));
  const args = raw?.trim() ? raw : rawArgs(into(call, 'input'));
  builder.call({ pointer: call.pointer, name: str(get(call.value, 'name')) ?? '', args, ...defined({ id }) });
}

function emitResult(builder: SessionBuilder, result: Place): void {
  const id = idOf(get(result.value, 'tool_use_id'));
  const name = str(get(result.value, 'tool_name'));
  const failed = get(result.value, 'is_error');
  const content = into(result, 'content');
  const stubs: PartStub[] = [];
  const texts = (Array.isArray(content.value) ? items(content) : [content]).map(({ value }) => {
    const text = str(value) ?? str(get(value, 'Text')) ?? str(get(value, 'text'));
    if (text === undefined && value !== undefined && value !== null) stubs.push(...stubsOf(value));
    return text ?? '';
  });
  const output = into(result, 'output');
  const text = texts.join('\n') || (stubs.length > 0 ? '' : rawArgs(output));
  builder.result({
    text,
    pointer: result.pointer,
    parts: stubs,
    ...defined({ id, name: name || undefined }),
    ...(typeof failed === 'boolean' ? { isError: failed } : {}),
  });
}

/** Before 0.3.0: what was attached is one text, results follow the calls or stand in the user's next message. */
function emitOld(builder: SessionBuilder, message: Place): void {
  const role = roleNamed(get(message.value, 'role'));
  const at: At = { pointer: message.pointer };
  const attached = str(get(message.value, 'context'))?.trim();
  if (attached) builder.context(attached, { ...at, title: 'attached' });
  for (const result of items(into(message, 'tool_results'))) if (role !== 'assistant') emitResult(builder, result);
  builder.newTurn();
  const stubs: PartStub[] = [];
  const texts: string[] = [];
  const plain = str(get(message.value, 'text'));
  if (plain) texts.push(plain);
  for (const segment of items(into(message, 'segments'))) {
    const type = get(segment.value, 'type');
    const text = str(get(segment.value, 'text'));
    if ((type === 'text' || type === undefined) && text !== undefined) texts.push(text);
    else if (type === 'thinking' && text) builder.reasoning(text, at);
    else if (type !== 'thinking' && type !== 'RedactedThinking') stubs.push(...unreadPart(segment.value));
  }
  const said = texts.join('\n');
  const more = { ...at, parts: stubs };
  if (said === '' && stubs.length === 0) {
    // A message of calls or results alone.
  } else if (role === 'assistant') builder.assistant(said, more);
  else if (role === 'system') builder.system(said, more);
  else builder.user(said, more);
  for (const call of items(into(message, 'tool_uses'))) emitCall(builder, call);
  for (const result of items(into(message, 'tool_results'))) if (role === 'assistant') emitResult(builder, result);
}

/** A text thread: a message reaches from its start to the next one's. */
function emitText(builder: SessionBuilder, thread: Place): void {
  const bytes = Buffer.from(str(get(thread.value, 'text')) ?? '');
  const messages = items(into(thread, 'messages'))
    .map((place) => ({ place, start: num(get(place.value, 'start')) ?? 0 }))
    .sort((a, b) => a.start - b.start);
  messages.forEach(({ place, start }, i) => {
    const text = bytes
      .subarray(start, messages[i + 1]?.start)
      .toString('utf8')
      .trim();
    const role = roleNamed(get(place.value, 'metadata', 'role'));
    const at: At = { pointer: place.pointer };
    if (text !== '' && role === 'assistant') builder.newTurn().assistant(text, at);
    else if (text !== '' && role === 'system') builder.system(text, at);
    else if (text !== '') builder.user(text, at);
    const error = str(get(place.value, 'metadata', 'status', 'Error'));
    if (error) builder.error(error, at);
  });
}
