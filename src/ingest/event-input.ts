/** What readers give the builder for each kind of event. */
import { defined } from '../kit/defined.ts';
import type { Event, EventFlag, EventOf, FeedbackEvent, PartStub } from '../model/index.ts';

/** What all events may carry besides their own content. */
export interface At {
  /** Time as logged: string, number or [s, ns]. */
  time?: unknown;
  agent?: string;
  /** JSON pointer inside the record. */
  pointer?: string;
  /** Index of the record when it is not the one last announced by `from`. */
  record?: number;
}

/** Input of an event that holds text: what is not text comes as stubs beside it. */
export interface TextIn extends At {
  parts?: PartStub[];
  flags?: EventFlag[];
}

/**
 * A tool call as the builder takes it. The event's `call` and `result` fields are not part of it: `build` fills them in
 * when it pairs calls with results.
 */
export interface CallEventIn extends At {
  /** The call's id as logged, by which its result names it; not unique over a session in every format. */
  id?: string;
  name: string;
  /** Raw text of the arguments as logged, JSON or not; never parsed and written again. */
  args: string;
  /** Set when the simulated user, not the assistant, made the call (tau2-bench gives both sides tools). */
  side?: 'user';
  /** The tool takes plain text (a patch, a script): that it is not JSON is no fault. */
  freeform?: boolean;
  model?: string;
  latencyMs?: number;
  flags?: EventFlag[];
}

/**
 * A tool result as the builder takes it. `id` is the id of the call that it answers; without one, `build` pairs it by
 * name and position. `isError` stays undefined where the log does not tell, which is not the same as false.
 */
export interface ResultEventIn extends TextIn {
  id?: string;
  name?: string;
  text: string;
  isError?: boolean;
  latencyMs?: number;
}

/** Input of what the model was given. */
export type ContextIn = TextIn &
  Pick<EventOf<'context'>, 'title' | 'harness'> & {
    /** It belongs to the turn of the event before it. */
    joins?: boolean;
  };

/** Input of what the assistant said. */
export type SpokenIn = TextIn & { model?: string; latencyMs?: number };

/** Everything of a feedback event but its place; `target` as the turn it is about, null for the session. */
export type FeedbackIn = Pick<FeedbackEvent, 'signal' | 'value' | 'name' | 'text' | 'by' | 'target'> & At;

/** The place alone, of an input that says more. */
export const placeIn = ({ time, agent, pointer, record }: At): At => defined({ time, agent, pointer, record });

const CARRIES: ReadonlySet<Event['kind']> = new Set([
  'system',
  'user',
  'context',
  'assistant',
  'reasoning',
  'tool_result',
]);
/** The kinds of events that can hold parts. */
export const hasParts = (
  event: Event,
): event is EventOf<'system' | 'user' | 'context' | 'assistant' | 'reasoning' | 'tool_result'> =>
  CARRIES.has(event.kind);

/** The kinds of events that can carry flags. */
export const hasFlags = (event: Event): event is Parameters<typeof hasParts>[0] & { flags?: EventFlag[] } =>
  event.kind === 'tool_call' || hasParts(event);

/** Every event of a log passes here: plain members, and no object between. */
export const extras = (at: TextIn): { parts?: PartStub[]; flags?: EventFlag[] } | undefined =>
  at.parts?.length || at.flags?.length
    ? { parts: at.parts?.length ? at.parts : undefined, flags: at.flags?.length ? at.flags : undefined }
    : undefined;
