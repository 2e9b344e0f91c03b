/**
 * Factory's Droid: `~/.factory/sessions/PROJECT/ID.jsonl`.
 *
 * Not published; the fields are those that public importers read. A header, then one message a line in Anthropic's blocks, each
 * with the message before it. What the program tells the model stands in texts of their own in the person's message.
 */

import { defined } from '../../../kit/defined.ts';
import { readBlocks } from '../../blocks.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { arr, get, idOf, isObject, str } from '../../parse.ts';
import type { InRecord, Reader } from '../../reader.ts';
import { holdsProse } from '../../steps/unknown.ts';
import { parseTime } from '../../time.ts';
import { addTree } from '../../tree.ts';
import { emitWords } from './words.ts';

const FORMAT = 'factory';

const isHeader = (v: unknown): boolean =>
  get(v, 'type') === 'session_start' &&
  (idOf(get(v, 'id')) ?? idOf(get(v, 'session', 'id')) ?? idOf(get(v, 'sessionId'))) !== undefined;
const isMessage = (v: unknown): boolean =>
  get(v, 'type') === 'message' && isObject(get(v, 'message')) && typeof get(v, 'message', 'role') === 'string';
const isState = (v: unknown): boolean =>
  /^(?:todo_state|compaction_state|agent_turn_outcome|session_end)$/.test(str(get(v, 'type')) ?? '');

export const factory: Reader = {
  id: FORMAT,
  doc: {
    title: 'Factory Droid',
    files: '~/.factory/sessions/*/*.jsonl',
    detection: 'A first line of type `session_start`, then lines of type `message` that hold a `message`.',
    notes: [
      'Messages hang together by `parentId`: the way to the last one is the conversation, what was left by going back is a branch.',
      'Reminders of the program and what stands beside `<user_query>` are context.',
      'A compaction is a boundary; lists of tasks and outcomes of turns are not read, as the model’s calls tell them.',
    ],
  },
  accepts: (sample) => isHeader(sample.records[0]) || sample.records.some((r) => isState(r)),
  votes: (v) => isHeader(v) || isMessage(v) || isState(v),
  index({ value }, file) {
    if (!isHeader(value) && !isMessage(value) && !isState(value)) return { skip: 'no line of a Factory session' };
    if (isState(value) && get(value, 'type') !== 'compaction_state')
      return { skip: `metadata: ${str(get(value, 'type'))}`, code: 'metadata' };
    const time = parseTime(get(value, 'timestamp'));
    return [{ key: file.key, ...defined({ time }) }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    const nodes: Node[] = [];
    for (const record of records) {
      builder.from(record.ref);
      if (isHeader(record.value)) readHeader(builder, record.value);
      else nodes.push(nodeOf(record, builder.record, nodes.at(-1)));
    }
    addTree(builder, nodes, undefined, (line) => {
      for (const node of line) emitNode(builder, node);
    });
    return builder.build();
  },
};

interface Node {
  id: string;
  parent: string | undefined;
  asked: boolean;
  value: unknown;
  text: string;
  record: number;
}

function readHeader(builder: SessionBuilder, header: unknown): void {
  const id = idOf(get(header, 'id')) ?? idOf(get(header, 'session', 'id')) ?? idOf(get(header, 'sessionId'));
  if (id !== undefined) builder.fields.nativeId = id;
}

const onlyResults = (value: unknown): boolean => {
  const content = arr(get(value, 'message', 'content')) ?? [];
  return content.length > 0 && content.every((part) => get(part, 'type') === 'tool_result');
};

/** A line without a parent goes on with the one before. Results of parallel calls hang beside each other, and are one line. */
function nodeOf({ value, text }: InRecord, record: number, before: Node | undefined): Node {
  const given = idOf(get(value, 'parentId'));
  const beside =
    before && given !== undefined && given === before.parent && onlyResults(before.value) && onlyResults(value);
  const parent = beside ? before.id : (given ?? before?.id);
  const asked = get(value, 'message', 'role') === 'user';
  return { id: idOf(get(value, 'id')) ?? `#${record}`, parent, asked, value, text, record };
}

function emitNode(builder: SessionBuilder, { value, text, record }: Node): void {
  const at: At = { record, ...defined({ time: get(value, 'timestamp') ?? undefined }) };
  if (get(value, 'type') === 'compaction_state') {
    const summary = str(get(value, 'summaryText')) ?? str(get(value, 'summary', 'body')) ?? str(get(value, 'summary'));
    builder.boundary('compaction', summary, at);
    return;
  }
  const message = get(value, 'message');
  const blocks = readBlocks(get(message, 'content'), text, ['message', 'content']);
  const role = str(get(message, 'role'));
  const model = str(get(message, 'model'));
  if (model) builder.fields.model ??= model;
  builder.newTurn();
  for (const block of blocks) {
    const here = { ...at, pointer: block.pointer };
    if (block.type === 'reasoning') builder.reasoning(block.text, here);
    else if (block.type === 'call')
      builder.call({ ...here, name: block.name, args: block.args, ...defined({ id: block.id, model }) });
    else if (block.type === 'result') {
      const { parts, id, isError } = block;
      builder.result({ ...here, text: block.text, parts, ...defined({ id, isError }) });
    } else if (role === 'assistant')
      builder.assistant(block.text, { ...here, parts: block.parts, ...defined({ model }) });
  }
  if (role !== 'assistant') emitSaid(builder, blocks, role, at);
  for (const [key, field] of Object.entries(isObject(message) ? message : {}))
    if (!KNOWN.has(key) && holdsProse(field)) builder.unknown(key, field);
}

const KNOWN = new Set(['role', 'content', 'model', 'id', 'usage', 'visibility', 'stop_reason', 'type']);

/** What the person says comes after the results of the same message. */
function emitSaid(
  builder: SessionBuilder,
  blocks: ReturnType<typeof readBlocks>,
  role: string | undefined,
  at: At,
): void {
  const said = blocks.flatMap((b) => (b.type === 'text' ? [b] : []));
  const words = said.flatMap((b) => b.text || []).join('\n');
  const parts = said.flatMap((b) => b.parts);
  if (words === '' && parts.length === 0) return;
  if (role === 'user') emitWords(builder, words, { ...at, parts }, FORMAT);
  else if (role === 'system') builder.system(words, { ...at, parts });
  else builder.context(words, { ...at, parts, title: role ?? 'unknown role' });
}
