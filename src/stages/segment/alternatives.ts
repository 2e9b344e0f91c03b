/** Other continuations of the main agent's talk, as messages after the prefix that they share with it. */
import type { Event } from '../../model/event.ts';
import type { Alternative, Message } from '../../model/example.ts';
import type { Branch, Session } from '../../model/session.ts';
import type { RowText } from './content.ts';
import type { Cut } from './cut.ts';
import { feedbackOn } from './feedback.ts';
import { toMessages } from './messages.ts';

/** The branches of each cut: those that fork behind its first own event, and not behind the next one's. */
export function branchesBy({ branches, events }: Session, cuts: readonly Cut[]): Map<Cut, Branch[]> {
  const by = new Map<Cut, Branch[]>();
  if (branches.length === 0) return by;
  const main = cuts.filter((cut) => !events[cut.events[0] ?? -1]?.agent);
  for (const branch of branches) {
    const owner = main.findLast((cut) => (cut.events[cut.carried] ?? 0) < branch.at) ?? main[0];
    if (owner) by.set(owner, [...(by.get(owner) ?? []), branch]);
  }
  return by;
}

interface Main {
  /** Of the cut, and the messages that were made of them. */
  events: readonly Event[];
  messages: readonly Message[];
  row: RowText;
}

export function alternativesOf(branches: readonly Branch[], main: Main): Alternative[] {
  return branches.flatMap((branch): Alternative[] => {
    const { at, own, messages } = beyond(branch, main);
    // A prompt that was run again and answered alike: neither answer is better than the other.
    if (own.length === 0 || saysTheSame(own[0], main.messages[at])) return [];
    const feedback = feedbackOn(messages, branch.events).map((f) => (f.message === null ? { ...f, message: at } : f));
    return [{ at, cause: branch.cause, messages: own, feedback }];
  });
}

/** The branch's line of messages, how many of them are the main line's, and the others. */
function beyond(branch: Branch, { events, messages, row }: Main): { at: number; own: Message[]; messages: Message[] } {
  const told = branch.events.filter((e) => !e.agent);
  const from = startOf(branch, messages);
  const first = messages[from]?.events[0] ?? 0;
  const before = events.filter((e) => e.seq < branch.at && (from === 0 || e.seq >= first));
  const rest = messages.slice(from);
  const line = toMessages([...before, ...told], row, from > 0).messages;
  const shared = toMessages(before, row, from > 0).messages;
  const own = sharedLength(rest, line, shared.length);
  return { at: from + own, own: line.slice(own), messages: [...messages.slice(0, from), ...line] };
}

/**
 * The last user's turn that begins before the fork: what stands before it is the same in both lines, and is not made into messages
 * once more for each of a thousand branches. Unless the branch answers a call from there.
 */
function startOf({ at, events }: Branch, messages: readonly Message[]): number {
  const from = messages.findLastIndex((m) => m.role === 'user' && (m.events[0] ?? at) < at);
  if (from <= 0) return 0;
  const first = messages[from]?.events[0] ?? 0;
  const late = messages.slice(0, from).some((m) => m.events.some((seq) => seq >= first));
  const known = new Set(messages.slice(0, from).flatMap((m) => m.calls?.map((c) => c.call) ?? []));
  return late || events.some((e) => e.kind === 'tool_result' && e.call !== null && known.has(e.call)) ? 0 : from;
}

const saysTheSame = (a: Message | undefined, b: Message | undefined): boolean =>
  a?.role === 'assistant' && bare(a) === bare(b);

const bare = (m: Message | undefined): string =>
  JSON.stringify([m?.role, m?.content.trim(), (m?.calls ?? []).map((c) => [c.name, c.args.replace(/\s+/g, '')])]);

function sharedLength(a: readonly Message[], b: readonly Message[], most: number): number {
  let n = 0;
  while (n < most && n < a.length && n < b.length && JSON.stringify(a[n]?.events) === JSON.stringify(b[n]?.events)) n++;
  return n;
}
