/** A session: one talk or agent run, read from wherever its records lie. */
import { z } from 'zod';
import { Event } from './event.ts';
import { RecordRef } from './source.ts';

/** A tool that the model was offered. */
export const ToolDef = z.object({
  name: z.string(),
  description: z.string().optional(),
  /** JSON Schema of the parameters as raw JSON text (numbers and key order stay as logged). */
  parameters: z.string().optional(),
  /** True when the log declares no tools and this one was inferred from its calls. */
  inferred: z.boolean(),
});

export const Score = z.object({
  name: z.string(),
  value: z.number(),
  by: z.enum(['reward', 'evaluator', 'annotator', 'end_user', 'unknown']),
});

/** How the run ended, as far as the log says. */
export const Outcome = z.object({
  /** null: the log does not say. */
  success: z.boolean().nullable(),
  /** Reward or score as logged. */
  score: z.number().optional(),
  /** Field of the log that says so, such as `reward` or `info.exit_status`. */
  source: z.string(),
  detail: z.string().optional(),
});

/**
 * What a benchmark's log holds as the right result. It is the hidden solution: only the raw session has it, to judge the outcome
 * by, and redaction leaves it out, so that no example, row or store can hold it.
 */
export const Expected = z.object({
  /** Calls that lead to the right final state, reading ones among them; an empty list: nothing is to be changed. */
  calls: z
    .array(
      z.object({
        name: z.string(),
        /** JSON text of an object. */
        args: z.string(),
        /** Names of the arguments that count; absent: all that are given here. */
        compare: z.array(z.string()).optional(),
        /** Whose call it is; absent: the agent's. */
        side: z.literal('user').optional(),
      }),
    )
    .optional(),
  /** True when the calls are one way of several: others may lead to a right state as well. */
  oneWay: z.boolean().optional(),
  /** True when the log judges something else as well, such as assertions in words, which cannot be checked here. */
  unchecked: z.boolean().optional(),
  /** True where it lies apart from the run, in a list of tasks that a number leads into. */
  joined: z.boolean().optional(),
  /** What the agent has to tell the user. */
  mentions: z.array(z.string()).optional(),
  /** Right final answers: one of them is enough. */
  answers: z.array(z.string()).optional(),
});

/**
 * Another continuation of the same conversation: a regenerated or edited turn, a retry, one of several candidates.
 * Its events follow the first `at` events of the session's main line; `seq` and `turn` count on from there.
 */
export const Branch = z.object({
  /** Number of main-line events before the fork. */
  at: z.number().int().nonnegative(),
  cause: z.enum(['regenerate', 'edit', 'rewind', 'candidate', 'retry', 'preference']),
  events: z.array(Event),
});

/** What the law and the owner say about this session. Unknown is a value of its own, never a yes. */
export const Governance = z.object({
  /** Consent of the data subject for training. */
  consent: z.enum(['granted', 'withdrawn', 'missing']),
  /** Native ids of the people it is about (user id, customer id): raw here, keyed after redaction. */
  subjects: z.array(z.string()),
  /** Country or region code under whose law it falls. */
  jurisdiction: z.string().optional(),
  /** Purposes that the data subject agreed to, as logged. */
  purposes: z.array(z.string()).optional(),
});

export const Session = z.object({
  /** Reader's format id, such as `openai-chat`. */
  format: z.string(),
  /** Session id as logged, when there is one; never leaves the machine. */
  nativeId: z.string().optional(),
  events: z.array(Event),
  branches: z.array(Branch),
  tools: z.array(ToolDef),
  model: z.string().optional(),
  governance: Governance,
  /** What the user wanted, by the log's own id (task id, sample id): sessions with the same intent can be compared. */
  intent: z.string().optional(),
  /** Names the session and its forks together; keyed before it leaves the machine. */
  family: z.string().optional(),
  /** Arm of an A/B test or experiment. */
  arm: z.string().optional(),
  /** Application, project or deployment that wrote the log. */
  app: z.string().optional(),
  outcome: Outcome.optional(),
  /** Raw sessions only. */
  expected: Expected.optional(),
  scores: z.array(Score),
  /** The records it was read from, in the order of the index. */
  records: z.array(RecordRef),
});

export type ToolDef = z.infer<typeof ToolDef>;
export type Score = z.infer<typeof Score>;
export type Outcome = z.infer<typeof Outcome>;
export type Expected = z.infer<typeof Expected>;
export type Branch = z.infer<typeof Branch>;
export type Governance = z.infer<typeof Governance>;
export type Session = z.infer<typeof Session>;
