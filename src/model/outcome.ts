/** How a run ended is said once, in `outcome`; every label, mark, facet and column derives from it here. */
import type { Outcome } from './session.ts';

/** The part of an outcome that stages decide by. `success` null: the log does not say. */
export type OutcomeFacts = Readonly<Pick<Outcome, 'success' | 'score'>>;

export type OutcomeName = 'success' | 'failure' | 'unknown';

/** @param outcome undefined: the log says nothing about it */
export function outcomeName(outcome: OutcomeFacts | undefined): OutcomeName {
  const success = outcome?.success ?? null;
  if (success === null) return 'unknown';
  return success ? 'success' : 'failure';
}
