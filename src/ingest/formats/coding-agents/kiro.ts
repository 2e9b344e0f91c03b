/**
 * Kiro: `~/.kiro/sessions/cli/ID.jsonl` of the command line, `messages.jsonl` of newer versions, and `*.chat` of its editor.
 *
 * Not published; the fields are those that public importers read. The command line writes Prompt, AssistantMessage and
 * ToolResults, each a list of contents told apart by `kind`. Newer versions write one event a line under `payload`. The editor's
 * other sessions are read with those of Continue, whose shape they have.
 */

import { defined } from '../../../kit/defined.ts';
import type { PartStub } from '../../../model/event.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { get, idOf, isObject, str } from '../../parse.ts';
import { into, items, type Place, placeOf, rawArgs } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { resultText } from '../../shapes/parts.ts';
import { holdsProse } from '../../steps/unknown.ts';
import { parseTime } from '../../time.ts';
import { unreadPart } from '../../unread.ts';

const FORMAT = 'kiro';

const isLine = (v: unknown): boolean =>
  /^(?:Prompt|AssistantMessage|ToolResults|[A-Z][A-Za-z]+)$/.test(str(get(v, 'kind')) ?? '') &&
  isObject(get(v, 'data'));
const isSpoken = (v: unknown): boolean => isLine(v) && Array.isArray(get(v, 'data', 'content'));
const isEvent = (v: unknown): boolean =>
  /^(?:user|assistant|tool_call|tool_result)$/.test(str(get(v, 'payload', 'type')) ?? '') &&
  get(v, 'timestamp') !== undefined &&
  get(v, 'type') === undefined;
const isOther = (v: unknown): boolean => isObject(get(v, 'payload')) && get(v, 'timestamp') !== undefined;
const isChat = (v: unknown): boolean =>
  typeof get(v, 'executionId') === 'string' && typeof get(v, 'chat', 0, 'role') === 'string';

export const kiro: Reader = {
  id: FORMAT,
  doc: {
    title: 'Kiro',
    files: '~/.kiro/sessions/cli/*.jsonl, messages.jsonl',
    detection:
      'Lines with a `kind` such as Prompt and `data`, or with a `payload` of type user, assistant, tool_call or tool_result; `executionId` with a `chat`.',
    notes: [
      'A file is a session; title and times stand in a JSON file beside it.',
      'In a `chat` of the editor the first message of the person is the program’s prompt.',
      'Lines of other kinds are named with their kind.',
    ],
  },
  accepts: (sample) => sample.records.some((r) => isSpoken(r) || isEvent(r) || isChat(r)),
  votes: (v) => isSpoken(v) || isEvent(v) || isChat(v),
  index({ value }, file) {
    if (!isLine(value) && !isEvent(value) && !isOther(value) && !isChat(value))
      return { skip: 'no line of a Kiro session' };
    const time = parseTime(get(value, 'timestamp') ?? get(value, 'data', 'meta', 'timestamp'));
    const id = str(get(value, 'executionId'));
    return [{ key: id === undefined ? file.key : `execution:${id}`, ...defined({ time }) }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    for (const record of records) {
      builder.from(record.ref);
      const place = placeOf(record);
      if (isChat(record.value)) emitChat(builder, place);
      else if (isLine(record.value)) emitLine(builder, place);
      else emitEvent(builder, place);
    }
    return builder.build();
  },
};

function emitLine(builder: SessionBuilder, line: Place): void {
  const kind = str(get(line.value, 'kind')) ?? '';
  const time = get(line.value, 'data', 'meta', 'timestamp') ?? get(line.value, 'timestamp') ?? undefined;
  const at: At = defined({ time });
  const contents = items(into(line, 'data', 'content'));
  if (kind === 'AssistantMessage') {
    builder.newTurn();
    for (const content of contents) emitContent(builder, content, at, true);
    return;
  }
  for (const content of contents.filter((c) => get(c.value, 'kind') === 'toolResult'))
    emitContent(builder, content, at, false);
  const rest = contents.filter((c) => get(c.value, 'kind') !== 'toolResult');
  const texts = rest.flatMap((c) => (get(c.value, 'kind') === 'text' ? (str(get(c.value, 'data')) ?? '') : []));
  const stubs = rest.flatMap((c) => (get(c.value, 'kind') === 'text' ? [] : stubsOf(c.value)));
  const text = texts.join('\n\n').trim();
  if (kind === 'Prompt') {
    if (text !== '' || stubs.length > 0) builder.user(text, { ...at, parts: stubs });
  } else if (/compact|summar/i.test(kind)) {
    builder.boundary('compaction', text || (str(get(line.value, 'data', 'summary')) ?? ''), at);
  } else if (kind === 'ToolResults') {
    if (text !== '' || stubs.length > 0) builder.context(text, { ...at, parts: stubs, title: kind });
  } else if (holdsProse(get(line.value, 'data'))) builder.unknown(kind, get(line.value, 'data'));
}

function emitContent(builder: SessionBuilder, content: Place, at: At, reply: boolean): void {
  const { value, pointer } = content;
  const kind = str(get(value, 'kind')) ?? '';
  const data = into(content, 'data');
  const here = { ...at, pointer };
  const id = idOf(get(data.value, 'toolUseId'));
  if (kind === 'text') {
    const text = str(data.value) ?? '';
    if (text.trim() !== '') builder.assistant(text.trim(), here);
  } else if (kind === 'toolUse') {
    const name = str(get(data.value, 'name')) ?? '';
    builder.call({ ...here, name, args: rawArgs(into(data, 'input')), ...defined({ id }) });
  } else if (kind === 'toolResult') emitResult(builder, data, here, id);
  else if (/^(?:thinking|reasoning)/.test(kind)) {
    const thought = str(data.value) ?? str(get(data.value, 'text')) ?? '';
    if (thought !== '') builder.reasoning(thought, here);
  } else if (reply) builder.attach(stubsOf(value));
}

function emitResult(builder: SessionBuilder, data: Place, at: At, id: string | undefined): void {
  const stubs: PartStub[] = [];
  const texts = items(into(data, 'content')).map((part) => {
    const kind = get(part.value, 'kind');
    if (kind !== 'text' && kind !== 'json') {
      stubs.push(...stubsOf(part.value));
      return '';
    }
    return rawArgs(into(part, 'data'));
  });
  const status = str(get(data.value, 'status'))?.toLowerCase();
  const isError = status === 'error' ? true : status === 'success' ? false : undefined;
  builder.result({ ...at, text: texts.join('\n'), parts: stubs, ...defined({ id, isError }) });
}

const stubsOf = (content: unknown): PartStub[] => {
  const kind = str(get(content, 'kind')) ?? 'content';
  return kind === 'image' ? [{ kind: 'image' }] : unreadPart({ data: get(content, 'data') }, kind);
};

/** One event a line, since 2026. */
function emitEvent(builder: SessionBuilder, line: Place): void {
  const payload = into(line, 'payload');
  const at: At = defined({ time: get(line.value, 'timestamp') ?? undefined });
  const type = str(get(payload.value, 'type')) ?? 'payload';
  const content = into(payload, 'content');
  const id = idOf(get(payload.value, 'toolCallId'));
  const model = str(get(payload.value, 'reasoningModelId')) ?? str(get(payload.value, 'modelId'));
  const text = rawArgs(content);
  if (type === 'user') {
    if (text !== '') builder.user(text, at);
  } else if (type === 'assistant') {
    const thought = str(get(payload.value, 'reasoning')) ?? str(get(payload.value, 'thinking'));
    builder.newTurn();
    if (thought) builder.reasoning(thought, at);
    if (text !== '') builder.assistant(text, { ...at, ...defined({ model }) });
  } else if (type === 'tool_call') {
    const name = str(get(payload.value, 'toolName')) ?? '';
    builder.call({ ...at, name, args: rawArgs(into(payload, 'args')), ...defined({ id }) });
  } else if (type === 'tool_result') {
    const failed = get(payload.value, 'isError') === true || get(payload.value, 'status') === 'error';
    const { text: said, parts = [] } = resultText(content);
    builder.result({ ...at, text: said, parts, ...defined({ id, isError: failed ? true : undefined }) });
  } else if (holdsProse(payload.value)) builder.unknown(type, payload.value);
}

const PROMPT = /^\s*(?:<identity>|# (?:Identity|System Prompt))/;

function emitChat(builder: SessionBuilder, chat: Place): void {
  builder.fields.nativeId = str(get(chat.value, 'executionId')) ?? '';
  const model = str(get(chat.value, 'metadata', 'modelId'));
  if (model) builder.fields.model = model;
  for (const message of items(into(chat, 'chat'))) {
    const role = str(get(message.value, 'role'));
    const text = rawArgs(into(message, 'content'));
    const at: At = { pointer: message.pointer };
    if (text === '') continue;
    if (role === 'human' && PROMPT.test(text)) builder.system(text, at);
    else if (role === 'human') builder.user(text, at);
    else if (role === 'bot') builder.newTurn().assistant(text, at);
    else if (role === 'tool') builder.result({ ...at, text });
    else builder.context(text, { ...at, title: 'unknown role', parts: unreadPart(message.value, role ?? 'role') });
  }
}
