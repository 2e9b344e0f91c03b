/**
 * SillyTavern's chats: `data/USER/chats/CHARACTER/*.jsonl`. The first line is about the chat, each other one a message with
 * the text on show in `mes` and all answers to the same question in `swipes` (`public/script.js` of SillyTavern/SillyTavern).
 */

import { defined } from '../../../kit/defined.ts';
import type { PartStub } from '../../../model/event.ts';
import { SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { into, placeOf, rawArgs } from '../../place.ts';
import type { InRecord, Reader } from '../../reader.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'sillytavern';

const isMessage = (v: unknown): boolean => typeof get(v, 'mes') === 'string' && typeof get(v, 'is_user') === 'boolean';
const isHead = (v: unknown): boolean =>
  !isMessage(v) &&
  (isObject(get(v, 'chat_metadata')) ||
    (typeof get(v, 'user_name') === 'string' && typeof get(v, 'character_name') === 'string'));

export const sillytavern: Reader = {
  id: FORMAT,
  doc: {
    title: 'SillyTavern chat',
    files: 'chats/CHARACTER/*.jsonl',
    detection: 'Lines with `mes` and `is_user`, below a first one with `user_name` and `character_name`.',
    notes: [
      'A file is a session. Other `swipes` of an answer are branches; the text on show is `mes`.',
      'Messages that were hidden from the model (`is_system`) and those of a narrator are context; calls of tools in them are calls.',
      '`extra.reasoning` is reasoning, `extra.model` the model; pictures and files are stubs, text of a file is context.',
      'What the character is told to be is not in the chat: there is no system prompt.',
    ],
  },
  votes: (v) => isMessage(v) || isHead(v),
  index({ value }, file) {
    const time = parseTime(get(value, 'send_date') ?? get(value, 'create_date'));
    if (isMessage(value)) return [{ key: file.key, ...defined({ time }) }];
    return isHead(value) ? { skip: 'about the chat', code: 'metadata' } : { skip: 'no message of a chat' };
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    const others: { at: number; fill: () => void }[] = [];
    for (const record of records) {
      builder.from(record.ref);
      const from = builder.length;
      emit(builder, record);
      const place = { record: builder.record, time: get(record.value, 'send_date') };
      const swipes = swipesOf(record.value);
      strayInfo(builder, record.value, new Set(swipes.map(([i]) => i)));
      for (const [i, text] of swipes)
        others.push({ at: from, fill: () => swipe(builder, record.value, i, text, place) });
    }
    for (const { at, fill } of others) builder.branch(at, 'regenerate', fill);
    return builder.build();
  },
};

function emit(builder: SessionBuilder, record: InRecord): void {
  const { value } = record;
  const extra = get(value, 'extra');
  const time = get(value, 'send_date') ?? undefined;
  const at = { pointer: '/mes', ...defined({ time }) };
  const text = str(get(value, 'mes')) ?? '';
  const given = str(get(extra, 'fileText')) ?? str(get(extra, 'file', 'text'));
  if (given)
    builder.context(given, { ...at, pointer: '/extra/file', ...defined({ title: str(get(extra, 'file', 'name')) }) });
  const invoked = arr(get(extra, 'tool_invocations'));
  if (invoked?.length) {
    invoke(builder, record, invoked.length, at);
    return;
  }
  const parts = mediaOf(extra);
  if (get(value, 'is_system') === true || get(extra, 'type') === 'narrator') {
    const title = get(extra, 'type') === 'narrator' ? 'narrator' : 'hidden from the model';
    builder.context(text, { ...at, parts, title });
  } else if (get(value, 'is_user') === true) builder.user(text, { ...at, parts });
  else {
    const model = str(get(extra, 'model'));
    if (model) builder.fields.model = model;
    const reasoning = str(get(extra, 'reasoning'));
    builder.message(
      { role: 'assistant', text, parts, ...defined({ reasoning: reasoning || undefined }) },
      { ...at, ...defined({ model: model || undefined }) },
    );
  }
}

/** One message of the program holds calls and results of a round. */
function invoke(
  builder: SessionBuilder,
  record: InRecord,
  count: number,
  at: { pointer: string; time?: unknown },
): void {
  builder.newTurn();
  const list = Array.from({ length: count }, (_, i) => into(placeOf(record), 'extra', 'tool_invocations', i));
  for (const place of list) {
    const args = rawArgs(into(place, 'parameters'));
    builder.call({
      ...at,
      pointer: place.pointer,
      name: str(get(place.value, 'name')) ?? 'unknown',
      args,
      ...defined({ id: idOf(get(place.value, 'id')) }),
    });
  }
  for (const place of list) {
    const isError = get(place.value, 'error') === true ? true : undefined;
    builder.result({
      ...at,
      pointer: place.pointer,
      text: rawArgs(into(place, 'result')),
      ...defined({ id: idOf(get(place.value, 'id')), name: str(get(place.value, 'name')), isError }),
    });
  }
}

/** Answers that are not on show, with their places. */
function swipesOf(value: unknown): [number, string][] {
  if (get(value, 'is_user') === true) return [];
  const shown = str(get(value, 'mes')) ?? '';
  const current = num(get(value, 'swipe_id')) ?? -1;
  return (arr(get(value, 'swipes')) ?? []).flatMap((swipe, i): [number, string][] => {
    const text = str(swipe) ?? str(get(swipe, 'mes')) ?? '';
    return i === current || text === '' || text === shown ? [] : [[i, text]];
  });
}

/** What is known of answers that are not there themselves: their reasoning may be. */
function strayInfo(builder: SessionBuilder, value: unknown, told: ReadonlySet<number>): void {
  const current = num(get(value, 'swipe_id')) ?? -1;
  const shown = str(get(value, 'extra', 'reasoning'));
  for (const [i, info] of (arr(get(value, 'swipe_info')) ?? []).entries()) {
    const reasoning = str(get(info, 'extra', 'reasoning'));
    if (i !== current && !told.has(i) && reasoning && reasoning !== shown) builder.unknown('swipe_info', info);
  }
}

function swipe(
  builder: SessionBuilder,
  value: unknown,
  i: number,
  text: string,
  at: { record: number; time?: unknown },
): void {
  const info = get(value, 'swipe_info', i);
  const model = str(get(info, 'extra', 'model'));
  const reasoning = str(get(info, 'extra', 'reasoning'));
  const place = {
    ...at,
    pointer: `/swipes/${i}`,
    ...defined({ time: get(info, 'send_date') ?? at.time ?? undefined }),
  };
  builder.message(
    { role: 'assistant', text, ...defined({ reasoning: reasoning || undefined }) },
    { ...place, ...defined({ model: model || undefined }) },
  );
}

function mediaOf(extra: unknown): PartStub[] {
  const at = (key: string): unknown[] => {
    const value = get(extra, key);
    return arr(value) ?? (value === undefined || value === null || value === '' ? [] : [value]);
  };
  const stubs = (list: unknown[], type: string): PartStub[] =>
    list.flatMap((one) => readContent([{ type, ...defined({ url: str(one) ?? str(get(one, 'url')) }) }]).parts);
  const kinds = at('media').map((m) => /image|video|audio/.exec(str(get(m, 'type')) ?? '')?.[0] ?? 'file');
  return [
    ...stubs([...at('image'), ...at('image_swipes').slice(1)], 'image'),
    ...stubs(at('video'), 'video'),
    ...at('media').flatMap((m, i) => stubs([m], kinds[i] ?? 'file')),
    ...stubs(
      at('file').filter((f) => !get(f, 'text')),
      'file',
    ),
  ];
}
