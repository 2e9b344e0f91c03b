/**
 * A reader made from a mapping in goldpan.json.
 *
 * A record is a list of messages (`messages`), an exchange (`prompt`, `response`) or a single message (`role`,
 * `content`); which one it is follows from the pointers that are set. Values are read as leniently as in the built-in
 * formats: roles by their usual names, content as text or parts, calls in the usual shapes.
 */
import { defined } from '../../kit/defined.ts';
import { globMatches } from '../../kit/glob.ts';
import type { Mapping } from '../../model/config-ingest.ts';
import { SessionBuilder } from '../builder.ts';
import type { CallIn, MessageIn } from '../message.ts';
import { arr, get, idOf, isObject, str } from '../parse.ts';
import { decoded, into, items, type Place, placeOf, rawArgs } from '../place.ts';
import { pointerKeys } from '../pointer.ts';
import type { FileContext, IndexEntry, InRecord, Reader } from '../reader.ts';
import { readRating } from '../rows/ratings.ts';
import { cell, flag, number, roleOf } from '../rows/values.ts';
import { readOne } from '../shapes/messages.ts';
import { readCall, resultText } from '../shapes/parts.ts';
import { streamIn } from '../streams.ts';
import { parseTime } from '../time.ts';

const mappedId = (mapping: Pick<Mapping, 'name'>): string => `mapped:${mapping.name}`;

/** The place that a pointer leads to; undefined for no pointer, and where it finds nothing or null. */
const at = (place: Place, pointer: string | undefined): Place | undefined => {
  if (pointer === undefined) return undefined;
  const found = into(place, ...pointerKeys(pointer));
  return found.value === undefined || found.value === null ? undefined : found;
};

/** @param mapping checked by its schema. Its reader takes every file that its globs match, before detection. */
export function mappedReader(mapping: Mapping): Reader {
  const id = mappedId(mapping);
  const isExchange = mapping.prompt !== undefined || mapping.response !== undefined;
  return {
    id,
    doc: {
      title: `${mapping.name} (mapped by hand)`,
      files: mapping.files.join(', '),
      detection: 'Named under `mappings` in goldpan.json.',
      notes: [],
    },
    // Whoever maps a file wants it read so: a record that does not fit says why in `index`.
    claims: (path) => globMatches(mapping.files, path),
    votes: () => false,
    index({ value, text }, file) {
      const record = placeOf({ value, text });
      const fits =
        mapping.messages !== undefined ? items(at(record, mapping.messages) ?? none).length > 0 : fitsOne(record);
      if (!fits) return { skip: `does not fit the mapping "${mapping.name}": ${whatIsMissing()}` };
      const key = idOf(at(record, mapping.id)?.value) ?? cell(at(record, mapping.id)?.value);
      const time = parseTime(at(record, mapping.time)?.value);
      // Only records that are single messages make up a session together; the file is one, when no id parts it.
      const joins = mapping.messages === undefined && !isExchange;
      return [
        {
          ...(key !== undefined ? { key: `id:${key}` } : joins ? { key: file.key } : {}),
          ...(key === undefined && mapping.messages === undefined ? streamed(record, file, time) : {}),
          ...(time === undefined
            ? {}
            : { time, ...defined({ order: mapping.messages === undefined ? time : undefined }) }),
        },
      ];
    },
    read(records) {
      const builder = new SessionBuilder(id);
      for (const record of records) addRecord(builder, record, mapping);
      return builder.build();
    },
  };

  function fitsOne(record: Place): boolean {
    if (isExchange) return at(record, mapping.prompt) !== undefined || at(record, mapping.response) !== undefined;
    return at(record, mapping.role) !== undefined || at(record, mapping.content) !== undefined;
  }

  /** Records that name no session are put together by the person and the time, where both are mapped. */
  function streamed(record: Place, file: FileContext, time: number | undefined): Partial<IndexEntry> {
    const stream = cell(at(record, mapping.subject)?.value);
    if (mapping.intent !== undefined) return {};
    return isExchange ? defined({ stream }) : streamIn(file, { stream, time }, roleAt(record, mapping) === 'user');
  }

  function whatIsMissing(): string {
    if (mapping.messages !== undefined) return `no list at ${mapping.messages || '""'}`;
    if (isExchange) return `nothing at ${mapping.prompt ?? ''} or ${mapping.response ?? ''}`;
    return `nothing at ${mapping.role ?? ''} or ${mapping.content ?? ''}`;
  }
}

const none: Place = { value: undefined, pointer: '', text: '', path: [] };

/** Fields of the record first: the system prompt must come before the first message. */
function addRecord(builder: SessionBuilder, record: InRecord, mapping: Mapping): void {
  builder.from(record.ref);
  const place = placeOf(record);
  const id = cell(at(place, mapping.id)?.value);
  if (id !== undefined) builder.fields.nativeId ??= id;
  const model = cell(at(place, mapping.model)?.value);
  if (model !== undefined) builder.fields.model = model;
  const intent = cell(at(place, mapping.intent)?.value);
  if (intent !== undefined) builder.fields.intent = intent;
  const subject = cell(at(place, mapping.subject)?.value);
  if (subject !== undefined) builder.subjects.add(subject);
  const system = at(place, mapping.system);
  if (system && builder.length === 0) builder.system(textOf(system), { pointer: system.pointer });
  const list = at(place, mapping.messages);
  if (mapping.messages !== undefined) for (const item of items(list ?? none)) addMessage(builder, item, mapping, model);
  else if (mapping.prompt !== undefined || mapping.response !== undefined) addExchange(builder, place, mapping, model);
  else addMessage(builder, place, mapping, model);
  addVerdict(builder, place, mapping);
}

/** Feedback on the record's last answer, and the score of the whole. Inside a list feedback belongs to its message. */
function addVerdict(builder: SessionBuilder, place: Place, mapping: Mapping): void {
  const score = number(at(place, mapping.score)?.value);
  if (score !== undefined) {
    builder.scores.push({ name: 'score', value: score, by: 'unknown' });
    builder.fields.outcome = { success: null, score, source: mapping.score as string };
  }
  const rating = readRating(at(place, mapping.feedback)?.value);
  if (rating && builder.turn >= 0) {
    builder.feedback({ ...rating, target: builder.turn, pointer: mapping.feedback as string });
  }
}

/** A prompt with its answer. An answer that is empty and called nothing is none. */
function addExchange(builder: SessionBuilder, place: Place, mapping: Mapping, model: string | undefined): void {
  const time = at(place, mapping.time)?.value;
  const when = time === undefined ? {} : { time };
  const prompt = at(place, mapping.prompt);
  if (prompt) builder.user(textOf(prompt), { ...when, pointer: prompt.pointer });
  const reply = at(place, mapping.response);
  const calls = callsOf(place, mapping);
  if (!reply && calls.length === 0) return;
  const message: MessageIn = { role: 'assistant', text: reply ? textOf(reply) : '', calls };
  const thought = cell(at(place, mapping.reasoning)?.value);
  if (thought !== undefined) message.reasoning = thought;
  builder.message(message, { ...when, pointer: (reply ?? place).pointer, ...defined({ model }) });
  addResult(builder, place, mapping, when);
}

/** One message. Content is read like that of a chat API, so one message may become several (a tool's results). */
function addMessage(builder: SessionBuilder, item: Place, mapping: Mapping, model: string | undefined): void {
  const role = roleAt(item, mapping);
  if (!role) return;
  const time = at(item, mapping.time)?.value;
  const when = time === undefined ? {} : { time };
  const content = at(item, mapping.content);
  const calls = callsOf(item, mapping);
  const whole = content ? readOne({ ...content, value: { role, content: content.value } }) : [];
  const messages: MessageIn[] = whole.length > 0 ? whole : [{ role, text: '' }];
  const last = messages.at(-1) as MessageIn;
  if (content && role === 'tool') Object.assign(last, resultText(content));
  if (role === 'assistant' && calls.length > 0) last.calls = calls;
  if (role === 'tool') Object.assign(last, toolPart(item, mapping));
  const thought = cell(at(item, mapping.reasoning)?.value);
  if (thought !== undefined && role === 'assistant') last.reasoning = thought;
  const place = { ...when, pointer: (content ?? item).pointer };
  for (const m of messages) {
    builder.message(m, role === 'assistant' && model !== undefined ? { ...place, model } : place);
  }
  if (role === 'assistant') addResult(builder, item, mapping, when);
  if (mapping.messages !== undefined) {
    const rating = readRating(at(item, mapping.feedback)?.value);
    if (rating) builder.feedback({ ...rating, target: builder.turn, pointer: item.pointer });
  }
}

/** What a message of a tool says beside its content: which call it answers, and whether that failed. */
function toolPart(item: Place, mapping: Mapping): Partial<MessageIn> {
  return defined({
    callId: cell(at(item, mapping.tool?.id)?.value),
    name: cell(at(item, mapping.tool?.name)?.value),
    isError: failed(item, mapping) || undefined,
  });
}

/** Who speaks: by the mapping's own table, else by the usual names. */
function roleAt(item: Place, mapping: Mapping): MessageIn['role'] | undefined {
  const raw = at(item, mapping.role)?.value;
  const word = cell(raw);
  const own =
    word !== undefined && mapping.roles && Object.hasOwn(mapping.roles, word) ? mapping.roles[word] : undefined;
  if (own) return own;
  const speaker = roleOf(raw);
  return speaker === 'reasoning' || speaker === 'tool_call' ? 'assistant' : speaker;
}

/** A list of calls in one of the usual shapes, or one call by its name and arguments. */
function callsOf(item: Place, mapping: Mapping): CallIn[] {
  const { tool } = mapping;
  if (!tool) return [];
  const list = at(item, tool.calls);
  if (list) {
    const inside = decoded(list);
    return arr(inside.value) ? items(list).flatMap((c) => readCall(c) ?? []) : [readCall(inside) ?? []].flat();
  }
  const name = cell(at(item, tool.name)?.value);
  const args = at(item, tool.args);
  if (name === undefined || (!args && tool.args !== undefined)) return [];
  const id = cell(at(item, tool.id)?.value);
  return [{ name, args: args ? rawArgs(args) : '', ...defined({ id }) }];
}

/** A result that lies beside its call. */
function addResult(builder: SessionBuilder, item: Place, mapping: Mapping, when: { time?: unknown }): void {
  const result = at(item, mapping.tool?.result);
  if (!result) return;
  const id = cell(at(item, mapping.tool?.id)?.value);
  const name = cell(at(item, mapping.tool?.name)?.value);
  builder.result({
    ...when,
    ...resultText(result),
    pointer: result.pointer,
    ...defined({ id, name, isError: failed(item, mapping) ? true : undefined }),
  });
}

/** The error member is a flag, or a description of the error: then anything but an empty one says that it failed. */
function failed(item: Place, mapping: Mapping): boolean {
  const error = at(item, mapping.tool?.error)?.value;
  return flag(error) ?? (error !== undefined && error !== '' && !(isObject(error) && Object.keys(error).length === 0));
}

/** Text unchanged, text parts joined, anything else as its JSON. */
function textOf(place: Place): string {
  if (typeof place.value === 'string') return place.value;
  const messages = readOne({ ...place, value: { role: 'user', content: place.value } });
  const text = messages.map((m) => m.text).join('\n');
  return text || (str(get(place.value, 'text')) ?? rawArgs(place));
}
