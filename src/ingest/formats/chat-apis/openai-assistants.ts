/**
 * Threads of OpenAI's Assistants API, as its lists are saved, and of Jan, which keeps the same messages as lines
 * (`threads/ID/messages.jsonl` beside `thread.json`).
 *
 * The objects are described at platform.openai.com/docs/api-reference/messages, /runs and /run-steps. Calls of tools are in run
 * steps; what a log of messages alone does not hold is not made up.
 */

import { defined } from '../../../kit/defined.ts';
import type { EventFlag, PartStub } from '../../../model/event.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { readTools } from '../../openai.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { into, items, type Place, placeOf, rawArgs } from '../../place.ts';
import type { InRecord, Reader } from '../../reader.ts';
import { readCall, resultText } from '../../shapes/parts.ts';
import { roleNamed } from '../../shapes/roles.ts';
import { strayFields } from '../../steps/unknown.ts';
import { readError } from '../../surroundings.ts';
import { parseTime } from '../../time.ts';
import { unreadPart } from '../../unread.ts';

const FORMAT = 'openai-assistants';

const KINDS = new Set(['thread.message', 'thread.run.step', 'thread.run', 'thread']);
const kindOf = (v: unknown): string | undefined => {
  const kind = str(get(v, 'object'));
  return kind !== undefined && KINDS.has(kind) ? kind : undefined;
};

/** Where a saved document has its lists, each bare or as the API gives it. */
const LISTS = [
  ['data'],
  ['messages'],
  ['messages', 'data'],
  ['run_steps'],
  ['run_steps', 'data'],
  ['steps'],
  ['steps', 'data'],
  ['runs'],
  ['runs', 'data'],
];

/** The objects of a record: itself, and those in its lists. */
function objectsIn(record: Place): Place[] {
  const lists = LISTS.flatMap((path) =>
    Array.isArray(get(record.value, ...path)) ? items(into(record, ...path)) : [],
  );
  const inside = [into(record, 'thread'), ...lists].filter((p) => kindOf(p.value) !== undefined);
  return kindOf(record.value) === undefined ? inside : [record, ...inside];
}

const threadOf = (v: unknown): string | undefined => idOf(get(v, kindOf(v) === 'thread' ? 'id' : 'thread_id'));
const placed = (value: unknown): Place => ({ value, pointer: '', text: '', path: [] });

export const openaiAssistants: Reader = {
  id: FORMAT,
  doc: {
    title: 'OpenAI Assistants threads, Jan',
    files: '*.json, jan/threads/*/messages.jsonl with thread.json',
    detection:
      'Objects of `object: "thread.message"`, `"thread.run.step"` or `"thread.run"`: bare, as lines, or in lists.',
    notes: [
      'The API lists the newest first: messages and steps are put in the order of `created_at`.',
      'Function calls, code interpreter and file search of run steps are calls with their results.',
      'Instructions and tools of runs, and of the assistants in Jan’s thread.json, are the system prompt and the tools; a run that failed is an error.',
      'Jan keeps calls under `metadata.tool_calls` or as parts `tool_call`; they come before the text that rests on them.',
    ],
  },
  votes: (r) => kindOf(r) !== undefined || LISTS.some((path) => kindOf(arr(get(r, ...path))?.[0]) !== undefined),
  index({ value }, file) {
    const threads = new Map<string, number | undefined>();
    for (const { value: one } of objectsIn(placed(value))) {
      const id = threadOf(one) ?? '';
      const time = parseTime(get(one, 'created_at') ?? get(one, 'created'));
      const known = threads.get(id);
      threads.set(id, known === undefined || (time !== undefined && time < known) ? time : known);
    }
    if (threads.size === 0) return { skip: 'no object of the Assistants API' };
    return [...threads].map(([id, time]) => ({
      key: id === '' ? file.key : `thread:${id}`,
      ...defined({ time, part: threads.size > 1 ? id : undefined }),
    }));
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    const objects: Entry[] = [];
    for (const record of records) {
      builder.from(record.ref);
      for (const place of mine(record)) objects.push({ place, record: builder.record });
    }
    emitAll(builder, inOrder(objects));
    return builder.build();
  },
};

/** Objects of the session's thread, oldest first where the list says that it has the newest first. */
function mine(record: InRecord): Place[] {
  const part = record.ref.pointer;
  const all = objectsIn(placeOf(record)).filter(
    (p) => part === undefined || part === '' || (threadOf(p.value) ?? '') === part,
  );
  const times = all.flatMap((p) => timeOf(p.value) ?? []);
  return (times[0] ?? 0) > (times.at(-1) ?? 0) ? all.reverse() : all;
}

/** To compare by: seconds, milliseconds or text, but the same in one thread. */
const timeOf = (v: unknown): number | undefined => num(get(v, 'created_at')) ?? parseTime(get(v, 'created_at'));

interface Entry {
  place: Place;
  record: number;
}

/** By time; where that is equal, a step comes behind the question and before the answer. */
function inOrder(entries: readonly Entry[]): Entry[] {
  const time = ({ place }: Entry): number | undefined => timeOf(place.value);
  const said = entries.filter((e) => /message|step/.test(kindOf(e.place.value) ?? ''));
  const rank = ({ place }: Entry): number =>
    kindOf(place.value) === 'thread.run.step' ? 1 : get(place.value, 'role') === 'user' ? 0 : 2;
  const both = (a: Entry, b: Entry): boolean => kindOf(a.place.value) !== kindOf(b.place.value);
  const heads = entries.filter((e) => !said.includes(e));
  if (said.some((e) => time(e) === undefined)) return [...heads, ...said];
  const sorted = said.sort((a, b) => (time(a) ?? 0) - (time(b) ?? 0) || (both(a, b) ? rank(a) - rank(b) : 0));
  return [...heads, ...sorted];
}

function emitAll(builder: SessionBuilder, entries: readonly Entry[]): void {
  const told = new Set<string>();
  const failed: { text: string; code?: string; at: At }[] = [];
  for (const { place, record } of entries) {
    const kind = kindOf(place.value);
    const time = get(place.value, 'created_at') ?? undefined;
    const at: At = { record, pointer: place.pointer, ...defined({ time }) };
    const thread = threadOf(place.value);
    if (thread !== undefined) builder.fields.nativeId = thread;
    if (kind === 'thread.message') emitMessage(builder, place, at);
    else if (kind === 'thread.run.step') emitStep(builder, place, at);
    else {
      const heads = kind === 'thread' ? items(into(place, 'assistants')) : [place];
      for (const head of heads) describe(builder, head, told, at);
      const error = readError(get(place.value, 'last_error'));
      if (error) failed.push({ ...error, at });
    }
  }
  for (const { text, code, at } of failed) builder.error(text, { ...at, ...defined({ code }) });
}

/** Instructions, model and tools, of a run or of an assistant. The same ones of the next run are not repeated. */
function describe(builder: SessionBuilder, head: Place, told: Set<string>, at: At): void {
  const { value } = head;
  const model = str(get(value, 'model')) ?? str(get(value, 'model', 'id'));
  if (model) builder.fields.model = model;
  const tools = into(head, 'tools');
  for (const tool of readTools(tools.value, tools.text, tools.path)) builder.tools.set(tool.name, tool);
  const instructions = str(get(value, 'instructions'));
  if (!instructions || told.has(instructions)) return;
  told.add(instructions);
  builder.system(instructions, { ...at, pointer: `${head.pointer}/instructions` });
}

function emitMessage(builder: SessionBuilder, message: Place, at: At): void {
  const { value } = message;
  const role = roleNamed(get(value, 'role'));
  const list = into(message, 'content');
  const tools = items(list).filter((p) => get(p.value, 'type') === 'tool_call');
  const content = readContent(
    Array.isArray(list.value) ? list.value.filter((p) => get(p, 'type') !== 'tool_call') : list.value,
  );
  const files = (arr(get(value, 'attachments')) ?? []).flatMap(fileOf);
  const stray = isObject(value) ? strayFields(value) : [];
  const parts = [...content.parts, ...files, ...stray];
  const flags = flagsOf(value, content.refusal);
  if (role !== 'assistant') {
    const own = role ?? 'user';
    builder.message({ role: own, text: content.text }, { ...at, parts });
    if (role === undefined) builder.unknown('role', value);
    return;
  }
  const model = str(get(value, 'metadata', 'modelId')) ?? str(get(value, 'metadata', 'model'));
  const calls = [...tools, ...items(into(message, 'metadata', 'tool_calls'))];
  for (const call of calls) emitJanCall(builder, call, at);
  const { reasoning, text } = content;
  if (text !== '' || parts.length > 0 || reasoning || calls.length === 0)
    builder.message(
      { role, text, ...defined({ reasoning: reasoning || undefined }) },
      { ...at, parts, flags, ...defined({ model }) },
    );
}

const fileOf = (file: unknown): PartStub[] => readContent([{ type: 'file', url: idOf(get(file, 'file_id')) }]).parts;

function flagsOf(message: unknown, refused: boolean): EventFlag[] {
  const reason = str(get(message, 'incomplete_details', 'reason'));
  const flags: EventFlag[] = refused ? ['refusal'] : [];
  if (reason === 'max_tokens') flags.push('truncated');
  else if (reason === 'content_filter') flags.push('content_filter');
  else if (reason || get(message, 'status') === 'stopped') flags.push('interrupted');
  return flags;
}

/** `{tool, response: {content, error}}` of Jan's metadata, or a part with `tool_name`, `input` and `output`. */
function emitJanCall(builder: SessionBuilder, call: Place, at: At): void {
  const tool = into(call, 'tool');
  const read = readCall(isObject(tool.value) ? tool : { ...call, value: named(call.value) });
  if (!read) {
    builder.attach(unreadPart(call.value, 'tool_call'));
    return;
  }
  builder.newTurn().call({ ...at, pointer: call.pointer, ...read });
  const response = into(call, isObject(tool.value) ? 'response' : 'output');
  if (response.value === undefined || response.value === null) return;
  const error = str(get(response.value, 'error'));
  const body = Array.isArray(get(response.value, 'content')) ? into(response, 'content') : response;
  const result = error ? { text: error } : resultText(body);
  builder.result({
    ...at,
    pointer: response.pointer,
    ...result,
    ...defined({ id: read.id, isError: error ? true : undefined }),
  });
}

const named = (part: unknown): unknown =>
  isObject(part) ? { name: get(part, 'tool_name'), input: get(part, 'input'), id: get(part, 'tool_call_id') } : part;

/** Calls of a step, then their results: they ran in parallel. */
function emitStep(builder: SessionBuilder, step: Place, at: At): void {
  const calls = items(into(step, 'step_details', 'tool_calls'));
  if (calls.length > 0) builder.newTurn();
  for (const call of calls) {
    const type = str(get(call.value, 'type')) ?? 'function';
    const id = idOf(get(call.value, 'id'));
    const own = into(call, type);
    const name = type === 'function' ? (str(get(own.value, 'name')) ?? '') : type;
    const args = type === 'function' ? into(own, 'arguments') : into(own, 'input');
    const freeform = type === 'function' ? undefined : true;
    builder.call({ ...at, pointer: call.pointer, name, args: rawArgs(args), ...defined({ id, freeform }) });
  }
  for (const call of calls) emitOutput(builder, call, at);
  const error = readError(get(step.value, 'last_error'));
  if (error) builder.error(error.text, { ...at, ...defined({ code: error.code }) });
}

function emitOutput(builder: SessionBuilder, call: Place, at: At): void {
  const type = str(get(call.value, 'type')) ?? 'function';
  const own = into(call, type);
  const output =
    type === 'function' ? into(own, 'output') : into(own, type === 'code_interpreter' ? 'outputs' : 'results');
  if (output.value === undefined || output.value === null) return;
  const id = idOf(get(call.value, 'id'));
  const read = type === 'code_interpreter' ? printed(output) : resultText(output);
  builder.result({ ...at, pointer: call.pointer, ...read, ...defined({ id }) });
}

/** What code printed, and the pictures that it drew. */
function printed(outputs: Place): { text: string; parts: PartStub[] } {
  const logs = items(outputs).flatMap((o) => str(get(o.value, 'logs')) ?? []);
  const media = items(outputs).filter((o) => get(o.value, 'type') !== 'logs');
  return { text: logs.join('\n'), parts: readContent(media.map((o) => o.value)).parts };
}
