/** What readers of chat programs' exports share: where an export keeps its conversations, and how they are told apart. */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { type Chat, Chats } from '../../chats.ts';
import { get } from '../../parse.ts';
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
  chatOf(value: unknown, record: Pick<InRecord, 'value' | 'text'>, pointer: string): Chat;
}

/** A reader of conversations, alone, in a list, or in the list under `member`. */
export function chatReader({ id, app, doc, isChat, member, chatOf }: ChatFormat): Reader {
  const listIn = (value: unknown): unknown[] | undefined => {
    const list = member === undefined ? undefined : get(value, member);
    return Array.isArray(list) && list.slice(0, 3).every(isChat) ? list : undefined;
  };
  const entry = (value: unknown, record: InRecord, pointer: string): ReturnType<Reader['index']> => {
    if (!isChat(value)) return { skip: 'no conversation of this export' };
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
    votes: (value) => isChat(value) || (listIn(value)?.length ?? 0) > 0,
    index(record) {
      const list = listIn(record.value);
      if (!list) return entry(record.value, record, '');
      if (list.length === 0) return { skip: 'no conversations', code: 'empty' };
      return list.flatMap((value, i) => entry(value, record, `/${member}/${i}`));
    },
    read(records) {
      const builder = new SessionBuilder(id);
      builder.fields.app = app;
      const chats = new Chats(builder);
      for (const record of records) {
        const pointer = record.ref.pointer ?? '';
        const value = pointed(record.value, pointer);
        if (isChat(value)) chats.add(record.ref, chatOf(value, record, pointer));
      }
      chats.end();
      return builder.build();
    },
  };
}
