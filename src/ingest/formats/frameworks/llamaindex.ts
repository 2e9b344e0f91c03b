/** LlamaIndex's chat stores: one list of messages for each key, alone or inside a saved memory. */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { arr, get, isObject, str } from '../../parse.ts';
import { into, type Place, placeOf } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { looksLikeMessage, readMessages } from '../../shapes/messages.ts';

const FORMAT = 'llamaindex';

/** The store of a record; of a memory, which says so by its class, the one inside. */
function storeOf(record: Place): Place | undefined {
  const at = isObject(get(record.value, 'chat_store')) ? into(record, 'chat_store') : record;
  const store = into(at, 'store');
  const lists = isObject(store.value) ? Object.values(store.value) : [];
  const named = /ChatStore$|Memory/.test(
    str(get(at.value, 'class_name')) ?? str(get(record.value, 'class_name')) ?? '',
  );
  const talks = lists.length > 0 && lists.every(Array.isArray) && lists.some((l) => arr(l)?.some(looksLikeMessage));
  return talks && (named || lists.every((l) => arr(l)?.every(looksLikeMessage))) ? store : undefined;
}

const placed = (value: unknown): Place => ({ value, pointer: '', text: '', path: [] });

export const llamaindex: Reader = {
  id: FORMAT,
  doc: {
    title: 'LlamaIndex chat stores',
    files: 'chat_store.json, *.json',
    detection:
      'Objects with a `store` of message lists by key (`SimpleChatStore`), or with a `chat_store` that is one.',
    notes: [
      'Each key is a session; lists without a message are left out.',
      'Messages have `blocks` (text, thinking, calls, media) or `content`; calls may lie in `additional_kwargs`.',
      'Lists of messages in a file of their own are read as message logs.',
    ],
  },
  votes: (r) => storeOf(placed(r)) !== undefined,
  index(record) {
    const store = storeOf(placeOf(record));
    if (!store) return { skip: 'no chat store' };
    return Object.entries(store.value as object).map(([key, list]) =>
      arr(list)?.some(looksLikeMessage)
        ? { part: into(store, key).pointer }
        : { skip: 'a key without messages', code: 'empty' as const },
    );
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    for (const record of records) {
      builder.from(record.ref);
      const store = storeOf(placeOf(record));
      const key = Object.keys(store?.value ?? {}).find((k) => store && into(store, k).pointer === record.ref.pointer);
      if (!store || key === undefined) continue;
      builder.fields.nativeId = key;
      for (const m of readMessages(into(store, key)))
        builder.message(m, { pointer: m.pointer ?? '', ...defined({ time: m.time }) });
    }
    return builder.build();
  },
};
