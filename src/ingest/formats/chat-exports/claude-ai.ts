/**
 * Claude.ai's data export: `conversations.json`, alone or in its ZIP.
 *
 * No schema is published. `chat_messages` is a tree told as a list: `parent_message_uuid` is the message before, and an id of
 * zeroes the start. Content is in Anthropic's blocks; an answer holds the results of its tools as well. `text` repeats the
 * blocks' text, and is read where there are none. The export does not say which line is on show: it is the one that ends in
 * the newest message.
 */

import { defined } from '../../../kit/defined.ts';
import type { PartStub } from '../../../model/event.ts';
import { type Block, pointerOf, readBlocks } from '../../blocks.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { arr, get, idOf, isObject, type JsonObject, num, str } from '../../parse.ts';
import type { Reader } from '../../reader.ts';
import { parseTime } from '../../time.ts';
import { addTree } from '../../tree.ts';

const FORMAT = 'claude-ai-export';

const isConversation = (v: unknown): boolean =>
  typeof get(v, 'uuid') === 'string' &&
  (arr(get(v, 'chat_messages')) ?? [undefined]).slice(0, 3).every((m) => typeof get(m, 'sender') === 'string');

export const claudeAiExport: Reader = {
  id: FORMAT,
  doc: {
    title: 'Claude.ai data export',
    files: 'conversations.json, or the ZIP that holds it',
    detection: 'A list of objects with `uuid` and `chat_messages`, whose messages have a `sender`.',
    notes: [
      'Messages hang together by `parent_message_uuid`: the line to the newest one is the conversation, the others are branches.',
      'Blocks are told in their order: thinking is reasoning, tool_use a call, tool_result its result.',
      'The text that was taken out of an attachment is context before the question; files without text are stubs.',
      'Exports without parents (before 2025) are read as lists.',
    ],
  },
  votes: isConversation,
  index({ value }) {
    if (!isConversation(value)) return { skip: 'no conversation of a Claude.ai export' };
    if (!arr(get(value, 'chat_messages'))?.length) return { skip: 'a conversation without messages', code: 'empty' };
    const time = parseTime(get(value, 'updated_at') ?? get(value, 'created_at'));
    return [{ key: `conversation:${str(get(value, 'uuid'))}`, ...defined({ order: time, time }) }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = 'claude.ai';
    const nodes = new Map<string, Node>();
    let tip: string | undefined;
    for (const { value, text, ref } of records) {
      builder.from(ref);
      const id = idOf(get(value, 'uuid'));
      if (id !== undefined) builder.fields.nativeId = id;
      const model = str(get(value, 'model'));
      if (model) builder.fields.model = model;
      for (const node of nodesOf(value, text, builder.record)) nodes.set(node.id, node);
      tip = idOf(get(value, 'current_leaf_message_uuid'));
    }
    addTree(builder, byTime([...nodes.values()]), tip, (line) => {
      for (const node of line) emitNode(builder, node);
    });
    return builder.build();
  },
};

interface Node {
  id: string;
  parent: string | undefined;
  asked: boolean;
  message: unknown;
  text: string;
  index: number;
  record: number;
  time: number | undefined;
}

/** A list without any parent is a chain; a single message without one starts a conversation of its own. */
function nodesOf(value: unknown, text: string, record: number): Node[] {
  const list = arr(get(value, 'chat_messages')) ?? [];
  const linked = list.some((m) => get(m, 'parent_message_uuid') !== undefined);
  const idAt = (i: number): string => idOf(get(list[i], 'uuid')) ?? `#${record}.${i}`;
  return list.flatMap((message, index) => {
    if (!isObject(message)) return [];
    const before = index > 0 ? idAt(index - 1) : undefined;
    const parent = linked ? idOf(get(message, 'parent_message_uuid')) : before;
    const time = parseTime(get(message, 'created_at'));
    return [{ id: idAt(index), parent, asked: get(message, 'sender') === 'human', message, text, index, record, time }];
  });
}

/** Oldest first; a message without a time stays behind the one before it. */
function byTime(nodes: Node[]): Node[] {
  let last = Number.NEGATIVE_INFINITY;
  const timed = nodes.map((node) => {
    last = node.time ?? last;
    return { node, time: last };
  });
  return timed.sort((a, b) => (a.time === b.time ? 0 : a.time - b.time)).map(({ node }) => node);
}

function emitNode(builder: SessionBuilder, node: Node): void {
  const { message, asked } = node;
  const path = ['chat_messages', node.index] as const;
  const at: At = { record: node.record, pointer: pointerOf(path), ...defined({ time: timeOf(message) }) };
  emitAttachments(builder, message, path, at);
  const stubs = filesOf(message);
  const blocks = blocksOf(node, path);
  if (asked) {
    const said = blocks.flatMap((b) => (b.type === 'text' ? [b] : []));
    const text = said.flatMap((b) => b.text || []).join('\n');
    builder.user(text, { ...at, parts: [...said.flatMap((b) => b.parts), ...stubs] });
    for (const block of blocks) if (block.type !== 'text') emitBlock(builder, block, at);
    return;
  }
  builder.newTurn();
  const truncated = get(message, 'truncated') === true || get(message, 'stop_reason') === 'max_tokens';
  const cut = truncated ? ['truncated' as const] : [];
  if (blocks.length === 0)
    builder.assistant('', { ...at, parts: stubs, flags: stubs.length > 0 ? cut : ['empty', ...cut] });
  const last = blocks.findLastIndex((b) => b.type === 'text');
  blocks.forEach((block, i) => {
    const own = block.type === 'text' && i === last;
    emitBlock(builder, own ? { ...block, parts: [...block.parts, ...stubs] } : block, at, own ? cut : []);
  });
}

const timeOf = (message: unknown): unknown => get(message, 'created_at') ?? undefined;

/** Blocks of the message; its `text` where it has none. */
function blocksOf(node: Node, path: readonly (string | number)[]): Block[] {
  const content = arr(get(node.message, 'content'))?.map(readable);
  if (content?.length) return readBlocks(content, node.text, [...path, 'content']);
  const text = str(get(node.message, 'text'));
  return text ? [{ type: 'text', text, parts: [], pointer: pointerOf([...path, 'text']) }] : [];
}

/** The budget is a number for the page. In results, hits of a search are `knowledge` and files are `local_resource`. */
function readable(block: unknown): unknown {
  if (get(block, 'type') === 'token_budget') return undefined;
  const inner = arr(get(block, 'content'));
  if (get(block, 'type') !== 'tool_result' || !inner) return block;
  return { ...(block as JsonObject), content: inner.map(hit) };
}

function hit(part: unknown): unknown {
  const type = get(part, 'type');
  if (type === 'local_resource') return { ...(part as JsonObject), type: 'file' };
  if (type !== 'knowledge') return part;
  const text = ['title', 'url', 'text'].flatMap((key) => str(get(part, key)) || []).join('\n');
  return { type: 'text', text };
}

function emitBlock(builder: SessionBuilder, block: Block, at: At, flags: 'truncated'[] = []): void {
  const here = { ...at, pointer: block.pointer };
  if (block.type === 'text') builder.assistant(block.text, { ...here, parts: block.parts, flags });
  else if (block.type === 'reasoning') builder.reasoning(block.text, here);
  else if (block.type === 'call')
    builder.call({ ...here, name: block.name, args: block.args, ...defined({ id: block.id }) });
  else {
    const { text, parts, id, isError } = block;
    builder.result({ ...here, text, parts, ...defined({ id, isError }) });
  }
}

/** What was read out of attached files stands before the question about them. */
function emitAttachments(builder: SessionBuilder, message: unknown, path: readonly (string | number)[], at: At): void {
  (arr(get(message, 'attachments')) ?? []).forEach((file, i) => {
    const text = str(get(file, 'extracted_content'));
    const title = str(get(file, 'file_name'));
    if (text) builder.context(text, { ...at, pointer: pointerOf([...path, 'attachments', i]), ...defined({ title }) });
  });
}

/** Files whose text the export does not hold. */
function filesOf(message: unknown): PartStub[] {
  const bare = (arr(get(message, 'attachments')) ?? []).filter((file) => !str(get(file, 'extracted_content')));
  return [...bare, ...(arr(get(message, 'files')) ?? [])].map((file) => {
    const name = str(get(file, 'file_name')) ?? str(get(file, 'name')) ?? '';
    const picture = get(file, 'file_kind') === 'image' || /\.(?:png|jpe?g|gif|webp)$/i.test(name);
    const [stub] = readContent([{ type: picture ? 'image' : 'file' }]).parts;
    const size = num(get(file, 'file_size'));
    return {
      ...stub,
      kind: picture ? ('image' as const) : ('file' as const),
      ...(size !== undefined && size >= 0 ? { bytes: Math.floor(size) } : {}),
    };
  });
}
