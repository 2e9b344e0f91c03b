/** Pairs tool calls with their results. Ids are reused within one talk, so no map by id: the nearest unanswered call wins. */
import type { Branch, Event, EventOf } from '../model/index.ts';

type Call = EventOf<'tool_call'>;
type Result = EventOf<'tool_result'>;

/** Sets `call`, `result` and `orphan` in place, over the main line and each branch (which continues the main line's prefix). */
export function pairCalls(main: Event[], branches: readonly Branch[]): void {
  let next = 0;
  for (const event of main) if (event.kind === 'tool_call') event.call = next++;
  for (const branch of branches) {
    for (const event of branch.events) if (event.kind === 'tool_call') event.call = next++;
  }
  pairLine(main, []);
  pairBranches(main, branches);
}

/** Calls of the shared prefix that are answered there are done with; the others may be answered in a branch as well. */
function pairBranches(main: readonly Event[], branches: readonly Branch[]): void {
  const open = new Map<number, Call>();
  const answered = new Set<number>();
  let at = 0;
  // In the order of the forks the main line is gone through once, however many branches hang on it.
  for (const branch of branches.toSorted((a, b) => a.at - b.at)) {
    for (; at < branch.at; at++) {
      const event = main[at];
      if (event?.kind === 'tool_call' && !answered.has(event.call)) open.set(event.call, event);
      else if (event?.kind === 'tool_result' && event.call !== null) {
        answered.add(event.call);
        open.delete(event.call);
      }
    }
    pairLine(branch.events, [...open.values()]);
  }
}

/** @param before calls that wait for a result when the line begins */
function pairLine(events: readonly Event[], before: readonly Call[]): void {
  const open: Call[] = [...before];
  const orphans: Result[] = [];
  for (const event of events) {
    if (event.kind === 'tool_call') open.push(event);
    else if (event.kind === 'tool_result') {
      const call = match(open, event);
      if (call) pair(open, call, event);
      else orphans.push(event);
    }
  }
  // A result may come before its call in the log.
  for (const result of orphans) {
    const late = open.find((c) => c.nativeId !== undefined && c.nativeId === result.nativeId);
    if (late) pair(open, late, result);
    else result.orphan = whyOrphan(result);
  }
}

/** Marks call and result as a pair. A result without a name gets that of its call. */
function pair(open: Call[], call: Call, result: Result): void {
  open.splice(open.indexOf(call), 1);
  call.result = 'paired';
  result.call = call.call;
  if (result.name === undefined) result.name = call.name;
}

/** Same id, nearest first; without an id on either side: same name, then position, oldest first. */
function match(open: readonly Call[], result: Result): Call | undefined {
  if (result.nativeId !== undefined) {
    const byId = open.findLast((c) => c.nativeId === result.nativeId);
    if (byId) return byId;
  }
  const free = result.nativeId === undefined ? open : open.filter((c) => c.nativeId === undefined);
  if (result.name !== undefined) return free.find((c) => c.name === result.name);
  return free[0];
}

const whyOrphan = (result: Result): string =>
  result.nativeId === undefined
    ? 'no unanswered call comes before it'
    : `no unanswered call has its id${result.name ? ' or name' : ''}`;
