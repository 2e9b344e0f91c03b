/**
 * PydanticAI's message history, as `all_messages_json()` and `ModelMessagesTypeAdapter` write it.
 *
 * Shape from pydantic/pydantic-ai (`messages.py`): requests and responses of typed parts. What the program says to the model
 * about a call that failed its checks is a `retry-prompt`.
 */

import { defined } from '../../../kit/defined.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { arr, get, idOf, isObject, jsonText, str } from '../../parse.ts';
import { into, items, type Place, placeOf, rawArgs } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { resultText } from '../../shapes/parts.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'pydantic-ai';

const isMessage = (m: unknown): boolean =>
  (get(m, 'kind') === 'request' || get(m, 'kind') === 'response') &&
  (arr(get(m, 'parts')) ?? [undefined]).every((p) => typeof get(p, 'part_kind') === 'string');
const isList = (v: unknown): boolean => Array.isArray(v) && v.length > 0 && v.every(isMessage);

/** Keys under which applications keep the list. */
const LISTS = ['messages', 'all_messages', 'new_messages', 'message_history', 'history', 'message_list'];
const listOf = (r: unknown): string | undefined => (isObject(r) ? LISTS.find((key) => isList(get(r, key))) : undefined);

export const pydanticAi: Reader = {
  id: FORMAT,
  doc: {
    title: 'PydanticAI message history',
    files: '*.json, *.jsonl',
    detection:
      'Objects with `kind` (`request` or `response`) and `parts` with a `part_kind` each; lists of them, or objects with such a list.',
    notes: [
      'A file of messages is one session; a line or object with a list of them is a session of its own.',
      '`instructions` are a system prompt, said again only when they change.',
      'A `retry-prompt` with a tool’s name is a failed result, one without is the program’s and becomes context.',
      'Tools that ran at the provider (`builtin-tool-call`, `builtin-tool-return`) are calls and results.',
    ],
  },
  votes: (r) => isMessage(r) || isList(r) || listOf(r) !== undefined,
  index({ value }, file) {
    const time = parseTime(get(value, 'timestamp'));
    if (isMessage(value)) return [{ key: file.key, ...defined({ time }) }];
    return isList(value) || listOf(value) ? [{}] : { skip: 'no request, response or list of them' };
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    const state = { instructions: '' };
    for (const record of records) {
      builder.from(record.ref);
      const place = placeOf(record);
      const key = listOf(record.value);
      const id = idOf(get(record.value, 'conversation_id')) ?? idOf(get(record.value, 'id'));
      if (id !== undefined) builder.fields.nativeId = id;
      const list = key === undefined ? (isMessage(record.value) ? [place] : items(place)) : items(into(place, key));
      for (const message of list) addMessage(message, state, builder);
    }
    return builder.build();
  },
};

function addMessage(message: Place, state: { instructions: string }, builder: SessionBuilder): void {
  const { value, pointer } = message;
  const time = get(value, 'timestamp') ?? undefined;
  const at = { pointer, ...defined({ time }) };
  const model = str(get(value, 'model_name'));
  if (model) builder.fields.model = model;
  const told = str(get(value, 'instructions')) ?? '';
  if (told && told !== state.instructions) builder.system(told, { ...at, pointer: `${pointer}/instructions` });
  state.instructions = told || state.instructions;
  if (get(value, 'kind') === 'response') builder.newTurn();
  const cut = get(value, 'finish_reason') === 'length' ? ['truncated' as const] : [];
  for (const part of items(into(message, 'parts'))) {
    const when = get(part.value, 'timestamp') ?? time;
    addPart(part, { pointer: part.pointer, ...defined({ time: when }) }, cut, builder);
  }
}

function addPart(part: Place, at: At, cut: 'truncated'[], builder: SessionBuilder): void {
  const { value } = part;
  const content = into(part, 'content');
  const id = idOf(get(value, 'tool_call_id'));
  const name = str(get(value, 'tool_name'));
  const kind = str(get(value, 'part_kind')) ?? '';
  switch (kind) {
    case 'system-prompt':
      builder.system(str(content.value) ?? '', at);
      return;
    case 'user-prompt': {
      const said = readContent(
        typeof content.value === 'string' ? content.value : (arr(content.value) ?? []).map(typed),
      );
      builder.user(said.text, { ...at, parts: said.parts });
      return;
    }
    case 'text':
      builder.assistant(str(content.value) ?? '', { ...at, flags: cut });
      return;
    case 'thinking': {
      const thought = str(content.value);
      if (thought) builder.reasoning(thought, at);
      return;
    }
    case 'tool-call':
    case 'builtin-tool-call':
      builder.call({ ...at, name: name ?? '', args: rawArgs(into(part, 'args')), ...defined({ id }) });
      return;
    case 'tool-return':
    case 'builtin-tool-return': {
      const failed = get(value, 'outcome') === 'failed' || get(value, 'outcome') === 'denied';
      builder.result({
        ...at,
        ...resultText(typedResult(content)),
        ...defined({ id, name, isError: failed ? true : undefined }),
      });
      return;
    }
    case 'retry-prompt': {
      const text = str(content.value) ?? rawArgs(content);
      if (name === undefined) builder.context(text, { ...at, title: 'retry' });
      else builder.result({ ...at, text, isError: true, name, ...defined({ id }) });
      return;
    }
    case 'file':
      builder.attach(readContent([typed(content.value)]).parts);
      return;
    default:
      builder.unknown(kind, value);
  }
}

const KINDS: Readonly<Record<string, string>> = {
  'image-url': 'image_url',
  'audio-url': 'audio',
  'video-url': 'video',
  'document-url': 'document',
};

/** Parts of a prompt in the shape that the shared step knows. Marks for the cache say nothing. */
function typed(part: unknown): unknown {
  const kind = str(get(part, 'kind'));
  if (!isObject(part) || kind === undefined) return part;
  if (kind === 'cache-point') return null;
  if (kind === 'text' || kind === 'text-content')
    return { type: 'text', text: get(part, 'content') ?? get(part, 'text') };
  const mime = str(get(part, 'media_type'));
  const source = kind === 'binary' ? { type: 'base64', data: get(part, 'data') } : { url: get(part, 'url') };
  const media = /^(image|audio|video)\//.exec(mime ?? '')?.[1] ?? 'file';
  const type = Object.hasOwn(KINDS, kind) ? KINDS[kind] : media;
  return Object.hasOwn(KINDS, kind) || kind === 'binary' ? { type, mime_type: mime, source } : { ...part, type: kind };
}

/** A result may be a list of texts and files; any other value stays as it is. */
function typedResult(content: Place): Place {
  const list = arr(content.value);
  if (!list?.some((p) => typeof get(p, 'kind') === 'string')) return content;
  const parts = list.map((p) =>
    typeof p === 'string' ? { type: 'text', text: p } : (typed(p) ?? { type: 'text', text: '' }),
  );
  return { value: parts, pointer: content.pointer, text: jsonText(parts), path: [] };
}
