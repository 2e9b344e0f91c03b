/** What an outcome is called. Apart from its schema: the extension's start and the studio need the names and no schema library. */
import type { OutcomeFacts } from './outcome.ts';

export type OutcomeName = 'success' | 'failure' | 'unknown';

/** Does the log itself say how it ended? What is concluded from evidence is no statement. */
export const isStated = (outcome: OutcomeFacts | undefined): boolean =>
  (outcome?.success ?? null) !== null && outcome?.inferred !== true;

/** @param outcome undefined: the log says nothing about it */
export function outcomeName(outcome: OutcomeFacts | undefined): OutcomeName {
  const success = outcome?.success ?? null;
  if (success === null) return 'unknown';
  return success ? 'success' : 'failure';
}
