/** Where a session is cut: numbers of events only, so that the raw session and the redacted one are cut by one and the same plan. */
import type { Event } from '../../model/event.ts';
import type { Session } from '../../model/session.ts';

/** The events that make one example. */
export interface Cut {
  /** Number of the agent's part, from 0. */
  readonly part: number;
  /** Indices into `Session.events`, in the order in which the model saw them. */
  readonly events: readonly number[];
}

/**
 * One cut for each agent and compaction: what comes after a compaction was answered without the history before it.
 * Only compactions cut; topics, hand-offs and resumed sessions stay in one piece.
 *
 * @param session the raw one: redaction may give two agents one name
 */
export function cutsOf(session: Pick<Session, 'events'>): Cut[] {
  const open = new Map<string, { part: number; events: number[] }>();
  const all: Cut[] = [];
  const system: number[] = [];
  for (const [i, event] of session.events.entries()) {
    const name = event.agent ?? '';
    const before = open.get(name);
    let cut = before;
    if (!cut || isCompaction(event)) {
      // The system prompt of the main agent is still in force after its compaction.
      const kept = isCompaction(event) && !event.agent ? [...system] : [];
      cut = { part: before ? before.part + 1 : 0, events: kept };
      open.set(name, cut);
      all.push(cut);
    }
    if (event.kind === 'system' && !event.agent) system.push(i);
    cut.events.push(i);
  }
  return all;
}

const isCompaction = (event: Event): boolean => event.kind === 'boundary' && event.reason === 'compaction';

/** @throws Error when the session is not the one that the cut was made of */
export const eventsOf = ({ events }: Pick<Session, 'events'>, cut: Cut): Event[] =>
  cut.events.map((i) => {
    const event = events[i];
    if (!event) throw new Error('a session was cut by the plan of another one');
    return event;
  });
