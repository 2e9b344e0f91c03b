/**
 * Conversations that a log keeps as a tree, each message with its parent: the path to the message on show is the main line,
 * what hangs beside it are branches. Unlike `Talk`, which finds the tree in repeated histories, the log tells it here.
 */
import type { SessionBuilder } from './builder.ts';

/** A message of the tree, in the order of the log. */
export interface TreeNode {
  id: string;
  /** A parent that is not among the nodes is none. */
  parent?: string | undefined;
  /** The person spoke: a sibling is another question, else another answer. */
  asked: boolean;
}

/**
 * What branches may repeat, in messages for each message of the tree. A branch is told whole, so one that forks at each of its
 * messages (a comb) would make the square of what the log holds; people's trees repeat a message two or three times at most.
 */
const REPEATS = 16;

/**
 * Adds a tree to a session. Each branch is told whole, from where it left the main line to its leaf. In a comb the shortest are
 * not told: their number is counted as lost with the line they hang on.
 *
 * @param tip id of the message on show; unknown or undefined: the leaf that comes last in the log, which is the newest
 * @param emit adds the events of consecutive messages of one line
 */
export function addTree<T extends TreeNode>(
  builder: SessionBuilder,
  nodes: readonly T[],
  tip: string | undefined,
  emit: (line: readonly T[]) => void,
): void {
  const tree = new Tree(nodes);
  const newest = nodes.findLast((node) => tree.childrenOf(node).length === 0) ?? nodes.at(-1);
  const main = tree.pathTo(tree.byId.get(tip ?? '') ?? newest);
  const on = new Set<T | undefined>(main);
  // A line is cut where something leaves it, to know how many events come before the fork.
  const forks: { at: number; child: T }[] = [];
  let run: T[] = [];
  for (const parent of [undefined, ...main]) {
    if (parent) run.push(parent);
    const aside = tree.childrenOf(parent).filter((child) => !on.has(child));
    if (aside.length === 0) continue;
    if (run.length > 0) emit(run);
    run = [];
    for (const child of aside) forks.push({ at: builder.length, child });
  }
  if (run.length > 0) emit(run);
  const leaves = forks.flatMap(({ at, child }) => tree.leavesBelow(child).map((leaf) => ({ ...leaf, at, child })));
  const told = withinBudget(leaves, nodes.length * REPEATS);
  if (told.size < leaves.length) builder.unknown('branch', { branches: leaves.length - told.size });
  for (const one of leaves) {
    const { at, child, leaf } = one;
    if (told.has(one)) builder.branch(at, child.asked ? 'edit' : 'regenerate', () => emit(tree.pathTo(leaf, child)));
  }
}

/** All of them as a rule; else the longest ones, which say most. */
function withinBudget<L extends { length: number }>(leaves: readonly L[], budget: number): Set<L> {
  let left = budget;
  if (leaves.reduce((sum, { length }) => sum + length, 0) <= budget) return new Set(leaves);
  return new Set(
    leaves
      .toSorted((a, b) => b.length - a.length)
      .filter(({ length }) => {
        left -= length;
        return left >= 0;
      }),
  );
}

class Tree<T extends TreeNode> {
  readonly byId = new Map<string, T>();
  private readonly children = new Map<T | undefined, T[]>();
  /** Nodes that no root leads to: their parents form a circle, which is cut before the first of them. */
  private readonly cut = new Set<T>();

  constructor(nodes: readonly T[]) {
    for (const node of nodes) this.byId.set(node.id, node);
    const rooted = new Set<T>();
    for (const node of nodes) this.root(node, rooted);
    for (const node of nodes) {
      const parent = this.parentOf(node);
      const siblings = this.children.get(parent);
      if (siblings) siblings.push(node);
      else this.children.set(parent, [node]);
    }
  }

  childrenOf(node: T | undefined): readonly T[] {
    return this.children.get(node) ?? [];
  }

  /** Messages from the root, or from `first`, to this one. */
  pathTo(node: T | undefined, first?: T): T[] {
    const path: T[] = [];
    for (let at = node; at; at = at === first ? undefined : this.parentOf(at)) path.push(at);
    return path.reverse();
  }

  /** Leaves with the number of messages from `node` to each. */
  leavesBelow(node: T): { leaf: T; length: number }[] {
    const leaves: { leaf: T; length: number }[] = [];
    const open = [{ at: node, length: 1 }];
    for (let top = open.pop(); top; top = open.pop()) {
      const { at, length } = top;
      const children = this.childrenOf(at);
      if (children.length === 0) leaves.push({ leaf: at, length });
      for (const child of children.toReversed()) open.push({ at: child, length: length + 1 });
    }
    return leaves;
  }

  private parentOf(node: T): T | undefined {
    return this.cut.has(node) || node.parent === undefined ? undefined : this.byId.get(node.parent);
  }

  /** Follows the parents up to a node that is known to have a root. */
  private root(node: T, rooted: Set<T>): void {
    const way = new Set<T>();
    for (let at: T | undefined = node; at && !rooted.has(at); at = this.parentOf(at)) {
      if (way.has(at)) this.cut.add(at);
      way.add(at);
    }
    for (const at of way) rooted.add(at);
  }
}
