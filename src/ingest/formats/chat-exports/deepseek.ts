/**
 * DeepSeek's data export: `conversations.json` in the ZIP. A tree in `mapping` as ChatGPT's, but a message has no author:
 * its `fragments` say by their type whose they are (REQUEST: the person; RESPONSE and THINK: the model), and they are pieces
 * of one text. No schema is published; importers agree on these types.
 */

import { defined } from '../../../kit/defined.ts';
import { pointerOf } from '../../blocks.ts';
import type { ChatNode } from '../../chats.ts';
import { readContent } from '../../content.ts';
import type { MessageIn } from '../../message.ts';
import { arr, get, idOf, isObject, type JsonObject, str } from '../../parse.ts';
import { inMessages, type Piece } from '../../pieces.ts';
import { unreadPart } from '../../unread.ts';
import { chatReader } from './linked.ts';

const isChat = (value: unknown): boolean => {
  const mapping = get(value, 'mapping');
  if (!isObject(mapping)) return false;
  const first = Object.values(mapping)
    .slice(0, 5)
    .find((node) => isObject(get(node, 'message')));
  return first === undefined
    ? 'inserted_at' in (value as JsonObject)
    : Array.isArray(get(first, 'message', 'fragments'));
};

export const deepseekExport = chatReader({
  id: 'deepseek-export',
  app: 'deepseek',
  doc: {
    title: 'DeepSeek data export',
    files: 'conversations.json, or the ZIP that holds it',
    detection: 'Objects with a `mapping` whose messages have `fragments`.',
    notes: [
      'The line to the newest message is the conversation, since the export does not say which was on show; the others are branches.',
      'REQUEST is the person, RESPONSE the answer, THINK reasoning; pieces of one kind are put together as they are.',
      'What SEARCH, READ_LINK, FILE and TOOL_ fragments hold is context, as are the hints of the page (TIP); files are stubs; other fragments are counted as unknown.',
      'TEMPLATE_RESPONSE stands where the answer was withheld: it is marked as such.',
    ],
  },
  isChat,
  chatOf(value, _record, pointer) {
    const mapping = get(value, 'mapping');
    const nodes = Object.entries(isObject(mapping) ? mapping : {}).flatMap(([id, node]): ChatNode[] => {
      const message = get(node, 'message');
      return isObject(message)
        ? [nodeOf(id, idOf(get(node, 'parent')), message, pointer + pointerOf(['mapping', id, 'message']))]
        : [];
    });
    return {
      id: idOf(get(value, 'id')),
      time: get(value, 'updated_at') ?? get(value, 'inserted_at'),
      tip: idOf(get(value, 'current_node')) ?? idOf(get(value, 'current_message_id')),
      model: nodes.findLast((n) => n.at.model)?.at.model,
      nodes,
    };
  },
});

function nodeOf(id: string, parent: string | undefined, message: JsonObject, pointer: string): ChatNode {
  const fragments = arr(get(message, 'fragments')) ?? [];
  const asked = fragments.some((f) => get(f, 'type') === 'REQUEST');
  const files = (arr(get(message, 'files')) ?? []).flatMap(() => readContent([{ type: 'file' }]).parts);
  const pieces: Piece[] = fragments.filter((f) => !isAside(f)).map(pieceOf);
  const messages: MessageIn[] = asked
    ? [{ role: 'user', text: pieces.map((p) => p.text ?? '').join(''), parts: pieces.flatMap((p) => p.parts ?? []) }]
    : inMessages(pieces, '');
  const [first] = messages;
  if (first && fragments.some((f) => get(f, 'type') === 'TEMPLATE_RESPONSE')) first.flags = ['content_filter'];
  if (first && files.length > 0) first.parts = [...(first.parts ?? []), ...files];
  return {
    id,
    parent,
    asked,
    at: {
      pointer,
      ...defined({
        time: get(message, 'inserted_at'),
        model: asked ? undefined : str(get(message, 'model')) || undefined,
      }),
    },
    messages,
    given: fragments.flatMap((f, i) => (isAside(f) ? asideOf(f, `${pointer}/fragments/${i}`) : [])),
  };
}

function pieceOf(fragment: unknown): Piece {
  const text = str(get(fragment, 'content'));
  switch (get(fragment, 'type')) {
    case 'REQUEST':
    case 'RESPONSE':
    case 'TEMPLATE_RESPONSE':
      return text === undefined ? { parts: unreadPart(fragment) } : { text };
    case 'THINK':
      return text === undefined ? { parts: unreadPart(fragment) } : { reasoning: text };
    default:
      return { parts: unreadPart(fragment) };
  }
}

/** What the page's tools found, files, and the page's own hints. */
const isAside = (fragment: unknown): boolean =>
  /^(?:SEARCH|READ_LINK|FILE|TIP|TOOL_\w+)$/.test(str(get(fragment, 'type')) ?? '');

function asideOf(fragment: unknown, pointer: string): NonNullable<ChatNode['given']> {
  const title = (str(get(fragment, 'type')) ?? '').toLowerCase();
  const results = (arr(get(fragment, 'results')) ?? []).map((page, i) => ({
    text: ['title', 'url', 'snippet'].flatMap((key) => str(get(page, key)) || []).join('\n'),
    title,
    pointer: `${pointer}/results/${i}`,
  }));
  return [{ text: str(get(fragment, 'content')) ?? '', title, pointer }, ...results];
}
