/**
 * OpenAssistant's conversation trees: one tree a record with `replies` inside each other, or one message a row with its parent.
 *
 * Shapes from LAION-AI/Open-Assistant's data documentation and the sets `oasst1` and `oasst2`. People ranked the answers to one
 * question: rank 0 is the best.
 */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import type { Reader } from '../../reader.ts';
import { addTree } from '../../tree.ts';

const FORMAT = 'oasst';

const ROLES = new Set(['prompter', 'assistant']);
const isMessage = (m: unknown): boolean => typeof get(m, 'text') === 'string' && ROLES.has(str(get(m, 'role')) ?? '');
const isTree = (r: unknown): boolean => idOf(get(r, 'message_tree_id')) !== undefined && isMessage(get(r, 'prompt'));
/** `assistant` alone is a role of many formats; the ids are what tells. */
const isRow = (r: unknown): boolean =>
  isMessage(r) && idOf(get(r, 'message_id')) !== undefined && isObject(r) && Object.hasOwn(r, 'parent_id');

const DELETED = { skip: 'a message that the site deleted, with all that hangs on it' };

function deletedIn(root: unknown): number {
  const open = [root];
  let count = 0;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (get(at, 'deleted') === true) count++;
    else open.push(...(arr(get(at, 'replies')) ?? []));
  }
  return count;
}

export const oasst: Reader = {
  id: FORMAT,
  doc: {
    title: 'OpenAssistant trees',
    files: '*_trees.jsonl.gz, *_messages.jsonl.gz, *.parquet',
    detection:
      'Objects with `message_tree_id` and a `prompt` that holds `replies`, or messages of a `prompter` or `assistant` with `message_id` and `parent_id`.',
    notes: [
      'The line of the best-ranked replies is the talk, the others are branches; without ranks the first reply counts.',
      'Ranks of siblings become a score from 1 (best) to 0, so that pairs can be made of them.',
      'Deleted messages are left out, with all that hangs on them, and counted as skipped; a message of an unknown role is counted as not read; a tree that was cut off has its parts as talks of their own.',
    ],
  },
  votes: (r) => isTree(r) || isRow(r),
  index({ value }) {
    if (isTree(value)) {
      const gone = deletedIn(get(value, 'prompt'));
      return [{ key: `tree:${idOf(get(value, 'message_tree_id'))}` }, ...Array.from({ length: gone }, () => DELETED)];
    }
    if (!isRow(value)) return { skip: 'neither a tree nor a message of one' };
    const tree = idOf(get(value, 'message_tree_id')) ?? idOf(get(value, 'parent_id')) ?? idOf(get(value, 'message_id'));
    return get(value, 'deleted') === true ? [{ key: `tree:${tree}` }, DELETED] : [{ key: `tree:${tree}` }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    const nodes: Node[] = [];
    for (const { value, ref } of records) {
      builder.from(ref);
      const tree = idOf(get(value, 'message_tree_id'));
      if (tree !== undefined) builder.fields.nativeId = tree;
      if (isTree(value)) addReplies(nodes, get(value, 'prompt'), undefined, '/prompt', builder.record);
      else addNode(nodes, value, idOf(get(value, 'parent_id')), '', builder.record);
    }
    const kept = withoutDeleted(nodes);
    addTree(builder, kept, bestLeaf(kept), (line) => {
      for (const node of line) emit(builder, node, kept);
    });
    return builder.build();
  },
};

interface Node {
  id: string;
  parent: string | undefined;
  asked: boolean;
  message: unknown;
  pointer: string;
  record: number;
  rank: number | undefined;
}

function addNode(nodes: Node[], message: unknown, parent: string | undefined, pointer: string, record: number): Node {
  const node: Node = {
    id: idOf(get(message, 'message_id')) ?? `#${nodes.length}`,
    parent,
    asked: get(message, 'role') === 'prompter',
    message,
    pointer,
    record,
    rank: num(get(message, 'rank')),
  };
  nodes.push(node);
  return node;
}

/** The tree in the order of its text, without recursion: depth is up to the log. */
function addReplies(nodes: Node[], root: unknown, parent: string | undefined, pointer: string, record: number): void {
  const open = [{ message: root, parent, pointer }];
  for (let at = open.pop(); at; at = open.pop()) {
    if (!isObject(at.message)) continue;
    const node = addNode(nodes, at.message, at.parent, at.pointer, record);
    const replies = (arr(get(at.message, 'replies')) ?? []).map((message, i) => ({
      message,
      parent: node.id,
      pointer: `${node.pointer}/replies/${i}`,
    }));
    open.push(...replies.reverse());
  }
}

function withoutDeleted(nodes: readonly Node[]): Node[] {
  const gone = new Set(nodes.filter((n) => get(n.message, 'deleted') === true).map((n) => n.id));
  // Rows come parents first; a second pass for each level would cost more than the few that come late.
  for (const node of nodes) if (node.parent !== undefined && gone.has(node.parent)) gone.add(node.id);
  return nodes.filter((n) => !gone.has(n.id));
}

const siblingsOf = (node: Node, nodes: readonly Node[]): Node[] => nodes.filter((n) => n.parent === node.parent);

/** Down from the root, each time to the reply of the best rank. */
function bestLeaf(nodes: readonly Node[]): string | undefined {
  const ids = new Set(nodes.map((n) => n.id));
  const replies = new Map<string | undefined, Node[]>();
  for (const node of nodes) {
    const parent = node.parent !== undefined && ids.has(node.parent) ? node.parent : undefined;
    replies.set(parent, [...(replies.get(parent) ?? []), node]);
  }
  const seen = new Set<Node>();
  let leaf: Node | undefined;
  for (let at = best(replies.get(undefined)); at && !seen.has(at); at = best(replies.get(at.id))) {
    seen.add(at);
    leaf = at;
  }
  return leaf?.id;
}

const best = (nodes: readonly Node[] = []): Node | undefined =>
  nodes.reduce<Node | undefined>(
    (a, b) => (a && (a.rank ?? Number.MAX_VALUE) <= (b.rank ?? Number.MAX_VALUE) ? a : b),
    undefined,
  );

function emit(builder: SessionBuilder, node: Node, nodes: readonly Node[]): void {
  const { message, pointer, record } = node;
  const at = { pointer, record, ...defined({ time: get(message, 'created_date') ?? undefined }) };
  const text = str(get(message, 'text')) ?? '';
  const person = idOf(get(message, 'user_id'));
  if (!isMessage(message)) {
    // Its replies hang on it all the same.
    if (text !== '') builder.unknown(str(get(message, 'role')) ?? 'message', message);
    return;
  }
  if (node.asked) {
    if (person !== undefined) builder.subjects.add(person);
    builder.user(text, at);
    return;
  }
  builder.newTurn();
  builder.assistant(text, { ...at, ...defined({ model: str(get(message, 'model_name')) }) });
  const ranked = node.rank === undefined ? [] : siblingsOf(node, nodes).filter((n) => n.rank !== undefined);
  if (ranked.length < 2 || node.rank === undefined) return;
  const worst = Math.max(...ranked.map((n) => n.rank ?? 0));
  const value = worst > 0 ? 1 - node.rank / worst : 1;
  builder.feedback({
    signal: 'score',
    name: 'rank',
    value,
    target: builder.turn,
    by: 'annotator',
    pointer: `${pointer}/rank`,
    record,
  });
}
