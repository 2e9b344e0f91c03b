/**
 * What is judged on the raw session, before redaction hides what it hangs on: whether arguments fit their schema, which result
 * feeds which call, how the run ended. Only codes, numbers and indices leave here: no text of the log.
 */
import type { Event } from '../../model/event.ts';
import type { Message } from '../../model/example.ts';
import type { Evidence } from '../../model/outcome.ts';
import type { Session } from '../../model/session.ts';
import { type ObservedSteps, stepsOf } from './steps.ts';

/** An example as the log has it: same messages and indices as the redacted one. */
export interface RawExample {
  readonly session: Session;
  readonly events: readonly Event[];
  readonly messages: readonly Message[];
}

export interface Observed extends ObservedSteps {
  readonly evidence: readonly Evidence[];
}

export const NOTHING_OBSERVED: Observed = {
  steps: [],
  graph: { edges: [], depth: 0, hops: 0 },
  counts: { loops: 0, unchecked: 0 },
  evidence: [],
};

/** Pure: reads no clock, no file and no network. */
export function observe({ session, messages }: RawExample): Observed {
  return { ...NOTHING_OBSERVED, ...stepsOf(session, messages) };
}
