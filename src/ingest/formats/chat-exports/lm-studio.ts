/**
 * LM Studio: `~/.lmstudio/conversations/*.conversation.json`.
 *
 * No schema is published; public converters read the same keys. A message has versions, of which one is on show. The user's is a
 * single step, an answer many: blocks of content (thoughts by their style, requests of tools and their results), and notes for
 * the page.
 */

import { defined } from '../../../kit/defined.ts';
import type { EventFlag, PartStub } from '../../../model/event.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { readTools } from '../../openai.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { into, items, type Place, placeOf, rawArgs } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { resultText } from '../../shapes/parts.ts';
import { roleNamed } from '../../shapes/roles.ts';
import { parseTime } from '../../time.ts';
import { unreadPart } from '../../unread.ts';

const FORMAT = 'lm-studio';

const isMessage = (m: unknown): boolean =>
  arr(get(m, 'versions'))?.every((v) => typeof get(v, 'role') === 'string' || Array.isArray(get(v, 'steps'))) ?? false;
const isConversation = (v: unknown): boolean => {
  const messages = arr(get(v, 'messages'));
  return messages !== undefined && messages.length > 0 && messages.every(isMessage);
};

export const lmStudio: Reader = {
  id: FORMAT,
  doc: {
    title: 'LM Studio conversations',
    files: '~/.lmstudio/conversations/*.conversation.json',
    detection: 'An object of `messages` that have `versions`.',
    notes: [
      'The version on show (`currentlySelected`) is the conversation; the others are branches.',
      'Blocks of the style `thinking` are reasoning; tool requests and results in blocks are calls and results.',
      'The system prompt is that of the chat’s own settings; prompts of presets lie in other files.',
      'What LM Studio made of a question with files (`preprocessed`) is context.',
    ],
  },
  votes: isConversation,
  index({ value }) {
    if (!isConversation(value)) return { skip: 'no conversation of LM Studio' };
    return [defined({ time: parseTime(get(value, 'createdAt')) })];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    for (const record of records) {
      builder.from(record.ref);
      const place = placeOf(record);
      const model = str(get(record.value, 'lastUsedModel', 'identifier'));
      if (model) builder.fields.model = model;
      describe(builder, place);
      for (const message of items(into(place, 'messages'))) emitMessage(builder, message);
    }
    return builder.build();
  },
};

/** The chat's own settings are a list of keys and values. */
function describe(builder: SessionBuilder, chat: Place): void {
  const fields = items(into(chat, 'perChatPredictionConfig', 'fields'));
  const own = fields.find((f) => get(f.value, 'key') === 'llm.prediction.systemPrompt');
  const text = str(get(own?.value, 'value')) || str(get(chat.value, 'systemPrompt'));
  if (text) builder.system(text, { pointer: own ? `${own.pointer}/value` : '/systemPrompt' });
  const listed = fields.find((f) => get(f.value, 'key') === 'llm.prediction.tools');
  const tools = listed && into(listed, 'value', 'tools');
  if (tools) for (const tool of readTools(tools.value, tools.text, tools.path)) builder.tools.set(tool.name, tool);
}

function emitMessage(builder: SessionBuilder, message: Place): void {
  const versions = items(into(message, 'versions'));
  const selected = num(get(message.value, 'currentlySelected')) ?? 0;
  const shown = versions[selected] ?? versions.at(-1);
  const at = builder.length;
  if (shown) emitVersion(builder, shown);
  for (const version of versions) {
    if (version === shown) continue;
    const cause = roleOf(version) === 'user' ? 'edit' : 'regenerate';
    builder.branch(at, cause, () => emitVersion(builder, version));
  }
}

const roleOf = ({ value }: Place): 'system' | 'user' | 'assistant' | 'tool' =>
  roleNamed(get(value, 'role')) ?? (Array.isArray(get(value, 'steps')) ? 'assistant' : 'user');

function emitVersion(builder: SessionBuilder, version: Place): void {
  const role = roleOf(version);
  if (role === 'assistant') {
    emitAnswer(builder, version);
    return;
  }
  const made = readContent(get(version.value, 'preprocessed', 'content'));
  const said = readContent((arr(get(version.value, 'content')) ?? []).map(readable));
  if (made.text !== '' && made.text !== said.text)
    builder.context(made.text, {
      pointer: `${version.pointer}/preprocessed`,
      title: 'preprocessed',
      parts: made.parts,
    });
  builder.message(
    { role: role === 'system' ? 'system' : 'user', text: said.text },
    { pointer: version.pointer, parts: said.parts },
  );
}

/** A file is named by its id; pictures by their type as well. */
function readable(part: unknown): unknown {
  if (get(part, 'type') !== 'file') return part;
  const type = str(get(part, 'fileType')) ?? '';
  return { type: type.startsWith('image') ? 'image' : 'file', url: idOf(get(part, 'fileIdentifier')) };
}

/** Notes for the page: how the title was found, what a tool is doing, numbers of the generation. */
const NOTES = /^(?:debugInfoBlock|status|toolStatus|genInfo)$/;

function emitAnswer(builder: SessionBuilder, version: Place): void {
  const { value } = version;
  const steps = items(into(version, 'steps'));
  const blocks = steps.length > 0 ? steps.filter((s) => !NOTES.test(str(get(s.value, 'type')) ?? '')) : [version];
  const model = str(get(value, 'senderInfo', 'senderName')) || undefined;
  const stopped = steps
    .map((s) => str(get(s.value, 'genInfo', 'stats', 'stopReason')) ?? str(get(s.value, 'genInfo', 'stopReason')))
    .findLast((r) => r !== undefined);
  const flags = flagsOf(stopped);
  const before = builder.length;
  builder.newTurn();
  for (const block of blocks) {
    if (Array.isArray(get(block.value, 'content')))
      emitBlock(builder, block, { pointer: block.pointer, ...defined({ model }) }, flags);
    else builder.attach(unreadPart(block.value));
  }
  if (builder.length === before)
    builder.assistant('', { pointer: version.pointer, flags: ['empty', ...flags], ...defined({ model }) });
}

function flagsOf(reason: string | undefined): EventFlag[] {
  if (reason === 'maxPredictedTokensReached' || reason === 'contextLengthReached') return ['truncated'];
  return reason === 'userStopped' || reason === 'failed' || reason === 'modelUnloaded' ? ['interrupted'] : [];
}

/** Pieces of text of one block are one text. */
function emitBlock(builder: SessionBuilder, block: Place, at: At & { model?: string }, flags: EventFlag[]): void {
  const thinks = get(block.value, 'style', 'type') === 'thinking';
  let plain: unknown[] = [];
  const flush = (): void => {
    const { text, reasoning, parts } = readContent(plain);
    plain = [];
    const thought = [reasoning, thinks ? text : ''].filter((t) => t !== '').join('\n');
    if (thought !== '') builder.reasoning(thought, at);
    if (!thinks && (text.trim() !== '' || parts.length > 0)) builder.assistant(text, { ...at, parts, flags });
    else builder.attach(parts);
  };
  for (const part of items(into(block, 'content'))) {
    const type = str(get(part.value, 'type'));
    if (type === 'toolCallRequest') {
      flush();
      emitCall(builder, part, at);
    } else if (type === 'toolCallResult') {
      flush();
      emitResult(builder, part, at);
    } else if (type === 'text' && plain.length > 0 && isObject(plain.at(-1)) && get(plain.at(-1), 'type') === 'text')
      plain.push({ type: 'text', text: `${str(get(plain.pop(), 'text')) ?? ''}${str(get(part.value, 'text')) ?? ''}` });
    else plain.push(readable(part.value));
  }
  flush();
}

const callId = (part: unknown): string | undefined =>
  idOf(get(part, 'toolCallRequestId')) ?? idOf(get(part, 'toolCallId')) ?? idOf(get(part, 'callId'));

function emitCall(builder: SessionBuilder, part: Place, at: At & { model?: string }): void {
  const args = ['parameters', 'arguments'].map((key) => into(part, key)).find((p) => p.value !== undefined);
  const name = str(get(part.value, 'name')) ?? '';
  builder.call({
    ...at,
    pointer: part.pointer,
    name,
    args: args ? rawArgs(args) : '',
    ...defined({ id: callId(part.value) }),
  });
}

/** MCP gives a list of contents, also as JSON text. */
function emitResult(builder: SessionBuilder, part: Place, at: At): void {
  const content = into(part, 'content');
  const read: { text: string; parts?: PartStub[] } = resultText(mcp(content));
  const name = str(get(part.value, 'name')) || undefined;
  builder.result({ ...at, pointer: part.pointer, ...read, ...defined({ id: callId(part.value), name }) });
}

function mcp(content: Place): Place {
  const list = items(content);
  const typed = list.length > 0 && list.every((p) => typeof get(p.value, 'type') === 'string');
  return typed ? { ...content, value: list.map((p) => p.value) } : content;
}
