/** What readers of chat programs' exports share: where an export keeps its conversations, and how they are told apart. */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { type Chat, Chats } from '../../chats.ts';
import { get, isObject } from '../../parse.ts';
import { pointed } from '../../pointer.ts';
import type { IndexEntry, InRecord, Reader } from '../../reader.ts';
import { parseTime } from '../../time.ts';

interface ChatFormat {
  id: string;
  app: string;
  doc: Reader['doc'];
  /** Is this a conversation? */
  isChat(value: unknown): boolean;
  /** Key of the list of conversations, where the export is one object. */
  member?: string;
  /** Pointers of the conversations in an export that keeps them elsewhere; none when it is no such export. */
  placesIn?(value: unknown): string[];
  chatOf(value: unknown, record: Pick<InRecord, 'value' | 'text'>, pointer: string): Chat;
}

/** A reader of conversations, alone, in a list, or in the list under `member`. */
export function chatReader({ id, app, doc, isChat, member, placesIn, chatOf }: ChatFormat): Reader {
  // Where an export keeps its conversations nothing else lies, whatever they look like.
  const known = (value: unknown, pointer: string): boolean => (pointer === '' ? isChat(value) : isObject(value));
  const places = (value: unknown): string[] | undefined => {
    const found = placesIn?.(value) ?? [];
    if (found.length > 0) return found;
    const list = member === undefined ? undefined : get(value, member);
    // One that was never used holds too little to be told by.
    if (!Array.isArray(list) || (list.length > 0 && !list.slice(0, 20).some(isChat))) return undefined;
    return list.map((_, i) => `/${member}/${i}`);
  };
  const entry = (value: unknown, record: InRecord, pointer: string): ReturnType<Reader['index']> => {
    if (!known(value, pointer)) return { skip: 'no conversation of this export' };
    const chat = chatOf(value, record, pointer);
    if (chat.nodes.length === 0) return { skip: 'a conversation without messages', code: 'empty' };
    const time = parseTime(chat.time);
    const key = chat.id === undefined ? undefined : `conversation:${chat.id}`;
    const at: IndexEntry = { ...defined({ key, time, order: time }), ...(pointer === '' ? {} : { part: pointer }) };
    return [at];
  };
  return {
    id,
    doc,
    ...defined({ member }),
    votes: (value) => isChat(value) || (places(value)?.length ?? 0) > 0,
    index(record) {
      const list = places(record.value);
      if (!list) return entry(record.value, record, '');
      if (list.length === 0) return { skip: 'no conversations', code: 'empty' };
      return list.flatMap((pointer) => entry(pointed(record.value, pointer), record, pointer));
    },
    read(records) {
      const builder = new SessionBuilder(id);
      builder.fields.app = app;
      const chats = new Chats(builder);
      for (const record of records) {
        const pointer = record.ref.pointer ?? '';
        const value = pointed(record.value, pointer);
        if (known(value, pointer)) chats.add(record.ref, chatOf(value, record, pointer));
      }
      chats.end();
      return builder.build();
    },
  };
}
