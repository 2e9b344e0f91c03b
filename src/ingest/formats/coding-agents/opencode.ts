/**
 * OpenCode sessions: what `opencode export` writes, and the storage folders of messages and parts.
 *
 * The types are `MessageV2` in sst/opencode (`packages/opencode/src/session/message-v2.ts`). A message is split into
 * `info` (role, model, times, error) and parts; in the storage folders each of these is a file of its own, in any
 * order. Ids begin with a time in a fixed width, so sorting them as text is sorting by time. Costs, tokens, patches,
 * snapshots and step parts are not read.
 */

import { defined } from '../../../kit/defined.ts';
import { pointerOf } from '../../blocks.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { rawJson } from '../../rawjson.ts';
import type { Reader } from '../../reader.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'opencode';
type Path = readonly (string | number)[];

const ROLES = new Set(['user', 'assistant']);
/** Detection looks at names that are spelled like this in OpenCode only: `sessionID`, `messageID` with a capital D. */
const isInfo = (v: unknown): boolean =>
  ROLES.has(str(get(v, 'role')) ?? '') && typeof get(v, 'sessionID') === 'string' && typeof get(v, 'id') === 'string';
const isPart = (v: unknown): boolean =>
  typeof get(v, 'messageID') === 'string' &&
  typeof get(v, 'sessionID') === 'string' &&
  (typeof get(v, 'type') === 'string' || typeof get(v, 'text') === 'string');
const isSession = (v: unknown): boolean =>
  typeof get(v, 'id') === 'string' &&
  isObject(get(v, 'time')) &&
  typeof get(v, 'directory') === 'string' &&
  typeof get(v, 'title') === 'string';
const isExport = (v: unknown): boolean =>
  typeof get(v, 'info', 'id') === 'string' &&
  (arr(get(v, 'messages')) ?? []).slice(0, 3).some((m) => isInfo(get(m, 'info')) && Array.isArray(get(m, 'parts')));

export const opencode: Reader = {
  id: FORMAT,
  doc: {
    title: 'OpenCode sessions',
    files: '~/.local/share/opencode/opencode.db; `opencode export` *.json; storage/{session,message,part}/**/*.json',
    detection:
      '`info` and `messages` of `{info, parts}`; or single messages and parts with `sessionID` and `messageID`.',
    notes: [
      'Since 1.2 sessions lie in a SQLite database; its rows are read as `opencode export` would write them.',
      'A session that a sub-agent ran (`parentID`) stays in the split of its parent.',
      'Files of the storage folders are joined by `sessionID`; ids sort by time.',
      'A tool part holds call and result; status `error` makes the result an error.',
      'Synthetic text parts are context; step and snapshot parts are metadata; a compaction part is a boundary.',
    ],
  },
  votes: (r) => isExport(r) || isPart(r) || isInfo(r) || isSession(r),
  index({ value }) {
    const info = isExport(value) ? get(value, 'info') : isSession(value) ? value : undefined;
    const parent = idOf(get(info, 'parentID'));
    const links = parent === undefined ? {} : { forkOf: [`session:${parent}`] };
    if (isExport(value)) return [{ key: `session:${idOf(get(info, 'id')) ?? ''}`, ...links }];
    if (!isPart(value) && !isInfo(value) && !isSession(value))
      return { skip: 'neither an OpenCode session, message nor part' };
    const id = idOf(get(value, 'sessionID')) ?? idOf(get(value, 'id')) ?? '';
    const time = parseTime(get(value, 'time', 'created') ?? get(value, 'time', 'start'));
    return [{ key: `session:${id}`, ...defined({ time }), ...links }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    const messages = new Map<string, Message>();
    for (const { value, text, ref } of records) {
      builder.from(ref);
      collect(value, text, builder, messages);
    }
    const sorted = [...messages.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
    for (const message of sorted) emitMessage(message, builder);
    return builder.build();
  },
};

/** A part and where it lies; `path` leads to it within the record. */
interface Part {
  value: unknown;
  text: string;
  path: Path;
  record: number;
}
/** A message as far as it is known: `info` stays undefined when only its parts are in the logs. */
interface Message {
  id: string;
  info: unknown;
  parts: Part[];
}

/** Sorts a record's content into the messages. A part that an export and the storage both hold is taken once. */
function collect(value: unknown, text: string, builder: SessionBuilder, messages: Map<string, Message>): void {
  const record = builder.record;
  const named = (id: string): Message => {
    const known = messages.get(id) ?? { id, info: undefined, parts: [] };
    messages.set(id, known);
    return known;
  };
  const addPart = (part: unknown, path: Path, owner: string): void => {
    const list = named(owner).parts;
    const id = idOf(get(part, 'id'));
    if (id === undefined || !list.some((p) => get(p.value, 'id') === id))
      list.push({ value: part, text, path, record });
  };
  if (isExport(value)) {
    builder.fields.nativeId = idOf(get(value, 'info', 'id')) ?? '';
    for (const [i, m] of (arr(get(value, 'messages')) ?? []).entries()) {
      const id = idOf(get(m, 'info', 'id')) ?? `#${i}`;
      named(id).info = get(m, 'info');
      for (const [k, part] of (arr(get(m, 'parts')) ?? []).entries()) addPart(part, ['messages', i, 'parts', k], id);
    }
  } else if (isPart(value)) addPart(value, [], idOf(get(value, 'messageID')) ?? '');
  else if (isInfo(value)) named(idOf(get(value, 'id')) ?? '').info = value;
  else builder.fields.nativeId = idOf(get(value, 'id')) ?? '';
}

/**
 * One message. An assistant message spans a whole round with the model, tools included, so its text and calls come
 * first, then all results. An aborted message is feedback: the user stopped it, nothing failed.
 */
function emitMessage(message: Message, builder: SessionBuilder): void {
  const byId = (p: Part): string => idOf(get(p.value, 'id')) ?? '';
  const parts = message.parts.sort((a, b) => (byId(a) < byId(b) ? -1 : byId(a) > byId(b) ? 1 : 0));
  const model = str(get(message.info, 'modelID')) ?? str(get(message.info, 'model', 'modelID'));
  if (model) builder.fields.model ??= model;
  const time = get(message.info, 'time', 'created');
  const base: At = time === undefined ? {} : { time };
  const error = str(get(message.info, 'error', 'data', 'message')) ?? str(get(message.info, 'error', 'name'));
  const role = get(message.info, 'role');
  if (role === 'user') emitUser(parts, base, builder);
  else if (role !== 'assistant') emitUnknown(parts, base, builder);
  else {
    builder.newTurn();
    for (const part of parts) emitReply(part, { ...base, ...defined({ model: model || undefined }) }, builder);
    for (const part of parts) emitResult(part, base, builder);
  }
  const name = str(get(message.info, 'error', 'name'));
  if (name === 'MessageAbortedError') {
    builder.feedback({
      ...base,
      signal: 'interrupted',
      by: 'end_user',
      target: builder.turn < 0 ? null : builder.turn,
    });
  } else if (error) builder.error(error, { ...base, ...defined({ code: name || undefined }) });
}

const placeOf = (part: Part, base: At): At => ({ ...base, record: part.record, pointer: pointerOf(part.path) });

/** Synthetic text was put there by the program (file contents, reminders): context, and never the user's words. */
function emitUser(parts: readonly Part[], base: At, builder: SessionBuilder): void {
  // A command that starts a sub-agent holds its words in a part of its own.
  const own = parts.filter((p) => isOwn(p.value));
  const files = parts.filter((p) => get(p.value, 'type') === 'file').map((p) => fileStub(p.value));
  const text = own.flatMap((p) => str(get(p.value, 'text')) ?? str(get(p.value, 'prompt')) ?? []).join('\n');
  const first = own[0] ?? parts[0];
  if (first && (text !== '' || files.length > 0)) builder.user(text, { ...placeOf(first, base), parts: files });
  for (const part of parts) {
    const type = get(part.value, 'type');
    const said = str(get(part.value, 'text'));
    if (type === 'compaction') builder.boundary('compaction', undefined, placeOf(part, base));
    else if (isText(part.value) && get(part.value, 'synthetic') === true && said) {
      builder.context(said, { ...placeOf(part, base), title: 'synthetic' });
    } else if (type === 'tool' || type === 'reasoning') builder.unknown(type, part.value);
    else if (!isText(part.value)) addUnknown(part, builder);
  }
}

/** A user's part that only has a text is one; an answer's could be reasoning as well. */
const isText = (part: unknown): boolean =>
  get(part, 'type') === 'text' || (get(part, 'type') === undefined && typeof get(part, 'text') === 'string');

const isOwn = (part: unknown): boolean =>
  (isText(part) && get(part, 'synthetic') !== true) || get(part, 'type') === 'subtask';

/** The message's own file is missing: who spoke is not known. */
function emitUnknown(parts: readonly Part[], base: At, builder: SessionBuilder): void {
  for (const part of parts) {
    const said = str(get(part.value, 'text'));
    if (get(part.value, 'type') === 'text' && said) {
      builder.context(said, { ...placeOf(part, base), title: 'unknown role' });
      continue;
    }
    emitReply(part, base, builder);
    emitResult(part, base, builder);
  }
}

const fileStub = (part: unknown): { kind: 'image' | 'file'; mime?: string } => {
  const mime = str(get(part, 'mime'));
  return { kind: mime?.startsWith('image/') ? 'image' : 'file', ...defined({ mime: mime || undefined }) };
};

/** Text, reasoning or a call; other parts say nothing of the conversation. */
function emitReply(part: Part, base: At & { model?: string }, builder: SessionBuilder): void {
  const at = { ...base, ...placeOf(part, base) };
  const type = get(part.value, 'type');
  const said = str(get(part.value, 'text')) ?? '';
  if (type === 'text' && said !== '') builder.assistant(said, at);
  else if (type === 'reasoning' && said !== '') builder.reasoning(said, at);
  else if (type === 'tool') {
    const raw = get(part.value, 'state', 'input');
    const args =
      typeof raw === 'string'
        ? raw
        : raw === undefined
          ? ''
          : rawJson(part.text, [...part.path, 'state', 'input'], raw);
    const id = idOf(get(part.value, 'callID'));
    builder.call({ ...at, name: str(get(part.value, 'tool')) ?? '', args, ...defined({ id }) });
  } else if (type === 'file') builder.attach([fileStub(part.value)]);
  else addUnknown(part, builder);
}

/** Parts that mark steps, snapshots and retries, or that are read elsewhere. */
const QUIET =
  /^(?:text|reasoning|tool|file|step-start|step-finish|start-step|finish-step|snapshot|patch|agent|subtask|retry|compaction)$/;

function addUnknown(part: Part, builder: SessionBuilder): void {
  const type = str(get(part.value, 'type')) ?? 'part';
  if (!QUIET.test(type)) builder.unknown(type, part.value);
}

/** Result of a tool part. A tool that is `pending` or `running` has none: the session ended before it did. */
function emitResult(part: Part, base: At, builder: SessionBuilder): void {
  if (get(part.value, 'type') !== 'tool') return;
  const state = get(part.value, 'state');
  const status = str(get(state, 'status'));
  if (status !== 'completed' && status !== 'error') return;
  const id = idOf(get(part.value, 'callID'));
  const end = num(get(state, 'time', 'end'));
  const start = num(get(state, 'time', 'start'));
  builder.result({
    ...placeOf(part, base),
    ...defined({ time: end, latencyMs: end === undefined || start === undefined ? undefined : end - start, id }),
    text: str(get(state, status === 'error' ? 'error' : 'output')) ?? '',
    parts: (arr(get(state, 'attachments')) ?? []).map(fileStub),
    isError: status === 'error',
  });
}
