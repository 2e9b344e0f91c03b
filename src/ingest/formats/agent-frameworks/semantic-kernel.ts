/**
 * Semantic Kernel: a `ChatHistory`, serialised by .NET (`Role`, `Items` with `$type`) or by Python (`role`, `items` with
 * `content_type`).
 *
 * The kinds of contents are the classes of microsoft/semantic-kernel; each has one name in either language.
 */

import { defined } from '../../../kit/defined.ts';
import type { EventFlag } from '../../../model/event.ts';
import { SessionBuilder } from '../../builder.ts';
import { type Content, readContent } from '../../content.ts';
import type { MessageIn } from '../../message.ts';
import { arr, get, idOf, isObject, str } from '../../parse.ts';
import { into, items, type Place, placeOf, rawArgs } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { roleNamed } from '../../shapes/roles.ts';

const FORMAT = 'semantic-kernel';

/** A member by its name in JavaScript's, .NET's or Python's spelling. */
const spellings = (name: string): string[] => [
  name,
  name.charAt(0).toUpperCase() + name.slice(1),
  name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`),
];
const member = (place: Place, name: string): Place =>
  spellings(name)
    .map((key) => into(place, key))
    .find((p) => p.value !== undefined && p.value !== null) ?? into(place, name);
const value = (of: unknown, name: string): unknown =>
  spellings(name)
    .map((key) => get(of, key))
    .find((v) => v !== undefined && v !== null);

const KIND =
  /^(?:Streaming)?(Text|FunctionCall|FunctionResult|Image|Audio|Binary|FileReference|Reasoning|Annotation)Content$/;
/** `FunctionCallContent` and `function_call` are `function_call`. */
function kindOf(item: unknown): string | undefined {
  const name = str(get(item, '$type'))
    ?.split(/[.,]/)
    .find((part) => KIND.test(part));
  const net =
    name === undefined
      ? undefined
      : KIND.exec(name)?.[1]
          ?.replace(/(?<=.)[A-Z]/g, (c) => `_${c}`)
          .toLowerCase();
  return net ?? str(get(item, 'content_type'))?.replace(/^streaming_/, '');
}
const roleOf = (message: unknown): MessageIn['role'] | undefined => {
  const role = value(message, 'role');
  return roleNamed(str(role) ?? value(role, 'label'));
};
const isMessage = (v: unknown): boolean => {
  const list = arr(value(v, 'items'));
  if (!list || roleOf(v) === undefined) return false;
  return list.length === 0 ? get(v, 'content_type') === 'message' : list.every((item) => kindOf(item) !== undefined);
};
const listIn = (v: unknown): unknown[] | undefined =>
  ['messages', 'chatHistory', 'history'].map((key) => arr(value(v, key))).find((l) => l?.some(isMessage));

export const semanticKernel: Reader = {
  id: FORMAT,
  doc: {
    title: 'Semantic Kernel chat histories',
    files: '*.json, *.jsonl',
    detection: 'Messages with a role and `Items` of a `$type` such as `TextContent`, or `items` of a `content_type`.',
    notes: [
      'An object with `messages` is a session; a file of bare messages is one as a whole.',
      'A function is named by its plugin and its own name, as the model was told: `plugin-function`.',
      'Pictures, sounds and files are stubs; annotations say nothing.',
    ],
  },
  votes: (v) => isMessage(v) || isMessage(listIn(v)?.[0]),
  index: ({ value: v }, file) =>
    listIn(v) ? [{}] : isMessage(v) ? [{ key: file.key }] : { skip: 'no message of Semantic Kernel' },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    for (const record of records) {
      builder.from(record.ref);
      const place = placeOf(record);
      if (isMessage(record.value)) emitMessage(builder, place);
      else {
        const list = ['messages', 'chatHistory', 'history']
          .map((key) => member(place, key))
          .find((p) => Array.isArray(p.value));
        for (const message of list ? items(list) : []) emitMessage(builder, message);
      }
    }
    return builder.build();
  },
};

/** Results first, as in any message that a tool gave. */
function emitMessage(builder: SessionBuilder, message: Place): void {
  const role = roleOf(message.value) ?? 'user';
  const list = items(member(message, 'items'));
  const model = str(value(message.value, 'modelId')) ?? str(value(message.value, 'aiModelId'));
  if (model) builder.fields.model = model;
  const at = { pointer: message.pointer, ...defined({ model: role === 'assistant' ? model : undefined }) };
  const of = (kind: string): Place[] => list.filter((item) => kindOf(item.value) === kind);
  for (const item of of('function_result')) emitResult(builder, item);
  const { text, reasoning, parts } = read(
    list.filter(({ value: v }) => !/^function_(?:call|result)$/.test(kindOf(v) ?? '')),
  );
  const calls = of('function_call').map((item) => {
    const args = member(item, 'arguments');
    return { name: nameOf(item.value), args: rawArgs(args), ...defined({ id: idOf(value(item.value, 'id')) }) };
  });
  const flags: EventFlag[] = get(message.value, 'finish_reason') === 'length' ? ['truncated'] : [];
  const empty = text === '' && parts.length === 0 && !reasoning && calls.length === 0;
  if (empty && (role === 'tool' || of('function_result').length > 0)) return;
  builder.message(
    {
      role: role === 'tool' ? 'user' : role,
      text,
      ...(role === 'assistant' ? { calls, ...defined({ reasoning: reasoning || undefined }) } : {}),
    },
    { ...at, parts, flags },
  );
}

function nameOf(item: unknown): string {
  const own = str(value(item, 'functionName')) ?? '';
  const plugin = str(value(item, 'pluginName'));
  return str(get(item, 'name')) || [plugin, own].filter((n) => n).join('-');
}

function emitResult(builder: SessionBuilder, item: Place): void {
  const result = member(item, 'result');
  const id = idOf(value(item.value, 'callId')) ?? idOf(value(item.value, 'id'));
  builder.result({
    pointer: item.pointer,
    text: rawArgs(result),
    ...defined({ id, name: nameOf(item.value) || undefined }),
  });
}

/** Items as parts of a message. */
function read(list: readonly Place[]): Content {
  return readContent(
    list.flatMap(({ value: item }) => {
      const kind = kindOf(item) ?? 'item';
      if (kind === 'annotation') return [];
      const text = str(value(item, 'text'));
      if (kind === 'text') return [{ type: 'text', text }];
      if (kind === 'reasoning') return [{ type: 'reasoning', text }];
      const uri = str(value(item, 'uri')) ?? str(value(item, 'dataUri')) ?? idOf(value(item, 'fileId'));
      const mime = str(value(item, 'mimeType'));
      if (/^(?:image|audio|binary|file_reference)$/.test(kind))
        return [{ type: kind === 'image' || kind === 'audio' ? kind : 'file', url: uri, mime_type: mime }];
      return isObject(item) ? [{ ...item, type: kind }] : [item];
    }),
  );
}
