/**
 * gptme: `~/.local/share/gptme/logs/NAME/conversation.jsonl`.
 *
 * The types are `Message` and `ToolUse` in gptme/gptme (`gptme/message.py`, `gptme/tools/base.py`). A tool is called by a block of
 * code at the end of an answer, or by `@tool(id): {…}`, and what it did comes as a message of the system. Pinned messages of the
 * system are the prompt.
 */

import { defined } from '../../../kit/defined.ts';
import type { PartStub } from '../../../model/event.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { arr, get, idOf, isObject, str } from '../../parse.ts';
import { placeOf } from '../../place.ts';
import type { InRecord, Reader } from '../../reader.ts';
import { readMessages } from '../../shapes/messages.ts';
import { holdsProse } from '../../steps/unknown.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'gptme';

const isMessage = (v: unknown): boolean =>
  /^(?:system|user|assistant|tool)$/.test(str(get(v, 'role')) ?? '') &&
  typeof get(v, 'content') === 'string' &&
  typeof get(v, 'timestamp') === 'string';
/** Marks that its messages carry, and nobody else's. */
const isOwn = (v: unknown): boolean =>
  isMessage(v) && (get(v, 'pinned') === true || get(v, 'hide') === true || typeof get(v, 'call_id') === 'string');

export const gptme: Reader = {
  id: FORMAT,
  doc: {
    title: 'gptme',
    files: '~/.local/share/gptme/logs/*/conversation.jsonl',
    detection: 'Lines with `role`, `content` and `timestamp`, some of them `pinned` or with a `call_id`.',
    notes: [
      'The last block of code of an answer that the system answers is a call by the block’s language; so is `@tool(id): {…}`.',
      'A message of the system behind a call is its result, any other that is not pinned is context.',
      'Branches lie in a folder beside the log, each as a log of its own.',
    ],
  },
  accepts: (sample) => sample.records.some(isOwn) && !sample.records.some((r) => isObject(get(r, 'message'))),
  votes: isMessage,
  index({ value }, file) {
    if (!isMessage(value)) return { skip: 'no message of gptme' };
    const time = parseTime(get(value, 'timestamp'));
    return [{ key: file.key, ...defined({ time }) }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    let waiting: { record: InRecord; at: At } | undefined;
    let called = false;
    for (const record of records) {
      const { value } = record;
      builder.from(record.ref);
      const at: At = { record: builder.record, time: get(value, 'timestamp') };
      const told = get(value, 'role') === 'system' && get(value, 'pinned') !== true;
      if (waiting) called = emitAnswer(builder, waiting.record, waiting.at, told);
      waiting = get(value, 'role') === 'assistant' ? { record, at } : undefined;
      if (!waiting) called = emitOther(builder, record, at, called);
      stray(builder, value);
    }
    if (waiting) emitAnswer(builder, waiting.record, waiting.at, false);
    return builder.build();
  },
};

const KNOWN = new Set('role content timestamp files file_hashes pinned hide quiet call_id metadata'.split(' '));

function stray(builder: SessionBuilder, value: unknown): void {
  for (const [key, field] of Object.entries(isObject(value) ? value : {}))
    if (!KNOWN.has(key) && holdsProse(field)) builder.unknown(key, field);
}

const filesOf = (value: unknown): PartStub[] =>
  (arr(get(value, 'files')) ?? []).map((file) => ({
    kind: /\.(?:png|jpe?g|gif|webp)$/i.test(str(file) ?? '') ? 'image' : 'file',
  }));

/**
 * A message of the system behind a call is what came of it.
 *
 * @returns whether the call still waits
 */
function emitOther(builder: SessionBuilder, { value }: InRecord, at: At, called: boolean): boolean {
  const text = str(get(value, 'content')) ?? '';
  const parts = filesOf(value);
  const role = get(value, 'role');
  const id = idOf(get(value, 'call_id'));
  if (role === 'user') builder.user(text, { ...at, parts });
  else if (role === 'tool' || id !== undefined || (called && get(value, 'pinned') !== true)) {
    builder.result({ ...at, text, parts, ...defined({ id }) });
    return false;
  } else if (get(value, 'pinned') === true || builder.length === 0) builder.system(text, { ...at, parts });
  else builder.context(text, { ...at, parts, title: 'system' });
  return called && role !== 'user';
}

/**
 * @param told the system answers it, so a block at its end ran
 * @returns whether it calls
 */
function emitAnswer(builder: SessionBuilder, { value, text: raw }: InRecord, at: At, told: boolean): boolean {
  const model = str(get(value, 'metadata', 'model'));
  if (model) builder.fields.model = model;
  const here = { ...at, ...defined({ model: model || undefined }) };
  const said = str(get(value, 'content')) ?? '';
  const call = told ? callIn(said) : undefined;
  if (!call) {
    for (const message of readMessages(placeOf({ value, text: raw }))) builder.message(message, here);
    return false;
  }
  builder.newTurn();
  if (call.before !== '') builder.assistant(call.before, here);
  builder.call({ ...here, name: call.name, args: call.args, ...defined({ id: call.id }) });
  if (call.behind !== '') builder.assistant(call.behind, here);
  return true;
}

interface Call {
  name: string;
  args: string;
  id?: string;
  before: string;
  behind: string;
}

/** Arguments of tools whose block has a head, and the name of what stands in it. */
const BODY: Readonly<Record<string, string>> = {
  ipython: 'code',
  python: 'code',
  save: 'content',
  append: 'content',
  patch: 'patch',
  morph: 'edit',
};

/** The call at the end of an answer. Blocks within a block make the fence longer than theirs, or are the last block's text. */
function callIn(said: string): Call | undefined {
  const native = /^@([\w-]+)(?:\(([\w-]+)\))?: (\{)/m.exec(said);
  if (native) {
    const [, name = '', id] = native;
    const args = said.slice(native.index + native[0].length - 1).trim();
    return { name, args, before: said.slice(0, native.index).trim(), behind: '', ...defined({ id }) };
  }
  const lines = said.split('\n');
  const end = lines.findLastIndex((line) => /^`{3,}\s*$/.test(line));
  const fence = lines[end]?.trim() ?? '';
  const start = lines.findLastIndex((line, i) => i < end && line.startsWith(fence) && /^`+[\w./-]/.test(line));
  if (end < 0 || start < 0) return undefined;
  const [tool = '', ...head] = (lines[start] as string).replace(/^`+/, '').trim().split(/\s+/);
  const body = lines.slice(start + 1, end).join('\n');
  // A block may be named by the file that it is saved to.
  const path = tool.includes('.') || tool.includes('/') ? tool : head.join(' ');
  const name = path === tool ? 'save' : tool;
  const args = JSON.stringify({ ...defined({ path: path || undefined }), [BODY[name] ?? 'command']: body });
  const before = lines.slice(0, start).join('\n').trim();
  return {
    name,
    args,
    before,
    behind: lines
      .slice(end + 1)
      .join('\n')
      .trim(),
  };
}
