/**
 * What is judged on the raw session, before redaction hides what it hangs on: whether arguments fit their schema, which result
 * feeds which call, how the run ended. Only codes, numbers and indices leave here: no text of the log.
 */
import type { Evidence } from '../../model/outcome.ts';
import type { Step, ToolGraph } from '../../model/step.ts';
import { evidenceIn } from '../outcome/evidence.ts';
import type { RawExample } from './raw-example.ts';

export type { RawExample };

export interface Observed {
  readonly steps: readonly Step[];
  readonly graph: ToolGraph;
  readonly evidence: readonly Evidence[];
}

export const NOTHING_OBSERVED: Observed = { steps: [], graph: { edges: [], depth: 0 }, evidence: [] };

/** Pure: reads no clock, no file and no network. */
export function observe(raw: RawExample): Observed {
  return { ...NOTHING_OBSERVED, evidence: evidenceIn(raw) };
}
