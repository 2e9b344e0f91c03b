/** One prompt that was run twice makes the same calls under new ids: which run a message belongs to, and how runs become one. */
import type { MessageIn } from './message.ts';
import { addFeedback, type Node } from './talk-node.ts';

/** Ids of a message's calls; undefined when one has none. */
function idsOf({ calls = [] }: MessageIn): string[] | undefined {
  const ids = calls.flatMap((c) => c.id ?? []);
  return ids.length > 0 && ids.length === calls.length ? ids : undefined;
}

export const sameIds = (a: MessageIn, b: MessageIn): boolean => idsOf(a)?.join('\0') === idsOf(b)?.join('\0');

/** Equal calls of which none has its id from the other run. */
export function isRerun(a: MessageIn, b: MessageIn): boolean {
  const [x, y] = [idsOf(a), idsOf(b)];
  return x !== undefined && y !== undefined && !y.some((id) => x.includes(id));
}

/** Histories may name calls anew: what answers them does so under the ids by which the talk knows them. */
export function alias(message: MessageIn, known: MessageIn, aliases: Map<string, string>): void {
  message.calls?.forEach(({ id }, i) => {
    const first = known.calls?.[i]?.id;
    if (id !== undefined && first !== undefined && first !== id) aliases.set(id, first);
  });
}

export function answering(message: MessageIn, aliases: ReadonlyMap<string, string>): MessageIn {
  const callId = message.callId === undefined ? undefined : aliases.get(message.callId);
  return callId === undefined ? message : { ...message, callId };
}

/**
 * Runs that made the same calls go on as one, under the ids of the one that is kept: what their results and answers have in common
 * is said once, and what differs are answers to one prompt. A run that was never answered stays beside one that was.
 */
export function foldReruns(root: Node, onPath: ReadonlySet<Node>): void {
  const open = [root];
  for (let parent = open.pop(); parent; parent = open.pop()) {
    for (const [kept, ...runs] of rerunsBelow(parent, onPath)) {
      for (const run of runs) {
        if (kept.children.length > 0 && run.children.length === 0) continue;
        parent.children = parent.children.filter((c) => c !== run);
        foldInto(kept, run);
      }
    }
    open.push(...parent.children);
  }
}

/** Groups of children that say the same, the one to keep first: that on the main line, else the last that was answered, else the last. */
function rerunsBelow({ children }: Node, onPath: ReadonlySet<Node>): [Node, ...Node[]][] {
  const groups = new Map<string, Node[]>();
  for (const child of children) groups.set(child.saying, [...(groups.get(child.saying) ?? []), child]);
  return [...groups.values()].flatMap((group): [Node, ...Node[]][] => {
    const kept =
      group.find((n) => onPath.has(n)) ?? group.findLast((n) => n.children.length > 0) ?? (group.at(-1) as Node);
    return group.length > 1 ? [[kept, ...group.filter((n) => n !== kept)]] : [];
  });
}

function foldInto(kept: Node, run: Node): void {
  const aliases = new Map<string, string>();
  const pairs: [Node, Node][] = [[kept, run]];
  for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
    const [to, from] = pair;
    alias(from.message, to.message, aliases);
    to.repeats++;
    for (const f of from.feedback) addFeedback(to, f);
    if (from.error) to.error ??= from.error;
    for (const child of from.children) {
      const same = to.children.find((c) => c.saying === child.saying);
      if (same) pairs.push([same, child]);
      else {
        to.children.push(child);
        child.parent = to;
        for (const n of below(child)) n.message = answering(n.message, aliases);
      }
    }
  }
}

function below(node: Node): Node[] {
  const all = [node];
  for (let i = 0; i < all.length; i++) all.push(...(all[i] as Node).children);
  return all;
}
