/**
 * TypingMind's export: all its data in one object, the chats under `data.chats`, or one chat alone. No schema is published;
 * importers agree on it. Messages are OpenAI's, with a `uuid`.
 */

import { defined } from '../../../kit/defined.ts';
import type { ChatNode } from '../../chats.ts';
import { arr, get, idOf, str } from '../../parse.ts';
import { into, type Place } from '../../place.ts';
import { pointerKeys } from '../../pointer.ts';
import { readOne } from '../../shapes/messages.ts';
import { chatReader } from './linked.ts';

const isChat = (value: unknown): boolean =>
  typeof get(value, 'chatID') === 'string' &&
  (arr(get(value, 'messages')) ?? [0]).slice(0, 3).every((m) => typeof get(m, 'role') === 'string');

export const typingmind = chatReader({
  id: 'typingmind',
  app: 'typingmind',
  doc: {
    title: 'TypingMind export',
    files: 'typingmind-export-*.json',
    detection: 'Chats with a `chatID` and `messages`, alone or under `data.chats`.',
    notes: [
      'A chat is a session; other data (folders, prompts, plugins) is not read.',
      'The model is that of the message, else of the chat.',
    ],
  },
  isChat,
  placesIn(value) {
    const chats = arr(get(value, 'data', 'chats')) ?? [];
    return chats.slice(0, 3).every(isChat) ? chats.map((_, i) => `/data/chats/${i}`) : [];
  },
  chatOf(value, record, pointer) {
    const list = into({ value, pointer, text: record.text, path: pointerKeys(pointer) }, 'messages');
    const model = str(get(value, 'model')) || undefined;
    const nodes = (arr(list.value) ?? []).map((_, i) => nodeOf(into(list, i), i, model));
    return {
      id: idOf(get(value, 'chatID')) ?? idOf(get(value, 'id')),
      time: get(value, 'updatedAt') ?? get(value, 'createdAt'),
      model,
      system: str(get(value, 'chatParams', 'systemMessage')),
      nodes,
    };
  },
});

/** A list: each message follows the one before it. */
function nodeOf(place: Place, i: number, model: string | undefined): ChatNode {
  const own = str(get(place.value, 'model')) || model;
  return {
    id: `${i}`,
    parent: i > 0 ? `${i - 1}` : undefined,
    asked: get(place.value, 'role') === 'user',
    at: { pointer: place.pointer, ...defined({ time: get(place.value, 'createdAt'), model: own }) },
    messages: readOne(place),
  };
}
