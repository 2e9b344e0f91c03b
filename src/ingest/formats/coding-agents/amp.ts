/**
 * Amp: `~/.local/share/amp/threads/T-ID.json`, and what `amp threads export` writes.
 *
 * Not published; the fields are those that public importers read. Blocks are Anthropic's, results are not: they name their call
 * by `toolUseID`, and what the tool gave lies under `run`. Its shape is the tool's own: a text, `output`, `content`, `diff`, or a
 * list. A command that the person ran is theirs, with its result.
 */

import { defined } from '../../../kit/defined.ts';
import type { PartStub } from '../../../model/event.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { arr, get, idOf, isObject, str } from '../../parse.ts';
import { into, items, type Place, placeOf, rawArgs } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { holdsProse } from '../../steps/unknown.ts';
import { parseTime } from '../../time.ts';
import { unreadPart } from '../../unread.ts';

const FORMAT = 'amp';

/** The first versions wrote what the person says as one text. */
const isMessage = (m: unknown): boolean =>
  typeof get(m, 'role') === 'string' && (Array.isArray(get(m, 'content')) || typeof get(m, 'content') === 'string');
const isThread = (v: unknown): boolean =>
  /^T-/.test(str(get(v, 'id')) ?? '') &&
  (typeof get(v, 'v') === 'number' || typeof get(v, 'created') === 'number') &&
  (arr(get(v, 'messages')) ?? [undefined]).slice(0, 3).every(isMessage);

export const amp: Reader = {
  id: FORMAT,
  doc: {
    title: 'Amp threads',
    files: '~/.local/share/amp/threads/T-*.json',
    detection: 'An object whose `id` begins with `T-`, with `v` or `created` and `messages`.',
    notes: [
      'A result is what `run` holds, whichever shape the tool gives it; one that was cancelled or failed is an error.',
      'Mentioned files are context before the question, a summary is a boundary; an answer that was stopped is feedback.',
      'Newer threads lie on Amp’s server only; the stream of `--stream-json` is read as Claude Code’s.',
    ],
  },
  votes: isThread,
  index({ value }) {
    if (!isThread(value)) return { skip: 'no thread of Amp' };
    if (!arr(get(value, 'messages'))?.length) return { skip: 'a thread without messages', code: 'empty' };
    const time = parseTime(get(value, 'created'));
    return [
      { key: `thread:${str(get(value, 'id'))}`, ...defined({ time, order: parseTime(get(value, 'updatedAt')) }) },
    ];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    for (const record of records) {
      builder.from(record.ref);
      builder.fields.nativeId = str(get(record.value, 'id')) ?? '';
      for (const message of items(into(placeOf(record), 'messages'))) emitMessage(builder, message);
      for (const message of items(into(placeOf(record), 'queuedMessages'))) {
        const queued = isObject(get(message.value, 'queuedMessage')) ? into(message, 'queuedMessage') : message;
        emitMessage(builder, queued);
      }
    }
    return builder.build();
  },
};

const KNOWN = new Set(
  `role messageId content state usage meta userState fileMentions discoveredGuidanceFiles parentToolUseId agentMode dtwMessageID
   nativeMessage originalToolUseInput reminders`.split(/\s+/),
);

function emitMessage(builder: SessionBuilder, message: Place): void {
  const { value, pointer } = message;
  const time = get(value, 'meta', 'sentAt') ?? get(value, 'usage', 'timestamp') ?? undefined;
  const model = str(get(value, 'usage', 'model'));
  const at: At = { pointer, ...defined({ time }) };
  const content = into(message, 'content');
  const plain = str(content.value);
  const parts = plain === undefined ? items(content) : [{ ...content, value: { type: 'text', text: plain } }];
  if (get(value, 'role') === 'assistant') {
    if (model) builder.fields.model ??= model;
    emitReply(builder, parts, { ...at, ...defined({ model: model || undefined }) });
    emitState(builder, get(value, 'state'), at);
  } else emitUser(builder, message, parts, at);
  for (const [key, field] of Object.entries(isObject(value) ? value : {}))
    if (!KNOWN.has(key) && holdsProse(field)) builder.unknown(key, field);
}

/** Results come before what the person says. */
function emitUser(builder: SessionBuilder, message: Place, parts: readonly Place[], at: At): void {
  const role = str(get(message.value, 'role'));
  for (const key of ['fileMentions', 'discoveredGuidanceFiles'])
    for (const file of [...items(into(message, key, 'files')), ...items(into(message, key))]) {
      const text = str(get(file.value, 'content'));
      const title = str(get(file.value, 'uri'))?.split('/').at(-1);
      if (text) builder.context(text, { ...at, pointer: file.pointer, ...defined({ title }) });
    }
  const texts: string[] = [];
  const stubs: PartStub[] = [];
  for (const part of parts) {
    const type = get(part.value, 'type');
    if (type === 'tool_result') emitResult(builder, part, at);
    else if (type === 'manual_bash_invocation') emitManual(builder, part, at);
    else if (type === 'summary') {
      const summary = str(get(part.value, 'summary', 'summary')) ?? str(get(part.value, 'summary'));
      builder.boundary('compaction', summary, { ...at, pointer: part.pointer });
    } else if (type === 'text') texts.push(str(get(part.value, 'text')) ?? '');
    else stubs.push(...unreadPart(part.value));
  }
  const text = texts.join('\n');
  if (text.trim() === '' && stubs.length === 0) return;
  if (role === 'user') builder.user(text, { ...at, parts: stubs });
  else if (role === 'system') builder.system(text, { ...at, parts: stubs });
  else builder.context(text, { ...at, parts: stubs, title: role ?? 'unknown role' });
}

function emitReply(builder: SessionBuilder, parts: readonly Place[], at: At & { model?: string }): void {
  builder.newTurn();
  for (const part of parts) {
    const here = { ...at, pointer: part.pointer };
    const type = get(part.value, 'type');
    if (type === 'tool_use' || type === 'server_tool_use') {
      const id = idOf(get(part.value, 'id'));
      const name = str(get(part.value, 'name')) ?? '';
      builder.call({ ...here, name, args: rawArgs(into(part, 'input')), ...defined({ id }) });
    } else if (type === 'tool_result') emitResult(builder, part, at);
    else {
      const { text, reasoning, parts: stubs } = readContent([part.value]);
      if (reasoning) builder.reasoning(reasoning, here);
      if (text !== '' || stubs.length > 0) builder.assistant(text, { ...here, parts: stubs });
    }
  }
}

/** How an answer ended; `complete` and `streaming` say nothing more. */
function emitState(builder: SessionBuilder, state: unknown, at: At): void {
  const type = get(state, 'type');
  if (type === 'cancelled')
    builder.feedback({ ...at, signal: 'interrupted', by: 'end_user', target: builder.turn < 0 ? null : builder.turn });
  else if (type === 'error') {
    const error = get(state, 'error');
    builder.error(str(get(error, 'message')) ?? str(error) ?? 'error', at);
  }
}

function emitResult(builder: SessionBuilder, part: Place, at: At): void {
  const id = idOf(get(part.value, 'toolUseID')) ?? idOf(get(part.value, 'tool_use_id'));
  const run = into(part, 'run');
  const status = str(get(run.value, 'status'));
  // A tool that still ran, or waited for leave, gave nothing.
  if (/^(?:in-progress|queued|blocked-on-user)$/.test(status ?? '') && get(run.value, 'result') === undefined) return;
  const stubs: PartStub[] = [];
  const result = isObject(run.value) ? into(run, 'result') : into(part, 'content');
  const error = str(get(run.value, 'error', 'message')) ?? rawArgs(into(run, 'error'));
  const text =
    textOf(result, stubs) || error || str(get(run.value, 'reason')) || (status === 'cancelled' ? status : '');
  const rejected = /^(?:rejected-by-user|cancell?ed)$/.test(status ?? '');
  const failed = rejected || status === 'error' || get(result.value, 'success') === false;
  const isError = failed ? true : status === 'done' ? false : undefined;
  builder.result({ ...at, pointer: part.pointer, text, parts: stubs, ...defined({ id, isError }) });
  if (status === 'rejected-by-user')
    builder.feedback({ ...at, signal: 'reject', by: 'end_user', target: builder.turn - 1 });
}

/** What the tool gave, as text. Pictures become stubs. */
function textOf(result: Place, stubs: PartStub[]): string {
  const { value } = result;
  if (isObject(value)) {
    for (const key of ['output', 'content', 'diff']) {
      const inner = into(result, key);
      const text = inner.value === undefined ? '' : textOf(inner, stubs);
      if (text !== '' || stubs.length > 0) return text;
    }
    return rawArgs(result);
  }
  const parts = arr(value);
  if (!parts) return rawArgs(result);
  if (parts.every((p) => typeof p === 'string')) return parts.join('\n');
  if (!parts.every((p) => typeof get(p, 'type') === 'string')) return rawArgs(result);
  const content = readContent(parts);
  stubs.push(...content.parts);
  return content.text;
}

/** A command that the person ran in the thread: what it printed is context for the model. */
function emitManual(builder: SessionBuilder, part: Place, at: At): void {
  const command = str(get(part.value, 'args', 'cmd')) ?? rawArgs(into(part, 'args'));
  const stubs: PartStub[] = [];
  const output = textOf(into(part, 'toolRun', 'result'), stubs);
  const text = [`$ ${command}`, output].filter((t) => t !== '').join('\n');
  const lost = command === '' ? unreadPart(part.value) : [];
  builder.context(text, { ...at, pointer: part.pointer, title: 'manual_bash_invocation', parts: [...stubs, ...lost] });
}
