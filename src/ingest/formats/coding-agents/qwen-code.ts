/**
 * Qwen Code: `~/.qwen/projects/PROJECT/chats/*.jsonl`.
 *
 * The types are `ChatRecord` in QwenLM/qwen-code (`chatRecordingService.ts`). The envelope of a line is that of Claude Code
 * (`uuid`, `parentUuid`, `sessionId`, `type`), its message a content of the Gemini API (`parts`). Lines of type system are
 * notes of the program; of them only a compression says something of the conversation. Older versions wrote chats as
 * Gemini CLI does, and are read there.
 */

import { defined } from '../../../kit/defined.ts';
import type { PartStub } from '../../../model/event.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { get, idOf, isObject, str } from '../../parse.ts';
import { into, items, type Place, placeOf, rawArgs } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { parseTime } from '../../time.ts';
import { addTree } from '../../tree.ts';
import { unreadPart } from '../../unread.ts';

const FORMAT = 'qwen-code';

const isLine = (v: unknown): boolean => typeof get(v, 'uuid') === 'string' && typeof get(v, 'sessionId') === 'string';
/** Claude Code's messages have `content`. */
const isSpoken = (v: unknown): boolean => isLine(v) && Array.isArray(get(v, 'message', 'parts'));
const isNote = (v: unknown): boolean =>
  isLine(v) && get(v, 'type') === 'system' && typeof get(v, 'subtype') === 'string' && !('message' in (v as object));

export const qwenCode: Reader = {
  id: FORMAT,
  doc: {
    title: 'Qwen Code',
    files: '~/.qwen/projects/*/chats/*.jsonl',
    detection: 'Lines with `uuid`, `sessionId` and a `message` that has `parts`.',
    notes: [
      'Lines hang together by `parentUuid`: the way to the last one is the conversation, what was left by going back is a branch.',
      'Parts with `thought` are reasoning, functionCall a call, functionResponse its result.',
      'A compression of the chat is a boundary; telemetry and slash commands are not read.',
    ],
  },
  accepts: (sample) => sample.records.some(isSpoken),
  votes: (v) => isSpoken(v) || isNote(v),
  index({ value }) {
    if (!isSpoken(value) && !isNote(value)) return { skip: 'no line of a Qwen Code chat' };
    const time = parseTime(get(value, 'timestamp'));
    const key = `session:${str(get(value, 'sessionId'))}`;
    return [{ key, ...defined({ time, uid: str(get(value, 'uuid')) }) }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    const nodes: Node[] = [];
    for (const record of records) {
      const { value, ref } = record;
      builder.from(ref);
      const id = str(get(value, 'sessionId'));
      if (id !== undefined) builder.fields.nativeId = id;
      const asked = get(value, 'type') === 'user';
      const parent = idOf(get(value, 'parentUuid'));
      const uuid = idOf(get(value, 'uuid')) ?? `#${builder.record}`;
      nodes.push({ id: uuid, parent, asked, place: placeOf(record), record: builder.record });
    }
    addTree(builder, nodes, undefined, (line) => {
      for (const node of line) emitLine(builder, node);
    });
    return builder.build();
  },
};

interface Node {
  id: string;
  parent: string | undefined;
  asked: boolean;
  place: Place;
  record: number;
}

function emitLine(builder: SessionBuilder, { place, record }: Node): void {
  const { value } = place;
  const at: At = { record, ...defined({ time: get(value, 'timestamp') ?? undefined }) };
  if (!isSpoken(value)) {
    if (get(value, 'subtype') === 'chat_compression') builder.boundary('compaction', undefined, at);
    return;
  }
  const parts = items(into(place, 'message', 'parts'));
  if (get(value, 'message', 'role') === 'model') emitReply(builder, parts, str(get(value, 'model')), at);
  else emitUser(builder, parts, get(value, 'toolCallResult', 'status'), at);
}

function emitReply(builder: SessionBuilder, parts: readonly Place[], model: string | undefined, at: At): void {
  if (model) builder.fields.model ??= model;
  const more = { ...at, ...defined({ model: model || undefined }) };
  const stubs: PartStub[] = [];
  builder.newTurn();
  for (const part of parts) {
    const here = { ...more, pointer: part.pointer };
    const text = str(get(part.value, 'text'));
    const call = into(part, 'functionCall');
    if (isObject(call.value)) {
      const id = idOf(get(call.value, 'id'));
      builder.call({
        ...here,
        name: str(get(call.value, 'name')) ?? '',
        args: rawArgs(into(call, 'args')),
        ...defined({ id }),
      });
    } else if (text === undefined) stubs.push(...stubsOf(part.value));
    else if (get(part.value, 'thought') === true) builder.reasoning(text, here);
    else if (text !== '') builder.assistant(text, here);
  }
  if (stubs.length > 0) builder.assistant('', { ...more, parts: stubs });
}

/** Results come before what the person says; pictures that a tool read stand beside its result. */
function emitUser(builder: SessionBuilder, parts: readonly Place[], status: unknown, at: At): void {
  const results = parts.filter((p) => isObject(get(p.value, 'functionResponse')));
  const others = parts.filter((p) => !results.includes(p));
  const texts = others.flatMap((p) => str(get(p.value, 'text')) || []);
  const stubs = others.flatMap((p) => (str(get(p.value, 'text')) === undefined ? stubsOf(p.value) : []));
  results.forEach((part, i) => {
    const answer = into(part, 'functionResponse');
    const id = idOf(get(answer.value, 'id'));
    const name = str(get(answer.value, 'name'));
    const response = into(answer, 'response');
    const failed = get(response.value, 'error') !== undefined || status === 'error' || status === 'cancelled';
    const isError = failed || (status === 'success' ? false : undefined);
    const own = texts.length === 0 && i === results.length - 1 ? stubs : [];
    builder.result({
      ...at,
      pointer: part.pointer,
      text: outputOf(response),
      parts: own,
      ...defined({ id, name: name || undefined, isError }),
    });
  });
  if (texts.length > 0 || (stubs.length > 0 && results.length === 0))
    builder.user(texts.join('\n'), { ...at, parts: stubs });
}

/** The program's own tools answer with `{output}` or `{error}`; any other response is kept as JSON. */
function outputOf(response: Place): string {
  const { value } = response;
  return str(get(value, 'output')) ?? str(get(value, 'error')) ?? rawArgs(response);
}

function stubsOf(part: unknown): PartStub[] {
  const file = get(part, 'inlineData') ?? get(part, 'fileData');
  if (!isObject(file)) return unreadPart(part, isObject(part) ? Object.keys(part)[0] : undefined);
  const mime = str(get(file, 'mimeType')) ?? '';
  const data = get(file, 'data');
  const source = data === undefined ? { url: get(file, 'fileUri') } : { type: 'base64', data, media_type: mime };
  return readContent([{ type: mime.startsWith('image/') ? 'image' : 'file', mime_type: mime, source }]).parts;
}
