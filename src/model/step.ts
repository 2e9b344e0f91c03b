/** What is said of single steps of a run: calls that failed, were tried again, went round in circles, and how results feed later calls. */
import { z } from 'zod';

/**
 * setup: prepares the environment. failed: the call's result is an error. failed_check: the call worked, and what it checked is
 * not as it should be (failing tests, findings of a linter). recovered: a failed step whose aim a later call reached. retry: the
 * same aim tried again. loop: a repeat of equal calls with equal results. invalid: arguments against the declared schema.
 * unknown_tool: no such tool was offered.
 */
const STEP_FLAGS = [
  'setup',
  'failed',
  'failed_check',
  'recovered',
  'retry',
  'loop',
  'invalid',
  'unknown_tool',
] as const;

/** One thing said of one step. Text of a log never stands in it, but for names of declared tools and arguments. */
export const Step = z.object({
  /** Index into the example's messages: the assistant's message that made the call. */
  message: z.number().int().nonnegative(),
  /** Pairing number of the call, where it is about one. */
  call: z.number().int().nonnegative().optional(),
  flag: z.enum(STEP_FLAGS),
  /** Rule that decided, by name, such as `exit code` or `missing argument: path`. */
  rule: z.string(),
  /** Message that completes the evidence: the result of a failed call, the failure of a retry, the success that recovered it. */
  with: z.number().int().nonnegative().optional(),
  /** From 0 to 1, by judgement; absent where a rule only counts. */
  confidence: z.number().min(0).max(1).optional(),
});

/** Rules of `recovered` that clear the call: as it was made it worked later, or it said what the person had told, who then told otherwise. */
export const BLAMELESS = ['then the same call worked', 'then the person corrected it'] as const;
export const isBlameless = ({ rule }: Pick<Step, 'rule'>): boolean => BLAMELESS.some((end) => rule.endsWith(end));

/** Calls as nodes, by pairing number; an edge where a value of one call's result stands in the arguments of a later call. */
export const ToolGraph = z.object({
  edges: z.array(z.tuple([z.number().int(), z.number().int()])),
  /** Calls on the longest path: 0 without calls, 1 where none depends on another. */
  depth: z.number().int().nonnegative(),
  /** Results behind the last answer: those whose values it holds, and those that fed their calls. */
  hops: z.number().int().nonnegative(),
});

export type Step = z.infer<typeof Step>;
export type StepFlag = Step['flag'];
export type ToolGraph = z.infer<typeof ToolGraph>;
