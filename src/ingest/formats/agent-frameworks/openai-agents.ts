/**
 * OpenAI's Agents SDK: sessions out of the database that `SQLiteSession` and `SQLAlchemySession` keep.
 *
 * `sqlite/agents.ts` makes one record a session. Its items are those of the Responses API, as the model got and gave them; models
 * behind other APIs leave chat messages between them. `EncryptedSession` writes items that nothing can be read from.
 */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { arr, get, idOf } from '../../parse.ts';
import { into, items, placeOf } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { looksLikeMessage, readPlaces } from '../../shapes/messages.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'openai-agents';

export const openaiAgents: Reader = {
  id: FORMAT,
  doc: {
    title: 'OpenAI Agents SDK sessions',
    files: 'conversation_history.db, *.db',
    detection: 'A SQLite file with the tables `agent_sessions` and `agent_messages`.',
    notes: [
      'A session of the table is a session; its items are read as those of the Responses API are.',
      'Instructions and tools of the agents are not in the database.',
      'Items of an encrypted session are counted, and so are items of an unknown kind.',
      'Branches of `AdvancedSQLiteSession` lie in a table of their own, which is not read: all items are one line.',
    ],
  },
  votes: (r) => idOf(get(r, 'agents_sdk', 'id')) !== undefined && Array.isArray(get(r, 'items')),
  index({ value }) {
    const id = idOf(get(value, 'agents_sdk', 'id'));
    if (id === undefined) return { skip: 'no session of the Agents SDK' };
    const time = parseTime(get(value, 'items', 0, 'created_at'));
    return [{ key: `session:${id}`, ...defined({ time }) }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    for (const record of records) {
      const id = idOf(get(record.value, 'agents_sdk', 'id'));
      builder.from({ ...record.ref, ...defined({ key: id }) });
      if (id !== undefined) builder.fields.nativeId = id;
      const list = items(into(placeOf(record), 'items'));
      for (const message of readPlaces(list.filter((item) => looksLikeMessage(item.value)))) {
        const index = Number(/^\/items\/(\d+)/.exec(message.pointer ?? '')?.[1] ?? Number.NaN);
        const time = get(arr(get(record.value, 'items'))?.[index], 'created_at') ?? undefined;
        builder.message(message, { pointer: message.pointer ?? '', ...defined({ time }) });
      }
      for (const { value } of list) if (!looksLikeMessage(value)) builder.unknown(kindOf(value), value);
    }
    return builder.build();
  },
};

const kindOf = (item: unknown): string =>
  String(get(item, 'type') ?? (get(item, '__enc__') === undefined ? 'item' : '__enc__'));
