/**
 * ChatGPT's data export: `conversations.json`, alone or in its ZIP.
 *
 * No schema is published. A conversation is a tree: `mapping` holds the nodes by id, each with `parent`, `children` and a
 * message (null in the root), and `current_node` is the leaf on show. A message has an author (system, user, assistant,
 * tool), a recipient (`all`, or the tool that the assistant calls) and a content whose `content_type` says where its text
 * lies; `chatgpt-content.ts` reads that. Calls have no ids: results hang below them in the tree.
 */

import { defined } from '../../../kit/defined.ts';
import type { EventFlag } from '../../../model/event.ts';
import { pointerOf } from '../../blocks.ts';
import { type At, type FeedbackIn, SessionBuilder } from '../../builder.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { decoded } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { parseTime } from '../../time.ts';
import { addTree } from '../../tree.ts';
import { attachments, contextIn, type Said, saidIn } from './chatgpt-content.ts';

const FORMAT = 'chatgpt-export';

/** Open WebUI and others have a `mapping` too; a node with both links is ChatGPT's. */
const isConversation = (v: unknown): boolean => {
  const mapping = get(v, 'mapping');
  if (!isObject(mapping)) return false;
  const [first] = Object.values(mapping);
  return first === undefined
    ? 'current_node' in (v as object)
    : isObject(first) && 'children' in first && 'parent' in first;
};

export const chatgptExport: Reader = {
  id: FORMAT,
  doc: {
    title: 'ChatGPT data export',
    files: 'conversations.json, conversations-*.json, or the ZIP that holds it',
    detection: 'A list of objects whose `mapping` holds nodes with `parent` and `children`.',
    notes: [
      'The path to `current_node` is the conversation; answers that were made again and questions that were edited are branches.',
      'A message to a tool (`recipient` other than `all`) is a call, the tool messages below it are its result; tool messages that no call came before are context.',
      '`thoughts` and the analysis channel are reasoning; the recap of how long it took is not read.',
      "Custom instructions and the model's memory are context; pictures, recordings and attached files are stubs.",
      'A content type that is not known leaves an empty message with a part that marks it.',
      'Thumbs of `message_feedback.json` beside it, unpacked or in the ZIP, are feedback on their messages; those of conversations that are not there are sessions of feedback alone.',
    ],
  },
  // Its records would pass for those of any table of ratings.
  votes: (v, { path }) => isConversation(v) || (/(?:^|\/)message_feedback\.json$/.test(path) && isThumb(v)),
  index({ value }) {
    if (isThumb(value)) {
      const time = parseTime(get(value, 'create_time'));
      return [
        { key: `conversation:${idOf(get(value, 'conversation_id'))}`, order: Number.MAX_VALUE, ...defined({ time }) },
      ];
    }
    if (!isConversation(value)) return { skip: 'no conversation of a ChatGPT export' };
    if (nodesOf(value).length === 0) return { skip: 'a conversation without messages', code: 'empty' };
    const id = idOf(get(value, 'conversation_id')) ?? idOf(get(value, 'id'));
    const time = parseTime(get(value, 'update_time') ?? get(value, 'create_time'));
    // Exports of different days repeat the conversation: together they are one, and the latest says which line is on show.
    return [defined({ key: id === undefined ? undefined : `conversation:${id}`, order: time, time })];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = 'chatgpt';
    const nodes = new Map<string, Node>();
    let tip: string | undefined;
    const thumbs = new Map<string, FeedbackIn[]>();
    for (const { value, ref } of records) {
      builder.from(ref);
      if (isThumb(value)) {
        const id = idOf(get(value, 'message_id')) ?? idOf(get(value, 'id')) ?? '';
        thumbs.set(id, [...(thumbs.get(id) ?? []), { ...thumbOf(value), record: builder.record }]);
        continue;
      }
      const id = idOf(get(value, 'conversation_id')) ?? idOf(get(value, 'id'));
      if (id !== undefined) builder.fields.nativeId = id;
      const model = str(get(value, 'default_model_slug'));
      if (model) builder.fields.model = model;
      for (const node of nodesOf(value, builder.record)) nodes.set(node.id, node);
      tip = idOf(get(value, 'current_node')) ?? tip;
    }
    addTree(builder, [...nodes.values()], tip, (line) =>
      emitLine(builder, line, nodes, (id) => {
        for (const thumb of thumbs.get(id) ?? []) builder.feedback({ ...thumb, target: builder.turn });
      }),
    );
    for (const [id, list] of thumbs) if (!nodes.has(id)) for (const thumb of list) builder.feedback(thumb);
    return builder.build();
  },
};

const isThumb = (v: unknown): boolean =>
  idOf(get(v, 'conversation_id')) !== undefined && /^thumbs/i.test(str(get(v, 'rating')) ?? '') && !isConversation(v);

/** `content` is JSON as text: the reasons that were ticked, and words. */
function thumbOf(value: unknown): FeedbackIn {
  const { value: content } = decoded({ value: get(value, 'content'), pointer: '', text: '', path: [] });
  const said = [...(arr(get(content, 'tags')) ?? []), get(content, 'text') ?? get(value, 'text')];
  const text = said.filter((s) => typeof s === 'string' && s !== '').join(', ');
  const signal = /down/i.test(str(get(value, 'rating')) ?? '') ? 'thumbs_down' : 'thumbs_up';
  const time = get(value, 'create_time');
  return { signal, by: 'end_user', target: null, ...defined({ text: text || undefined, time: time ?? undefined }) };
}

interface Node {
  id: string;
  parent: string | undefined;
  asked: boolean;
  role: string;
  message: unknown;
  /** The tool that the message is for, if any. */
  tool: string | undefined;
  record: number;
}

/** Nodes without a message (the root) are passed over; what hangs on them then has no parent. */
function nodesOf(value: unknown, record = 0): Node[] {
  const mapping = get(value, 'mapping');
  if (!isObject(mapping)) return [];
  return Object.entries(mapping).flatMap(([id, node]) => {
    const message = get(node, 'message');
    if (!isObject(message)) return [];
    const role = str(get(message, 'author', 'role')) ?? '';
    const recipient = str(get(message, 'recipient'));
    const tool = role === 'assistant' && recipient && recipient !== 'all' ? recipient : undefined;
    return [{ id, parent: idOf(get(node, 'parent')), asked: role === 'user', role, message, tool, record }];
  });
}

/** Tool messages in a row are told together: a call may have one, and a tool may answer it in several. */
function emitLine(
  builder: SessionBuilder,
  line: readonly Node[],
  nodes: ReadonlyMap<string, Node>,
  rate: (id: string) => void,
): void {
  for (let i = 0; i < line.length; i++) {
    const node = line[i] as Node;
    if (node.role !== 'tool') {
      emitNode(builder, node);
      rate(node.id);
      continue;
    }
    let end = i + 1;
    while (line[end]?.role === 'tool') end++;
    const results = line.slice(i, end);
    emitResults(builder, results, callsAbove(node, nodes));
    for (const { id } of results) rate(id);
    i = end - 1;
  }
}

/** Calls of the assistant's turn that a tool message ends, oldest first. */
function callsAbove(result: Node, nodes: ReadonlyMap<string, Node>): Node[] {
  const calls: Node[] = [];
  const seen = new Set<Node>();
  for (
    let at = nodes.get(result.parent ?? '');
    at?.role === 'assistant' && !seen.has(at);
    at = nodes.get(at.parent ?? '')
  ) {
    if (at.tool !== undefined) calls.unshift(at);
    seen.add(at);
  }
  return calls;
}

/** The n-th message answers the n-th call; those that are left over go on with the last one. */
function emitResults(builder: SessionBuilder, results: readonly Node[], calls: readonly Node[]): void {
  if (calls.length === 0) {
    for (const node of results) emitContext(builder, node, saidIn(node.message));
    return;
  }
  calls.forEach((call, i) => {
    const own = i === calls.length - 1 ? results.slice(i) : results.slice(i, i + 1);
    const [first] = own;
    if (!first) return;
    const said = own.map((node) => saidIn(node.message));
    builder.result({
      ...placeOf(first),
      id: call.id,
      text: said
        .map((s) => s.text)
        .filter(Boolean)
        .join('\n'),
      parts: said.flatMap((s) => s.parts),
      ...defined({
        name: str(get(first.message, 'author', 'name')) || call.tool,
        isError: said.some((s) => s.failed) || undefined,
      }),
    });
  });
}

function emitNode(builder: SessionBuilder, node: Node): void {
  const { message, role, tool } = node;
  const at = placeOf(node);
  const given = contextIn(message);
  if (given !== undefined) {
    if (given !== '') builder.context(given, { ...at, title: 'custom instructions' });
    return;
  }
  const said = saidIn(message);
  if (role === 'user') {
    builder.user(said.text, { ...at, parts: [...said.parts, ...attachments(message)] });
    return;
  }
  if (role !== 'assistant') {
    // The system message of most conversations is empty; other roles are not known.
    if (role !== 'system') emitContext(builder, node, said);
    else if (said.text !== '' || said.parts.length > 0) builder.system(said.text, { ...at, parts: said.parts });
    return;
  }
  const model = str(get(message, 'metadata', 'model_slug'));
  const more = { ...at, ...defined({ model: model || undefined }) };
  const flags = flagsOf(message);
  if (said.reasoning !== '') builder.reasoning(said.reasoning, at);
  if (tool !== undefined) {
    const freeform = !said.text.trimStart().startsWith('{');
    builder.call({ ...more, id: node.id, name: tool, args: said.text, freeform, flags });
    if (said.parts.length > 0) builder.assistant('', { ...more, parts: said.parts });
  } else if (said.text !== '' || said.parts.length > 0)
    builder.assistant(said.text, { ...more, parts: said.parts, flags });
}

/** What the application put before the model on its own account, such as the text of uploaded files. */
function emitContext(builder: SessionBuilder, node: Node, said: Said): void {
  const title = str(get(node.message, 'author', 'name')) || node.role;
  if (said.text !== '' || said.parts.length > 0)
    builder.context(said.text, { ...placeOf(node), parts: said.parts, ...defined({ title: title || undefined }) });
}

function placeOf(node: Node): At {
  const time = num(get(node.message, 'create_time'));
  return { record: node.record, pointer: pointerOf(['mapping', node.id, 'message']), ...defined({ time }) };
}

function flagsOf(message: unknown): EventFlag[] {
  const flags: EventFlag[] = [];
  const why = str(get(message, 'metadata', 'finish_details', 'type'));
  if (why === 'max_tokens' || get(message, 'status') === 'finished_partial_completion') flags.push('truncated');
  if (why === 'interrupted' || get(message, 'status') === 'in_progress') flags.push('interrupted');
  if (get(message, 'weight') === 0) flags.push('not_trained');
  return flags;
}
