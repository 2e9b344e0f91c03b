/**
 * A whole chat in one cell: Open WebUI's tree of messages, where an edit or a second answer is a sibling.
 *
 * The table `chat` has the tree as JSON in its column `chat`: `history.messages` by id, with `parentId` and
 * `childrenIds`, and `currentId`, the leaf that is on show. Each way from the root to a leaf is one telling of the
 * conversation; `Talk` makes branches of them.
 */

import { defined } from '../../kit/defined.ts';
import type { SessionBuilder } from '../builder.ts';
import { arr, get, idOf, isObject, str } from '../parse.ts';
import type { InRecord } from '../reader.ts';
import { readOne } from '../shapes/messages.ts';
import { Talk } from '../talk.ts';
import { type Rating, readRating } from './ratings.ts';
import { unpacked } from './values.ts';

const chatOf = (row: unknown): unknown => unpacked(get(row, 'chat'));

/** The tree tells it; `chat.messages` beside it repeats the line on show and is not read. */
export const isChatCell = (row: unknown): boolean => isObject(get(chatOf(row), 'history', 'messages'));

export function addChat(record: InRecord, builder: SessionBuilder): void {
  const chat = chatOf(record.value);
  const nodes = get(chat, 'history', 'messages');
  if (!isObject(nodes)) return;
  const talk = new Talk();
  const system = str(get(chat, 'system')) ?? str(get(chat, 'params', 'system'));
  const first = system ? [{ role: 'system' as const, text: system }] : [];
  const current = idOf(get(chat, 'history', 'currentId'));
  const leaves = Object.keys(nodes).filter((id) => (arr(get(nodes, id, 'childrenIds')) ?? []).length === 0);
  // The line on show comes last: it becomes the main one.
  leaves.sort((a, b) => Number(a === current) - Number(b === current));
  for (const leaf of leaves) {
    const path = pathTo(nodes, leaf);
    const messages = path.flatMap((id) => {
      const value = get(nodes, id);
      const pointer = `/chat/history/messages/${id}`;
      return readOne({ value, pointer, text: '', path: [] }).map((m) => ({ ...m, pointer }));
    });
    const reply = messages.at(-1)?.role === 'assistant' ? messages.pop() : undefined;
    const node = get(nodes, leaf);
    const note = get(node, 'annotation');
    const rating: Rating | undefined = isObject(note)
      ? readRating(get(note, 'rating'), get(note, 'comment'), false)
      : undefined;
    const error = str(get(node, 'error', 'content')) ?? str(get(node, 'error'));
    talk.add(record.ref, {
      prompt: [...first, ...messages],
      replies: reply ? [reply] : [],
      promptPointer: '/chat/history/messages',
      replyPointer: `/chat/history/messages/${leaf}`,
      time: get(node, 'timestamp'),
      ...defined({
        model: str(get(node, 'model')) ? (str(get(node, 'model')) as string) : undefined,
        feedback: rating ? [rating] : undefined,
        error: error ? { text: error } : undefined,
      }),
    });
  }
  talk.build(builder);
}

/** Ids from the root to the leaf. Ends at a missing parent, and at a circle. */
function pathTo(nodes: unknown, leaf: string): string[] {
  const path: string[] = [];
  const seen = new Set<string>();
  for (let id: string | undefined = leaf; id !== undefined && !seen.has(id); id = idOf(get(nodes, id, 'parentId'))) {
    if (!isObject(get(nodes, id))) break;
    seen.add(id);
    path.unshift(id);
  }
  return path;
}
