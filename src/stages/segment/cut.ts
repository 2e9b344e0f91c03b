/** A cut: the events of a session that make one example. */
import type { Event } from '../../model/event.ts';
import type { Session } from '../../model/session.ts';

/** Why one talk ends and another begins, beside a compaction: the log says so, a long pause, or the words alone. */
export type Break = 'new_topic' | 'pause' | 'topic';

/** The events that make one example. */
export interface Cut {
  /** Number of the agent's part, from 0. */
  readonly part: number;
  /** Indices into `Session.events`, in the order in which the model saw them. */
  readonly events: readonly number[];
  /** So many of them, at the start, are another cut's own: they are repeated because this one hangs on them. */
  readonly carried: number;
  /** Why it begins where it does; absent for an agent's first. */
  readonly why?: 'compaction' | 'tokens' | Break;
  /** Nothing that is later in the session goes on with it: what is said of the session's end is not said of it. */
  readonly closed: boolean;
  /** Of a sub-agent: the call that started it (pairing number), and the index of the cut that holds it. */
  readonly spawn?: { readonly cut: number; readonly call: number };
}

/** @throws Error when the session is not the one that the cut was made of */
export const eventsOf = ({ events }: Pick<Session, 'events'>, cut: Cut): Event[] =>
  cut.events.map((i, at) => {
    const event = events[i];
    if (!event) throw new Error('a session was cut by the plan of another one');
    return at < cut.carried ? inherited(event) : event;
  });

/** Context of this part, trained in its own. A system prompt is never trained, and stays as it is. */
function inherited(event: Event): Event {
  if (event.kind === 'system' || !CAN_BE_FLAGGED.has(event.kind)) return event;
  const flagged = event as Extract<Event, { flags?: unknown }>;
  return { ...flagged, flags: [...(flagged.flags ?? []), 'inherited'] };
}

const CAN_BE_FLAGGED: ReadonlySet<Event['kind']> = new Set(['user', 'context', 'assistant', 'reasoning', 'tool_call']);
