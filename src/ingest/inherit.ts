/** What a fork repeats of the session that it left: flagged `inherited`, it is prompt and no answer of the fork's own. */
import type { Event, EventFlag } from '../model/event.ts';
import type { Branch, Session } from '../model/session.ts';
import { hasFlags } from './event-input.ts';
import { canonicalArgs } from './message.ts';

/**
 * Marks the beginning of `session` that repeats `elder`. Nothing is taken away: the repeated part is what the model saw. The
 * elder's own branches that were copied along are, because their pairs would be made twice.
 *
 * @param elder the session that it was forked from
 */
export function markInherited(session: Session, elder: Session): void {
  const told = session.events.filter((e) => e.agent === undefined);
  const lines = [elder.events, ...elder.branches.slice(0, MAX_BRANCHES).map((b) => lineOf(elder, b))];
  let last: Event | undefined;
  for (const line of lines) {
    const end = lastShared(told, line);
    if (end && (last === undefined || end.seq > last.seq)) last = end;
  }
  if (!last) return;
  flag(told, last);
  const end = last.seq;
  const known = new Set(elder.branches.map((b) => sayingOf(b.events)));
  session.branches = session.branches.filter((b) => b.at > end || !known.has(sayingOf(b.events)));
}

/**
 * The same for sub-agents that were given the talk of the main agent to begin with. Two agents may well be asked and say the same:
 * a call under one and the same id is what proves that it was one call.
 */
export function markAgents(session: Session): void {
  const agents = new Map<string, Event[]>();
  for (const event of session.events) {
    if (event.agent === undefined) continue;
    const known = agents.get(event.agent);
    if (known) known.push(event);
    else agents.set(event.agent, [event]);
  }
  if (agents.size === 0) return;
  const ids = new Set(
    session.events.flatMap((e) => (e.agent === undefined && e.kind === 'tool_call' && e.nativeId) || []),
  );
  for (const told of agents.values()) {
    const last = lastShared(told, session.events);
    if (!last) continue;
    const shared = told.slice(0, told.indexOf(last) + 1);
    if (shared.some((e) => e.kind === 'tool_call' && e.nativeId !== undefined && ids.has(e.nativeId))) flag(told, last);
  }
}

/** As many branches of the elder are looked into for the place of the fork: talks have a few, damaged logs thousands. */
const MAX_BRANCHES = 50;

const lineOf = (session: Session, branch: Branch): Event[] => [...session.events.slice(0, branch.at), ...branch.events];

/**
 * The last event of the fork that the elder holds as well. Both are gone through once, side by side: a fork may leave out what it
 * does not need (reasoning, results that were cut), but not say the same in another order.
 */
function lastShared(fork: readonly Event[], elder: readonly Event[]): Event | undefined {
  let at = 0;
  let last: Event | undefined;
  for (const event of fork) {
    const said = saying(event);
    if (said === undefined) continue;
    while (at < elder.length && (elder[at]?.agent !== undefined || saying(elder[at] as Event) !== said)) at++;
    if (at === elder.length) break;
    at++;
    last = event;
  }
  return last;
}

/** What is compared: words and calls. Prompts of the harness, results and reasoning are written anew in a fork. */
function saying(event: Event): string | undefined {
  if (event.kind === 'tool_call') return `call\0${event.name}\0${canonicalArgs(event.args)}`;
  return event.kind === 'user' || event.kind === 'assistant' ? `${event.kind}\0${event.text.trim()}` : undefined;
}

const sayingOf = (events: readonly Event[]): string => events.flatMap((e) => saying(e) ?? []).join('\0\0');

/** Flags the events up to `last`, and the results of calls among them. */
function flag(told: readonly Event[], last: Event): void {
  let end = told.indexOf(last) + 1;
  while (told[end]?.kind === 'tool_result' || told[end]?.kind === 'feedback') end++;
  for (const event of told.slice(0, end)) if (hasFlags(event)) event.flags = [...(event.flags ?? []), FLAG];
}

const FLAG: EventFlag = 'inherited';

export const isInherited = (event: Event): boolean => hasFlags(event) && event.flags?.includes(FLAG) === true;
