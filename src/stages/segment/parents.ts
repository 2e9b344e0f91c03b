/** Which call started a sub-agent, where the log tells: by the task that it was given, or by the one call that was waiting then. */
import { tryJson } from '../../kit/json/parse.ts';
import type { Event } from '../../model/event.ts';
import type { Cut } from './cut.ts';

/** Shorter texts are told to many: no task is known by `go on`. */
const LEAST_TASK = 12;

/** The cuts of sub-agents with the call that started them. All parts of one agent have one parent. */
export function withParents(events: readonly Event[], cuts: Cut[]): Cut[] {
  const first = firstOfAgents(events);
  if (first.size === 0) return cuts;
  const cutOf = new Map<number, number>();
  cuts.forEach((cut, at) => {
    for (const i of cut.events.slice(cut.carried)) cutOf.set(i, at);
  });
  const calls = callsOf(events, first);
  return cuts.map((cut) => {
    const agent = events[cut.events[0] ?? -1]?.agent;
    const at = agent === undefined ? undefined : calls.get(agent);
    const owner = at === undefined ? undefined : cutOf.get(at);
    const event = at === undefined ? undefined : events[at];
    const own = event?.kind !== 'tool_call' || event.agent === agent;
    return owner === undefined || own ? cut : { ...cut, spawn: { cut: owner, call: event.call } };
  });
}

/** What each sub-agent was asked first, and where it began. */
function firstOfAgents(events: readonly Event[]): Map<string, { at: number; task: string }> {
  const first = new Map<string, { at: number; task: string }>();
  for (const [i, event] of events.entries()) {
    if (!event.agent) continue;
    const known = first.get(event.agent);
    if (!known) first.set(event.agent, { at: i, task: event.kind === 'user' ? event.text.trim() : '' });
    else if (known.task === '' && event.kind === 'user') known.task = event.text.trim();
  }
  return first;
}

/** Index of the call that started each agent. */
function callsOf(
  events: readonly Event[],
  first: ReadonlyMap<string, { at: number; task: string }>,
): Map<string, number> {
  const byTask = new Map<string, string[]>();
  const byStart = new Map<number, string>();
  for (const [agent, { at, task }] of first) {
    byStart.set(at, agent);
    if (task.length >= LEAST_TASK) byTask.set(task, [...(byTask.get(task) ?? []), agent]);
  }
  const found = new Map<string, number>();
  const guessed = new Map<string, number>();
  const waiting = new Map<number, number>();
  for (const [i, event] of events.entries()) {
    const started = byStart.get(i);
    if (started !== undefined && waiting.size === 1) guessed.set(started, [...waiting.values()][0] as number);
    if (event.kind === 'tool_result' && event.call !== null) waiting.delete(event.call);
    if (event.kind !== 'tool_call' || event.side === 'user') continue;
    if (event.result === 'paired') waiting.set(event.call, i);
    for (const text of textsOf(event.args, event.argsJson)) {
      // Two agents with one task: the calls come in the order of the agents.
      const agent = byTask.get(text)?.find((a) => !found.has(a) && a !== event.agent);
      if (agent !== undefined) found.set(agent, i);
    }
  }
  return new Map([...guessed, ...found]);
}

/** The arguments that are texts. */
function textsOf(args: string, isJson: boolean): string[] {
  if (!isJson || args.length < LEAST_TASK) return [];
  const value: unknown = tryJson(args);
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap((v) => (typeof v === 'string' ? v.trim() : []))
    : [];
}
