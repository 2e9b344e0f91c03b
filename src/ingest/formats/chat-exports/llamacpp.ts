/**
 * Chats of llama.cpp's web page, as its export writes them: `{conv, messages}`, alone or in a list, and older ones as JSON
 * Lines (`tools/server/webui` of ggml-org/llama.cpp). Messages form a tree by `parent`; `currNode` is the one on show, and
 * empty in exports of some versions: then it is the newest.
 */

import { defined } from '../../../kit/defined.ts';
import type { PartStub } from '../../../model/event.ts';
import { pointerOf } from '../../blocks.ts';
import type { ChatNode } from '../../chats.ts';
import { readContent } from '../../content.ts';
import { arr, get, idOf, isObject, type JsonObject, str } from '../../parse.ts';
import { decoded, into, type Place } from '../../place.ts';
import { readOne } from '../../shapes/messages.ts';
import { unknownPart } from '../../steps/unknown.ts';
import { unreadPart } from '../../unread.ts';
import { chatReader } from './linked.ts';

const isChat = (value: unknown): boolean =>
  isObject(get(value, 'conv')) &&
  (arr(get(value, 'messages')) ?? [undefined])
    .slice(0, 3)
    .every(
      (m) => typeof get(m, 'role') === 'string' && (get(m, 'convId') !== undefined || get(m, 'parent') !== undefined),
    );

export const llamacppWebui = chatReader({
  id: 'llamacpp-webui',
  app: 'llama.cpp',
  doc: {
    title: 'llama.cpp web page',
    files: 'conversation_*.json, llama_conversations_*.json',
    detection: 'Objects with `conv` and `messages` whose messages have `convId` and `parent`.',
    notes: [
      'The path to `currNode`, or to the newest message where that is empty, is the conversation; the others are branches.',
      '`thinking` and `reasoningContent` are reasoning; `toolCalls` is a list as JSON text, messages of role `tool` answer it.',
      'Texts of attached files are context before the message; pictures, recordings and PDFs read as pictures are stubs.',
    ],
  },
  isChat,
  chatOf(value, record, pointer) {
    const conv = get(value, 'conv');
    const path = pointer === '' ? [] : pointer.slice(1).split('/');
    const list = arr(get(value, 'messages')) ?? [];
    const nodes = list.flatMap((message, i): ChatNode[] => {
      // The root holds no message.
      if (!isObject(message) || (get(message, 'type') === 'root' && !str(get(message, 'content')))) return [];
      const place = {
        value: message,
        pointer: `${pointer}/messages/${i}`,
        text: record.text,
        path: [...path, 'messages', i],
      };
      return [nodeOf(message, place, `#${i}`)];
    });
    return {
      id: idOf(get(conv, 'id')),
      time: get(conv, 'lastModified'),
      tip: idOf(get(conv, 'currNode')),
      model: str(
        get(
          list.findLast((m) => typeof get(m, 'model') === 'string'),
          'model',
        ),
      ),
      nodes,
    };
  },
});

const KNOWN =
  'convId type parent children extra timings model timestamp toolCalls toolCallId reasoningContent thinking'.split(' ');

function nodeOf(message: JsonObject, place: Place, unnamed: string): ChatNode {
  const extra = (arr(get(message, 'extra')) ?? []).map((one, i) => ({
    one,
    pointer: place.pointer + pointerOf(['extra', i]),
  }));
  const said: JsonObject = Object.fromEntries(Object.entries(message).filter(([key]) => !KNOWN.includes(key)));
  const calls = decoded(into(place, 'toolCalls'));
  const messages = readOne({
    ...place,
    value: {
      ...said,
      ...defined({
        tool_calls: arr(calls.value),
        tool_call_id: get(message, 'toolCallId'),
        reasoning: get(message, 'reasoningContent') || get(message, 'thinking') || undefined,
      }),
    },
  });
  const stubs = extra.flatMap(({ one }) => stubsOf(one));
  const [first] = messages;
  if (first && stubs.length > 0) first.parts = [...(first.parts ?? []), ...stubs];
  return {
    id: idOf(get(message, 'id')) ?? unnamed,
    parent: idOf(get(message, 'parent')),
    asked: get(message, 'role') === 'user',
    at: {
      pointer: place.pointer,
      ...defined({ time: get(message, 'timestamp'), model: str(get(message, 'model')) || undefined }),
    },
    messages,
    // Of a role that nobody knows.
    stray: messages.length > 0 ? [] : [unknownPart(str(get(message, 'role')) ?? 'message', message), ...stubs],
    given: extra.flatMap(({ one, pointer }) => {
      const text = readable(one);
      return text === undefined ? [] : [{ text, title: str(get(one, 'name')), pointer }];
    }),
  };
}

/** Text files, pasted context, PDFs that were read as text, and what MCP servers gave. */
const readable = (extra: unknown): string | undefined =>
  get(extra, 'processedAsImages') === true ? undefined : str(get(extra, 'content')) || undefined;

function stubsOf(extra: unknown): PartStub[] {
  if (readable(extra) !== undefined) return [];
  const type = str(get(extra, 'type')) ?? '';
  const kind = /image/i.test(type)
    ? 'image'
    : /audio/i.test(type)
      ? 'audio'
      : /video/i.test(type)
        ? 'video'
        : /pdf|file|text|context/i.test(type)
          ? 'file'
          : undefined;
  if (!kind) return unreadPart(extra, type || undefined);
  const data = str(get(extra, 'base64Url')) ?? str(get(extra, 'base64Data'));
  return readContent([{ type: kind, ...defined({ url: data, mime_type: get(extra, 'mimeType') }) }]).parts;
}
