/**
 * LangGraph states as JSON: snapshots of a thread (`get_state`, `get_state_history`), threads of the platform, checkpoints that
 * were printed. Each holds all messages so far, so the newest one of a thread is the talk.
 */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { into, items, type Place, placeOf } from '../../place.ts';
import type { InRecord, Reader } from '../../reader.ts';
import { looksLikeMessage, readMessages } from '../../shapes/messages.ts';
import { unknownPart } from '../../steps/unknown.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'langgraph-state';

const PATHS = [
  ['values', 'messages'],
  ['channel_values', 'messages'],
  ['checkpoint', 'channel_values', 'messages'],
];
const hasTalk = (v: unknown): boolean => {
  const list = arr(v);
  return list !== undefined && list.length > 0 && list.every(looksLikeMessage);
};

/** `values` is a name of many: what a snapshot has beside it must be there. */
const MARKS = [
  'next',
  'config',
  'tasks',
  'parent_config',
  'thread_id',
  'checkpoint',
  'checkpoint_id',
  'channel_versions',
  'versions_seen',
];
const listOf = (r: unknown): string[] | undefined =>
  isObject(r) && MARKS.some((key) => Object.hasOwn(r, key))
    ? PATHS.find((path) => hasTalk(get(r, ...path)))
    : undefined;

const threadOf = (r: unknown): string | undefined =>
  idOf(get(r, 'thread_id')) ??
  idOf(get(r, 'config', 'configurable', 'thread_id')) ??
  idOf(get(r, 'checkpoint', 'thread_id'));

export const langgraphState: Reader = {
  id: FORMAT,
  doc: {
    title: 'LangGraph states',
    files: '*.json, *.jsonl',
    detection:
      'Objects with `values.messages` (or `channel_values.messages`) and what a snapshot has: `next`, `config`, `tasks`, `thread_id`.',
    notes: [
      'States of one thread are one session: the newest is read, and messages of older ones that it lacks are counted.',
      'Other channels of the state are the program’s. What the checkpointers keep in databases is packed (msgpack) and is not read.',
    ],
  },
  votes: (r) => listOf(r) !== undefined,
  index({ value }) {
    if (!listOf(value))
      return { skip: isObject(get(value, 'values')) ? 'a state without messages' : 'no state with messages' };
    const thread = threadOf(value);
    const time = parseTime(get(value, 'created_at') ?? get(value, 'ts') ?? get(value, 'checkpoint', 'ts'));
    const step = num(get(value, 'metadata', 'step'));
    return [{ ...defined({ key: thread === undefined ? undefined : `thread:${thread}`, order: step ?? time, time }) }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    const seen = new Map<string, unknown>();
    let last: { list: Place; record: InRecord } | undefined;
    for (const record of records) {
      const path = listOf(record.value);
      if (!path) continue;
      builder.from(record.ref);
      const list = into(placeOf(record), ...path);
      for (const m of items(list)) seen.set(keyOf(m.value), m.value);
      last = { list, record };
    }
    if (!last) return undefined;
    const thread = threadOf(last.record.value);
    if (thread !== undefined) builder.fields.nativeId = thread;
    const at = { record: builder.record };
    for (const m of readMessages(last.list))
      builder.message(m, { ...at, pointer: m.pointer ?? '', ...defined({ time: m.time }) });
    for (const m of items(last.list)) seen.delete(keyOf(m.value));
    builder.attach([...seen.values()].map((m) => unknownPart('older_message', m)));
    return builder.build();
  },
};

/** The message by its id, or by what it says. */
const keyOf = (m: unknown): string =>
  idOf(get(m, 'id')) ??
  idOf(get(m, 'kwargs', 'id')) ??
  `${str(get(m, 'type')) ?? str(get(m, 'role'))}\0${str(get(m, 'content'))}`;
