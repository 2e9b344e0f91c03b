/**
 * Gemini CLI (and Qwen Code, a fork of it) chats: `session-*.json`, `session-*.jsonl`, and checkpoints of API contents.
 *
 * No schema is published; the program's own types are in `chatRecordingService.ts` of google-gemini/gemini-cli.
 * Layouts:
 * - a document `{sessionId, projectHash, messages}`, written anew after each message;
 * - lines: the same header without `messages`, then one message a line, and updates (`$set`, `$rewindTo`, `$patch`);
 * - a checkpoint of `/chat save`: API contents `{role, parts}`, bare or under `history`, with neither ids nor times.
 *
 * user → user, gemini and qwen → reasoning, assistant and calls, error → error. `info` and `warning` were shown to the
 * user only, and the model never saw them. `tokens`, `projectHash` and `$set` of header fields are not read.
 */

import { defined } from '../../../kit/defined.ts';
import type { PartStub } from '../../../model/event.ts';
import { pointerOf } from '../../blocks.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { arr, get, idOf, isObject, type JsonObject, str } from '../../parse.ts';
import { rawJson } from '../../rawjson.ts';
import type { Reader } from '../../reader.ts';
import { firstData, holdsData, unknownPart } from '../../steps/unknown.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'gemini-cli';
type Path = readonly (string | number)[];

const KINDS = new Set(['user', 'gemini', 'qwen', 'info', 'error', 'warning']);
const isMessage = (v: unknown): boolean =>
  KINDS.has(str(get(v, 'type')) ?? '') && isObject(v) && 'content' in v && 'id' in v;
/** Header of both chat layouts. The hash of the project folder tells it from other programs' `sessionId` objects. */
const isHeader = (v: unknown): boolean =>
  typeof get(v, 'sessionId') === 'string' && typeof get(v, 'projectHash') === 'string';
/**
 * Changes to what earlier lines hold: `$rewindTo` takes messages back, `$set.messages` puts others in their place; all others change
 * fields that are not read.
 */
const isUpdate = (v: unknown): boolean => isObject(v) && ('$set' in v || '$rewindTo' in v || '$patch' in v);
/** API contents, as `/chat save` writes them. */
const isContent = (v: unknown): boolean =>
  (get(v, 'role') === 'user' || get(v, 'role') === 'model') && Array.isArray(get(v, 'parts'));
/** The contents of a checkpoint that also holds the kind of login. */
const historyOf = (v: unknown): unknown[] | undefined => {
  const list = arr(get(v, 'history'));
  return list?.some(isContent) ? list : undefined;
};

/** A sub-agent's chat lies in a folder that is named for the session that started it. */
function parentOf(path: string): { forkOf: string[] } {
  const [, folder = ''] = path.split(/[\\/]/).reverse();
  return { forkOf: [`session:${folder}`] };
}

/** Names of the header's fields that an update changes, when it changes nothing else. */
function fieldsOf(v: unknown): string | undefined {
  if (!isUpdate(v) || get(v, '$rewindTo') !== undefined || Array.isArray(get(v, '$set', 'messages'))) return undefined;
  const [operation] = Object.keys(v as object);
  const fields = get(v, '$set') ?? get(v, '$patch');
  return [operation, isObject(fields) ? Object.keys(fields).slice(0, 4).join(' ') : ''].join(' ').trim();
}

export const geminiCli: Reader = {
  id: FORMAT,
  doc: {
    title: 'Gemini CLI chats',
    files: '~/.gemini/tmp/*/chats/session-*.json(l), checkpoint-*.json',
    detection:
      'One object with `sessionId`, `projectHash` and `messages` of types user and gemini; the same as lines; or contents with `role` and `parts`.',
    notes: [
      'A tool call holds its result: it is call and result at once.',
      'Thoughts are reasoning; info and warning messages are left out, errors are error events.',
      'In the line format a message that was written again counts once, as it was last; what a rewind took back is a branch.',
      '`$set.messages` replaces the list: what is left out at its end is a branch, a list with nothing of the one before is what a compression left (a boundary).',
      '`logs.json` holds prompts only and no answers: it is not read.',
    ],
  },
  // `logs.json` lies beside the chats and looks alike, but its entries have a `messageId`.
  accepts: (sample) => !sample.records.every((r) => 'messageId' in (isObject(r) ? r : {})),
  votes: (r) =>
    (isHeader(r) && Array.isArray(get(r, 'messages'))) ||
    isHeader(r) ||
    isMessage(r) ||
    isUpdate(r) ||
    isContent(r) ||
    historyOf(r) !== undefined,
  index({ value }, file) {
    if (historyOf(value)) return [{}];
    const id = idOf(get(value, 'sessionId'));
    if (id !== undefined) file.state.id = id;
    const links = get(value, 'kind') === 'subagent' ? parentOf(file.path) : {};
    if (isHeader(value) && Array.isArray(get(value, 'messages'))) return [{ aliases: [`session:${id}`], ...links }];
    if (!isHeader(value) && !isMessage(value) && !isUpdate(value) && !isContent(value))
      return { skip: 'no line of a Gemini chat' };
    const time = parseTime(get(value, 'timestamp') ?? get(value, 'startTime'));
    const key = typeof file.state.id === 'string' ? `session:${file.state.id}` : file.key;
    const fields = fieldsOf(value);
    if (fields !== undefined) return { skip: `metadata: ${fields}`, code: 'metadata' };
    return [{ key, ...defined({ time }), ...links }];
  },
  read(records) {
    const chat = new Chat();
    for (const { value, text, ref } of records) {
      chat.builder.from(ref);
      chat.addRecord(value, text);
    }
    return chat.build();
  },
};

/** A message and where it lies: `path` and `record` become the event's source, `text` is needed for raw arguments. */
interface Entry {
  id: string | undefined;
  message: unknown;
  text: string;
  path: Path;
  record: number;
}

/**
 * The state of one chat while its records are replayed. Events are made at the end, when no line can change any more.
 */
class Chat {
  readonly builder = new SessionBuilder(FORMAT);
  private readonly main: Entry[] = [];
  /** Position in `main` of each message that has an id. */
  private readonly byId = new Map<string, number>();
  /** What rewinds took back. `at`: length of `main` when the entries left it, that is where their branch begins. */
  private readonly undone: { at: number; entries: Entry[] }[] = [];

  addRecord(value: unknown, text: string): void {
    const { builder } = this;
    const id = idOf(get(value, 'sessionId'));
    if (id !== undefined) builder.fields.nativeId = id;
    const history = historyOf(value);
    const list = history ?? arr(get(value, 'messages'));
    const set = arr(get(value, '$set', 'messages'));
    if (list) for (const [i, m] of list.entries()) this.put(m, text, [history ? 'history' : 'messages', i]);
    else if (set) this.replace(set, text);
    else if (typeof get(value, '$rewindTo') === 'string') this.rewind(str(get(value, '$rewindTo')) ?? '');
    else if (isMessage(value) || isContent(value)) this.put(value, text, []);
  }

  build() {
    const { builder } = this;
    builder.fields.app = FORMAT;
    const starts: number[] = [];
    for (const entry of this.main) {
      starts.push(builder.length);
      emit(entry, builder);
    }
    for (const { at, entries } of this.undone) {
      builder.branch(starts[at] ?? builder.length, 'rewind', () => {
        for (const entry of entries) emit(entry, builder);
      });
    }
    return builder.build();
  }

  /** A message is written again when its tool calls are done. */
  private put(message: unknown, text: string, path: Path): void {
    const id = isMessage(message) ? idOf(get(message, 'id')) : undefined;
    const entry = { id, message, text, path, record: this.builder.record };
    const known = id === undefined ? undefined : this.byId.get(id);
    if (known !== undefined) this.main[known] = entry;
    else if (id !== undefined) this.byId.set(id, this.main.push(entry) - 1);
    else this.main.push(entry);
  }

  /**
   * The list is another one now. What it shares with the one before stays; a list that begins anew is what a compression left, and
   * the talk before it was real; what it leaves out at the end was taken back.
   */
  private replace(list: readonly unknown[], text: string): void {
    const ids = list.map((m) => (isMessage(m) ? idOf(get(m, 'id')) : undefined));
    const kept = this.main.findIndex((entry, i) => entry.id === undefined || entry.id !== ids[i]);
    if (kept === 0 && ids.length > 0 && !ids.some((id) => id !== undefined && this.byId.has(id)))
      this.main.push({ id: undefined, message: COMPRESSED, text: '', path: [], record: this.builder.record });
    else if (kept >= 0) this.cutOff(kept);
    for (const [i, m] of list.entries()) this.put(m, text, ['$set', 'messages', i]);
  }

  /** Takes back the message with this id and all after it. An id that is not known (any more) changes nothing. */
  private rewind(id: string): void {
    const at = this.byId.get(id);
    if (at !== undefined) this.cutOff(at);
  }

  private cutOff(at: number): void {
    const entries = this.main.splice(at);
    for (const entry of entries) if (entry.id !== undefined) this.byId.delete(entry.id);
    // An earlier rewind inside the part that goes now: its branch must leave from what remains of the main line.
    for (const inner of this.undone) {
      if (inner.at <= at) continue;
      inner.entries = [...entries.slice(0, inner.at - at), ...inner.entries];
      inner.at = at;
    }
    this.undone.push({ at, entries });
  }
}

/** Stands where the messages before gave way to others. */
const COMPRESSED = { type: 'compression' };

function emit(entry: Entry, builder: SessionBuilder): void {
  const { message, text, path, record } = entry;
  const at: At = { record, pointer: pointerOf(path) };
  if (message === COMPRESSED) {
    builder.boundary('compaction', undefined, at);
    return;
  }
  const time = get(message, 'timestamp');
  if (time !== undefined) at.time = time;
  if (isContent(message)) {
    emitContent(message, text, path, at, builder);
    return;
  }
  const type = str(get(message, 'type'));
  const said = readParts(get(message, 'content'));
  if (type === 'user') builder.user(said.text, { ...at, parts: said.stubs });
  else if (type === 'error') builder.error(said.text, at);
  else if (type === 'gemini' || type === 'qwen') emitReply(message, said, text, path, at, builder);
  else if (!KINDS.has(type ?? '')) builder.unknown(type ?? 'message', message);
}

/**
 * One answer with its calls and their results. All calls come before all results: calls of one message ran in parallel,
 * and the builder opens a turn at each result.
 */
function emitReply(message: unknown, said: Parts, text: string, path: Path, at: At, builder: SessionBuilder): void {
  const model = str(get(message, 'model'));
  if (model) builder.fields.model ??= model;
  const more = { ...at, ...defined({ model: model || undefined }) };
  builder.newTurn();
  const thoughts = (arr(get(message, 'thoughts')) ?? []).flatMap(
    (t) => [str(get(t, 'subject')), str(get(t, 'description'))].filter(Boolean).join('\n') || [],
  );
  const thought = [...thoughts, said.thought].filter(Boolean).join('\n\n');
  if (thought) builder.reasoning(thought, at);
  const calls = arr(get(message, 'toolCalls')) ?? [];
  if (said.text !== '' || said.stubs.length > 0 || calls.length === 0) {
    const empty = said.text === '' && said.stubs.length === 0;
    builder.assistant(said.text, { ...more, parts: said.stubs, ...defined({ flags: empty ? ['empty'] : undefined }) });
  }
  calls.forEach((call, i) => {
    const raw = get(call, 'args');
    const args = raw === undefined ? '' : rawJson(text, [...path, 'toolCalls', i, 'args'], raw);
    builder.call({ ...more, ...idIn(call), name: str(get(call, 'name')) ?? '', args });
  });
  // Each result opens a turn: by then the answer's is not the last one.
  const answer = builder.turn;
  for (const [i, call] of calls.entries()) {
    // `result` is what the model got; `resultDisplay` (what the user saw, often a diff) only stands in for a missing
    // one.
    const result = arr(get(call, 'result')) ?? (get(call, 'result') === undefined ? [] : [get(call, 'result')]);
    const status = str(get(call, 'status'));
    const display = str(get(call, 'resultDisplay'));
    if (result.length === 0 && display === undefined) continue;
    const where = [...path, 'toolCalls', i, 'result'];
    const listed = Array.isArray(get(call, 'result'));
    const output =
      result
        .map((part, k) => outputOf(part, text, listed ? [...where, k] : where))
        .filter(Boolean)
        .join('\n') ||
      (display ?? '');
    const when = get(call, 'timestamp') === undefined ? {} : { time: get(call, 'timestamp') };
    builder.result({
      ...at,
      ...when,
      ...idIn(call),
      text: output,
      parts: result.flatMap((part) => [
        ...readParts(part).stubs,
        ...readParts(get(part, 'functionResponse', 'parts')).stubs,
      ]),
      ...defined({ isError: status ? status !== 'success' : undefined }),
    });
    if (status === 'cancelled')
      builder.feedback({
        ...at,
        signal: 'reject',
        by: 'end_user',
        target: answer,
      });
  }
}

/** A content of the Gemini API. Results come in the user's role, before anything that the user says there. */
function emitContent(content: unknown, text: string, path: Path, at: At, builder: SessionBuilder): void {
  const said = readParts(get(content, 'parts'));
  const parts = arr(get(content, 'parts')) ?? [];
  if (get(content, 'role') === 'model') {
    builder.newTurn();
    if (said.thought) builder.reasoning(said.thought, at);
    if (said.text || said.stubs.length > 0) builder.assistant(said.text, { ...at, parts: said.stubs });
    parts.forEach((part, i) => {
      const call = get(part, 'functionCall');
      if (!isObject(call)) return;
      const args = rawJson(text, [...path, 'parts', i, 'functionCall', 'args'], get(call, 'args') ?? {});
      builder.call({ ...at, ...idIn(call), name: str(get(call, 'name')) ?? '', args });
    });
    return;
  }
  for (const [i, part] of parts.entries()) {
    const response = get(part, 'functionResponse');
    if (!isObject(response)) continue;
    const name = str(get(response, 'name'));
    const failed = get(response, 'response', 'error') !== undefined;
    builder.result({
      ...at,
      ...idIn(response),
      ...defined({ name: name || undefined }),
      text: outputOf(part, text, [...path, 'parts', i]),
      ...defined({ isError: failed ? true : undefined }),
    });
  }
  if (said.text || said.stubs.length) builder.user(said.text, { ...at, parts: said.stubs });
}

interface Parts {
  text: string;
  thought: string;
  stubs: PartStub[];
}

/** A string, a part, or a list of both; a part with `thought` is reasoning. */
function readParts(content: unknown): Parts {
  const out: Parts = { text: '', thought: '', stubs: [] };
  const texts: string[] = [];
  const thoughts: string[] = [];
  for (const part of arr(content) ?? [content]) {
    const text = typeof part === 'string' ? part : str(get(part, 'text'));
    if (text !== undefined) (get(part, 'thought') === true ? thoughts : texts).push(text);
    if (text === undefined && isObject(part)) out.stubs.push(...unknownIn(part));
    const file = get(part, 'inlineData') ?? get(part, 'fileData');
    const mime = str(get(file, 'mimeType'));
    if (isObject(file))
      out.stubs.push({ kind: mime?.startsWith('image/') ? 'image' : 'file', ...defined({ mime: mime || undefined }) });
  }
  out.text = texts.join('\n');
  out.thought = thoughts.join('\n');
  return out;
}

/** Parts that are read where calls, results and files are. */
const READ = ['functionCall', 'functionResponse', 'inlineData', 'fileData'];

const unknownIn = (part: JsonObject): PartStub[] =>
  READ.some((key) => key in part) || !holdsData(part) ? [] : [unknownPart(firstData(part), part)];

/** Output of a tool. The CLI wraps its own tools' in `{output}` or `{error}`; any other response is kept as JSON. */
function outputOf(part: unknown, text: string, path: Path): string {
  if (typeof part === 'string') return part;
  const response = get(part, 'functionResponse', 'response');
  if (response === undefined) return str(get(part, 'text')) ?? '';
  return (
    str(get(response, 'output')) ??
    str(get(response, 'error')) ??
    rawJson(text, [...path, 'functionResponse', 'response'], response)
  );
}

const idIn = (value: unknown): { id?: string } => {
  const id = idOf(get(value, 'id'));
  return id === undefined ? {} : { id };
};
