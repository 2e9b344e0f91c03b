/** Calls that a log writes in messages of their own though the model made them at once. */
import type { Message } from '../../model/example.ts';

/**
 * Joins a message of calls with the one before it when all results of that one came later: the model cannot have seen them.
 *
 * @param results by call, see `Message.answers`
 */
export function joinParallel(list: readonly Message[], results: ReadonlyMap<number, Message>): Message[] {
  const out: Message[] = [];
  for (const message of list) {
    const before = out.at(-1);
    if (before && areParallel(before, message, results)) {
      out[out.length - 1] = {
        ...before,
        calls: [...(before.calls ?? []), ...(message.calls ?? [])],
        ...(before.reasoning || message.reasoning
          ? { reasoning: [before.reasoning, message.reasoning].filter((r) => r).join('\n\n') }
          : {}),
        ...(before.flags || message.flags
          ? { flags: [...new Set([...(before.flags ?? []), ...(message.flags ?? [])])] }
          : {}),
        turns: [...before.turns, ...message.turns],
        events: [...before.events, ...message.events],
      };
    } else out.push(message);
  }
  return out;
}

/** What says something between two calls is a step of its own; so is a call whose result the log lost. */
function areParallel(before: Message, message: Message, results: ReadonlyMap<number, Message>): boolean {
  if (!before.calls || !message.calls || message.content !== '' || message.stubs) return false;
  const last = message.events.at(-1) ?? 0;
  return [...before.calls, ...message.calls].every((c) => (results.get(c.call)?.events[0] ?? -1) > last);
}
