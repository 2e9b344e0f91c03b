/**
 * Grok's command line: `~/.grok/sessions/PROJECT/ID/chat_history.jsonl`.
 *
 * Not published; the fields are those that public importers read. A line is a message, or a piece of one: reasoning stands on a
 * line before its answer, and so do the tools that ran at xAI, whose results are not kept. `updates.jsonl` beside it tells the
 * same as events for the page.
 */

import { defined } from '../../../kit/defined.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { arr, get, idOf, isObject, str } from '../../parse.ts';
import { into, items, type Place, placeOf, rawArgs } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { readCall, resultText } from '../../shapes/parts.ts';
import { strayFields } from '../../steps/unknown.ts';
import { parseTime } from '../../time.ts';
import { emitWords } from './words.ts';

const FORMAT = 'grok-cli';

const kindOf = (v: unknown): string => {
  const type = str(get(v, 'type')) ?? '';
  return /^(?:system|user|assistant|reasoning|tool_result|backend_tool_call)$/.test(type) &&
    get(v, 'message') === undefined
    ? type
    : '';
};
/** What no other program writes so: the rest of the lines could be anybody's. */
const isOwn = (v: unknown): boolean =>
  kindOf(v) === 'backend_tool_call' ||
  (kindOf(v) === 'tool_result' && typeof get(v, 'tool_call_id') === 'string') ||
  (kindOf(v) === 'assistant' && typeof get(v, 'model_id') === 'string') ||
  (kindOf(v) === 'user' && typeof get(v, 'synthetic_reason') === 'string');

export const grokCli: Reader = {
  id: FORMAT,
  doc: {
    title: 'Grok CLI',
    files: '~/.grok/sessions/*/*/chat_history.jsonl',
    detection:
      'Lines of type user, assistant, reasoning and tool_result, with `model_id`, `tool_call_id` or `synthetic_reason`.',
    notes: [
      'What the program says in the person’s place (`synthetic_reason`), and what stands beside `<user_query>`, is context.',
      'Reasoning belongs to the answer after it. Calls that ran at xAI have no results.',
      'The file holds no times.',
    ],
  },
  accepts: (sample) => sample.records.some(isOwn),
  votes: (v) => kindOf(v) !== '',
  index({ value }, file) {
    if (kindOf(value) === '') return { skip: 'no line of a Grok session' };
    const time = parseTime(get(value, 'timestamp'));
    return [{ key: file.key, ...defined({ time }) }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    /** An answer that has begun with its reasoning or a tool of xAI. */
    const open = { answer: false };
    for (const record of records) {
      builder.from(record.ref);
      emitLine(builder, placeOf(record), open);
    }
    return builder.build();
  },
};

function emitLine(builder: SessionBuilder, line: Place, open: { answer: boolean }): void {
  const { value } = line;
  const kind = kindOf(value);
  const at: At = defined({ time: get(value, 'timestamp') ?? undefined });
  const content = readContent(get(value, 'content'));
  if (kind === 'reasoning' || kind === 'backend_tool_call' || kind === 'assistant') {
    if (!open.answer) builder.newTurn();
    open.answer = kind !== 'assistant';
  } else open.answer = false;
  if (kind === 'system') builder.system(content.text, { ...at, parts: content.parts });
  else if (kind === 'user') {
    const reason = str(get(value, 'synthetic_reason'));
    if (reason && reason !== 'interjection') {
      if (content.text !== '') builder.context(content.text, { ...at, parts: content.parts, title: reason });
    } else emitWords(builder, content.text, { ...at, parts: content.parts }, FORMAT);
  } else if (kind === 'reasoning') {
    const summary = readContent(get(value, 'summary'));
    const thought = [summary.text, content.text || content.reasoning].filter((t) => t !== '').join('\n\n');
    const parts = [...summary.parts, ...content.parts];
    if (thought !== '' || parts.length > 0) builder.reasoning(thought, { ...at, parts });
  } else if (kind === 'backend_tool_call')
    emitRemote(builder, isObject(get(value, 'kind')) ? into(line, 'kind') : line, at);
  else if (kind === 'tool_result') {
    const id = idOf(get(value, 'tool_call_id'));
    const isError = get(value, 'is_error') === true ? true : undefined;
    builder.result({ ...at, ...resultText(into(line, 'content')), ...defined({ id, isError }) });
  } else emitAnswer(builder, line, content, at);
  if (isObject(value)) builder.attach(strayFields(omit(value)));
}

/** Fields of a line that are read above, or that repeat what is. */
function omit(line: Record<string, unknown>): Record<string, unknown> {
  const { synthetic_reason: _a, summary: _b, kind: _c, raw_output: _d, encrypted_content: _e, ...rest } = line;
  return rest;
}

function emitAnswer(builder: SessionBuilder, line: Place, content: ReturnType<typeof readContent>, at: At): void {
  const model = str(get(line.value, 'model_id'));
  if (model) builder.fields.model = model;
  const here = { ...at, ...defined({ model: model || undefined }) };
  const raw = items(into(line, 'raw_output'));
  const inline = raw
    .filter((item) => get(item.value, 'type') === 'reasoning')
    .map((item) => get(item.value, 'summary'));
  const beside =
    str(get(line.value, 'reasoning', 'text')) ?? str(get(line.value, 'reasoning_content')) ?? content.reasoning;
  const thought = beside || inline.flatMap((list) => readContent(list).text || []).join('\n\n');
  if (thought) builder.reasoning(thought, at);
  const calls = arr(get(line.value, 'tool_calls'))?.length ?? 0;
  if (content.text !== '' || content.parts.length > 0 || calls === 0)
    builder.assistant(content.text, { ...here, parts: content.parts });
  for (const place of items(into(line, 'tool_calls'))) {
    const call = readCall(place);
    if (call) builder.call({ ...here, pointer: place.pointer, ...call });
  }
}

/** A tool that ran at xAI. */
function emitRemote(builder: SessionBuilder, call: Place, at: At): void {
  const id = idOf(get(call.value, 'id'));
  const name = str(get(call.value, 'tool_type')) ?? 'backend_tool';
  const action = into(call, 'action');
  const args = rawArgs(action.value === undefined ? into(call, 'input') : action);
  builder.call({ ...at, name, args, freeform: true, ...defined({ id }) });
}
