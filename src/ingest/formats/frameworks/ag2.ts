/**
 * AG2 and AutoGen 0.2: chat histories and results of `initiate_chat`.
 *
 * Roles are relative: `assistant` is whoever's history it is, which is mostly the person's proxy. Names decide; in a result,
 * which is told by the side that began, the one that is written as `assistant` began.
 */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import type { MessageIn } from '../../message.ts';
import { arr, get, idOf, isObject, str } from '../../parse.ts';
import { into, items, type Place, placeOf } from '../../place.ts';
import type { Reader, Sample } from '../../reader.ts';
import { readOne } from '../../shapes/messages.ts';
import { isPersonName } from '../../shapes/roles.ts';
import { holdsProse } from '../../steps/unknown.ts';

const FORMAT = 'ag2';

const ROLES = new Set(['user', 'assistant', 'tool', 'function', 'system']);
const isMessage = (m: unknown): boolean =>
  isObject(m) &&
  ROLES.has(str(get(m, 'role')) ?? '') &&
  typeof get(m, 'name') === 'string' &&
  Object.hasOwn(m, 'content');
/** The list of a result; a chat manager's messages alone are a list as well. */
const isResult = (r: unknown): boolean => {
  const list = arr(get(r, 'chat_history'));
  return (
    list !== undefined &&
    list.length > 0 &&
    list.some(isMessage) &&
    (Object.hasOwn(r as object, 'cost') || Object.hasOwn(r as object, 'summary'))
  );
};

/** A proxy of a person that is written as the assistant, or an agent that is named after its role and written as the user. */
const isTurnedRound = (m: unknown): boolean => {
  const name = str(get(m, 'name')) ?? '';
  const role = get(m, 'role');
  return (
    (role === 'assistant' && isPersonName(name)) ||
    (role === 'user' && /^(?:assistant|agent|.*_(?:agent|assistant))$/i.test(name))
  );
};

/** A group's chat, as its manager holds it: all are users to each other. */
function isGroup(records: readonly unknown[]): boolean {
  const names = new Set(records.map((r) => str(get(r, 'name')) ?? ''));
  return (
    names.size > 1 && [...names].some(isPersonName) && records.every((r) => isMessage(r) && get(r, 'role') === 'user')
  );
}

export const ag2: Reader = {
  id: FORMAT,
  doc: {
    title: 'AG2 and AutoGen 0.2 chat histories',
    files: '*.json',
    detection:
      'Messages with a `name` whose roles contradict it (a `user_proxy` as `assistant`, an `assistant` as `user`, a group of users alone); objects with such a `chat_history` and a `cost` or `summary`.',
    notes: [
      'Names decide who is the person: user, human, admin, customer and proxies of them. Without such a name the side that began is.',
      '`tool_responses` are results; what a proxy reports of code that it ran (`exitcode: …`) is context.',
    ],
  },
  accepts: ({ records }: Sample) => records.some((r) => isResult(r) || isTurnedRound(r)) || isGroup(records),
  votes: (r) => isResult(r) || isMessage(r),
  index({ value }, file) {
    if (isMessage(value)) return [{ key: file.key }];
    return isResult(value) ? [{}] : { skip: 'no message with a name, and no chat history' };
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    const all: { place: Place; record: number }[] = [];
    let asResult = false;
    for (const record of records) {
      builder.from(record.ref);
      const id = idOf(get(record.value, 'chat_id'));
      if (id !== undefined) builder.fields.nativeId = id;
      asResult ||= isResult(record.value);
      const places = isResult(record.value) ? items(into(placeOf(record), 'chat_history')) : [placeOf(record)];
      for (const place of places) all.push({ place, record: builder.record });
    }
    const person = personIn(
      all.map((m) => m.place.value),
      asResult,
    );
    for (const { place, record } of all) addMessage(place, person, record, builder);
    return builder.build();
  },
};

/** The names that are a person's. */
function personIn(messages: readonly unknown[], asResult: boolean): ReadonlySet<string> {
  const names = new Set(messages.map((m) => str(get(m, 'name')) ?? ''));
  const people = [...names].filter(isPersonName);
  if (people.length > 0) return new Set(people);
  const first = asResult ? messages.find((m) => get(m, 'role') === 'assistant') : messages[0];
  return new Set([str(get(first, 'name')) ?? '']);
}

/** What AG2's executors write in front of a program's output. */
const EXECUTED = /^exitcode: -?\d+ \(/;

function addMessage(place: Place, person: ReadonlySet<string>, record: number, builder: SessionBuilder): void {
  const { value, pointer } = place;
  const at = { pointer, record };
  const name = str(get(value, 'name')) ?? '';
  const responses = items(into(place, 'tool_responses'));
  if (responses.length > 0) {
    for (const response of responses)
      for (const m of readOne(response)) builder.message(m, { record, pointer: m.pointer ?? pointer });
    return;
  }
  const role = str(get(value, 'role'));
  const spoken = role === 'user' || role === 'assistant';
  const read = readOne(place);
  if (read.length === 0 && holdsProse(value)) builder.unknown(role ?? 'message', value);
  for (const m of read) {
    const turned: MessageIn = spoken ? { ...m, role: person.has(name) ? 'user' : 'assistant' } : m;
    // The last word of a talk, by which it ends.
    if (spoken && /^\s*(?:TERMINATE\s*)?$/.test(turned.text) && !turned.calls?.length && !turned.parts?.length)
      continue;
    if (turned.role === 'user' && EXECUTED.test(turned.text))
      builder.context(turned.text, { ...at, title: 'code execution' });
    else builder.message(turned, { ...at, ...defined({ time: m.time }) });
  }
}
