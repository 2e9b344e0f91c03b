/**
 * What is judged on the raw session, before redaction hides what it hangs on: whether arguments fit their schema, which result
 * feeds which call, how the run ended. Only codes, numbers and indices leave here: no text of the log.
 */
import type { Event } from '../../model/event.ts';
import type { Message } from '../../model/example.ts';
import type { Evidence } from '../../model/outcome.ts';
import type { Session } from '../../model/session.ts';
import type { Step, ToolGraph } from '../../model/step.ts';

/** An example as the log has it: same messages and indices as the redacted one. */
export interface RawExample {
  readonly session: Session;
  readonly events: readonly Event[];
  readonly messages: readonly Message[];
}

export interface Observed {
  readonly steps: readonly Step[];
  readonly graph: ToolGraph;
  readonly evidence: readonly Evidence[];
}

export const NOTHING_OBSERVED: Observed = { steps: [], graph: { edges: [], depth: 0 }, evidence: [] };

/** Pure: reads no clock, no file and no network. */
export function observe(_raw: RawExample): Observed {
  return NOTHING_OBSERVED;
}
