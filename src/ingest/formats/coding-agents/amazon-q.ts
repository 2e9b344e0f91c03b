/**
 * Amazon Q Developer CLI, and Kiro CLI, which came of it: conversations of `data.sqlite3`, and what `/save` writes.
 *
 * The types are `ConversationState` and `HistoryEntry` in aws/amazon-q-developer-cli (`chat-cli/src/cli/chat`). An entry holds
 * what went to the model and what came back, both as Rust's enums in JSON; older versions write it as a list of the two.
 */

import { defined } from '../../../kit/defined.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readTools } from '../../openai.ts';
import { arr, get, idOf, isObject, str } from '../../parse.ts';
import { into, items, type Place, placeOf, rawArgs } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { parseTime } from '../../time.ts';
import { unreadPart } from '../../unread.ts';

const FORMAT = 'amazon-q';

const isEntry = (v: unknown): boolean => isObject(get(v, 'user')) || isObject(get(v, 0, 'content'));
const isConversation = (v: unknown): boolean =>
  typeof get(v, 'conversation_id') === 'string' && (arr(get(v, 'history')) ?? [undefined]).slice(0, 3).every(isEntry);

export const amazonQ: Reader = {
  id: FORMAT,
  doc: {
    title: 'Amazon Q Developer CLI and Kiro CLI',
    files: '~/.local/share/{amazon-q,kiro-cli}/data.sqlite3; *.json of `/save`',
    detection:
      'A SQLite file whose table `conversations` or `conversations_v2` has `key` and `value`; `conversation_id` with a `history` of pairs.',
    notes: [
      'A Prompt is the person’s, ToolUseResults the results of the calls before; the context that a hook added stands before the prompt.',
      'Calls that the person cancelled with a new prompt are rejections.',
      'The transcript of the terminal repeats the history and is not read; a summary of what was cut is a boundary.',
    ],
  },
  votes: isConversation,
  index({ value }) {
    if (!isConversation(value)) return { skip: 'no conversation of Amazon Q' };
    if (!arr(get(value, 'history'))?.length) return { skip: 'a conversation without messages', code: 'empty' };
    const time = parseTime(get(value, 'history', 0, 'user', 'timestamp') ?? get(value, 'history', 0, 0, 'timestamp'));
    return [{ key: `conversation:${str(get(value, 'conversation_id'))}`, ...defined({ time }) }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    for (const record of records) {
      const id = str(get(record.value, 'conversation_id')) ?? '';
      builder.from({ ...record.ref, key: id });
      builder.fields.nativeId = id;
      emitConversation(builder, placeOf(record));
    }
    return builder.build();
  },
};

function emitConversation(builder: SessionBuilder, talk: Place): void {
  const { value } = talk;
  const model = str(get(value, 'model_info', 'model_id')) ?? str(get(value, 'model'));
  if (model) builder.fields.model = model;
  declareTools(builder, talk);
  const summary = str(get(value, 'latest_summary')) ?? str(get(value, 'latest_summary', 0));
  if (summary) builder.boundary('compaction', summary);
  for (const entry of items(into(talk, 'history'))) {
    const pair = Array.isArray(entry.value);
    emitUser(builder, pair ? into(entry, 0) : into(entry, 'user'));
    emitReply(
      builder,
      pair ? into(entry, 1) : into(entry, 'assistant'),
      str(get(entry.value, 'request_metadata', 'model_id')),
    );
  }
  // What was asked when the program ended.
  const next = into(talk, 'next_message');
  if (isObject(next.value)) emitUser(builder, next);
}

/** Tools by their origin; a schema lies under `json`. */
function declareTools(builder: SessionBuilder, talk: Place): void {
  const groups = into(talk, 'tools');
  for (const key of isObject(groups.value) ? Object.keys(groups.value) : [])
    for (const tool of items(into(groups, key))) {
      const spec = into(tool, 'ToolSpecification');
      const [read] = readTools([spec.value]);
      const schema = into(spec, 'input_schema', 'json');
      if (read) builder.tools.set(read.name, isObject(schema.value) ? { ...read, parameters: rawArgs(schema) } : read);
    }
}

function emitUser(builder: SessionBuilder, user: Place): void {
  const at: At = { pointer: user.pointer, ...defined({ time: get(user.value, 'timestamp') ?? undefined }) };
  const images = arr(get(user.value, 'images')) ?? [];
  const parts = images.map(() => ({ kind: 'image' as const }));
  const content = into(user, 'content');
  const [kind = ''] = isObject(content.value) ? Object.keys(content.value) : [];
  const body = into(content, kind);
  const prompt = str(content.value) ?? str(get(body.value, 'prompt'));
  const { words, around } = parted(prompt ?? '');
  const added = [str(get(user.value, 'additional_context'))?.trim(), around].filter((t) => t).join('\n\n');
  if (added !== '') builder.context(added, { ...at, title: 'additional_context' });
  const cancelled = kind === 'CancelledToolUses';
  for (const result of items(into(body, 'tool_use_results'))) emitResult(builder, result, at, cancelled);
  const known = /^(?:Prompt|ToolUseResults|CancelledToolUses)$/.test(kind) || typeof content.value === 'string';
  const lost = known || kind === '' ? [] : unreadPart(body.value, kind);
  if (words !== '' || parts.length > 0 || lost.length > 0) builder.user(words, { ...at, parts: [...parts, ...lost] });
}

/** A prompt that was kept as it was sent: the words stand between marks, behind the context. */
function parted(prompt: string): { words: string; around: string } {
  const [before = '', after] = prompt.split('--- USER MESSAGE BEGIN ---');
  if (after === undefined) return { words: prompt, around: '' };
  const [words = '', behind = ''] = after.split('--- USER MESSAGE END ---');
  return { words: words.trim(), around: [before, behind].join('\n').trim() };
}

function emitResult(builder: SessionBuilder, result: Place, at: At, cancelled: boolean): void {
  const id = idOf(get(result.value, 'tool_use_id'));
  const status = get(result.value, 'status');
  const texts = items(into(result, 'content')).map((part) => {
    const text = str(get(part.value, 'Text')) ?? str(get(part.value, 'text'));
    if (text !== undefined) return text;
    const json = into(part, isObject(part.value) && 'json' in part.value ? 'json' : 'Json');
    return json.value === undefined ? rawArgs(part) : rawArgs(json);
  });
  const failed = cancelled || status === 'Error' ? true : status === 'Success' ? false : undefined;
  builder.result({ ...at, pointer: result.pointer, text: texts.join('\n'), ...defined({ id, isError: failed }) });
  if (cancelled) builder.feedback({ ...at, signal: 'reject', by: 'end_user', target: builder.turn - 1 });
}

function emitReply(builder: SessionBuilder, given: Place, model: string | undefined): void {
  // Kiro CLI of some versions puts the enum under `content`.
  const reply = isObject(get(given.value, 'content')) ? into(given, 'content') : given;
  const [kind = ''] = isObject(reply.value) ? Object.keys(reply.value) : [];
  if (kind === '') return;
  const body = into(reply, kind);
  const at = { pointer: body.pointer, ...defined({ model }) };
  const text = str(get(body.value, 'content')) ?? '';
  const lost = /^(?:Response|ToolUse)$/.test(kind) ? [] : unreadPart(body.value, kind);
  builder.newTurn();
  if (text !== '' || lost.length > 0) builder.assistant(text, { ...at, parts: lost });
  for (const call of items(into(body, 'tool_uses'))) {
    const id = idOf(get(call.value, 'id'));
    const name = str(get(call.value, 'orig_name')) || str(get(call.value, 'name')) || '';
    const own = into(call, 'orig_args');
    const args = rawArgs(own.value === undefined || own.value === null ? into(call, 'args') : own);
    builder.call({ ...at, pointer: call.pointer, name, args, ...defined({ id }) });
  }
}
