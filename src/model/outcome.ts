/** How a run ended is said once, in `outcome`; every label, mark, facet and column derives from it here. */
import { z } from 'zod';
import { Outcome } from './session.ts';

/** The part of an outcome that stages decide by. `success` null: the log does not say. */
export type OutcomeFacts = Readonly<
  Pick<ExampleOutcome, 'success' | 'score' | 'inferred' | 'judged' | 'confidence'>
> & {
  /** Rule by which other runs of the task told it; absent where they did not. */
  readonly consensus?: string;
};

/** Where a piece of evidence about the outcome comes from. A judge's verdict is never mixed in silently: it has a source of its own. */
export const EVIDENCE_SOURCES = [
  'reward',
  'score',
  'exit_status',
  'expected',
  'tests',
  'git',
  'feedback',
  'user',
  'answer',
  'refusal',
  'interrupted',
  'errors',
  'consensus',
  'judge',
] as const;

/** As the studio names the sources. */
export const EVIDENCE_LABELS: Readonly<Record<(typeof EVIDENCE_SOURCES)[number], string>> = {
  reward: 'reward',
  score: 'score',
  exit_status: 'how the run ended',
  expected: 'the right result in the log',
  tests: 'tests and checks in the run',
  git: 'history of the repository',
  feedback: 'feedback',
  user: 'the user',
  answer: 'the last answer',
  refusal: 'refusal',
  interrupted: 'interruption',
  errors: 'errors',
  consensus: 'other runs of the task',
  judge: 'the judge',
};

/**
 * Confidence from which on evidence decides an outcome. Measured on the benchmarks of docs/trajectories.md: below .8 single hints
 * decide, and precision falls under .85.
 */
export const OUTCOME_CONFIDENCE = 0.8;

/** One thing that speaks for or against success. Text of a log never stands in it. */
export const Evidence = z.object({
  source: z.enum(EVIDENCE_SOURCES),
  /** What it says of the outcome. */
  says: z.enum(['success', 'failure']),
  /** How often it is right where it says something, from 0 to 1; 1 for what the log states. */
  confidence: z.number().min(0).max(1),
  /** Rule that decided, by name, with its numbers: `pytest: 12 passed, 0 failed`. */
  rule: z.string(),
  /** Messages that it was read from. */
  messages: z.array(z.number().int().nonnegative()).optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** @param messages none: it was read from the run as a whole */
export const evidenceOf = (
  source: Evidence['source'],
  success: boolean,
  confidence: number,
  rule: string,
  messages: readonly number[] = [],
): Evidence => ({
  source,
  says: success ? 'success' : 'failure',
  confidence,
  rule,
  ...(messages.length > 0 ? { messages: [...messages] } : {}),
});

/** Outcome of an example: what the log states, or what the evidence says. */
export const ExampleOutcome = Outcome.extend({
  /** True when `success` is not stated by the log but concluded from evidence. */
  inferred: z.boolean().optional(),
  /** True when a judge said so, and nothing else tells. */
  judged: z.boolean().optional(),
  /** Of a concluded one: from 0 to 1. */
  confidence: z.number().min(0).max(1).optional(),
  /** All of it, for and against; absent when there is none. */
  evidence: z.array(Evidence).optional(),
});
export type ExampleOutcome = z.infer<typeof ExampleOutcome>;
