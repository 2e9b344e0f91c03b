/** Examples and preference pairs: what is curated, decided on and exported. Everything here has passed redaction. */
import { z } from 'zod';
import { EventFlag, FeedbackEvent } from './event.ts';
import { ExampleOutcome } from './outcome.ts';
import { Governance, Score, ToolDef } from './session.ts';
import { Step, ToolGraph } from './step.ts';
import { STORED_TAGS, type StoredTagName, type StoredTags, TAGS, type TagValueTypes } from './tags.ts';

/** A tool call inside an assistant message. `args` is raw JSON text when `argsJson`. */
export const Call = z.object({
  call: z.number().int().nonnegative(),
  name: z.string(),
  args: z.string(),
  argsJson: z.boolean(),
});

/** One chat message as a trainer sees it: the events of one turn. */
export const Message = z.object({
  role: z.enum(['system', 'user', 'assistant', 'tool']),
  content: z.string(),
  reasoning: z.string().optional(),
  calls: z.array(Call).optional(),
  /** Call that a tool message answers. */
  answers: z.number().int().nonnegative().optional(),
  /** Tool's name on a tool message. */
  name: z.string().optional(),
  isError: z.boolean().optional(),
  flags: z.array(EventFlag).optional(),
  /** Non-text parts that the row cannot carry, by kind. */
  stubs: z.array(z.string()).optional(),
  /**
   * Ranges `[from, to)` of the content that neither the person, the model nor the tool wrote: what a harness or an
   * application added, and placeholders of media. Ascending.
   */
  added: z.array(z.tuple([z.number().int(), z.number().int()])).optional(),
  /** Session turns and event numbers that it was made of, for the way back to the timeline. */
  turns: z.array(z.number().int()),
  events: z.array(z.number().int()),
});

/** Feedback on one message of the example (null: on the whole). */
export const Feedback = FeedbackEvent.pick({ signal: true, value: true, name: true, text: true, by: true }).extend({
  message: z.number().int().nonnegative().nullable(),
});

/** Another continuation after the first `at` messages. */
export const Alternative = z.object({
  at: z.number().int().nonnegative(),
  cause: z.enum(['regenerate', 'edit', 'rewind', 'candidate', 'retry', 'preference']),
  messages: z.array(Message),
  feedback: z.array(Feedback),
});

const EXAMPLE_KINDS = ['qa', 'chat', 'trajectory'] as const;

const VALUES: Readonly<Record<keyof TagValueTypes, z.ZodType>> = {
  level: z.number().int().min(1).max(5),
  word: z.string(),
  words: z.array(z.string()),
  count: z.number().int(),
  ms: z.number().optional(),
  counts: z.record(z.string(), z.number()),
};

const tagged = (name: StoredTagName): z.ZodType =>
  z.object({
    value: VALUES[TAGS[name].value],
    evidence: z.object({ rule: z.string(), messages: z.array(z.number().int()).optional() }),
    confidence: z.union([z.literal('counted'), z.number().min(0).max(1)]),
  });

/** One entry for each stored tag of the table in model/tags.ts. */
export const Tags = z.object(
  Object.fromEntries(STORED_TAGS.map((name) => [name, tagged(name)])),
) as unknown as z.ZodType<StoredTags>;

export const Example = z.object({
  id: z.string(),
  /** Keyed session id. */
  session: z.string(),
  format: z.string(),
  kind: z.enum(EXAMPLE_KINDS),
  /** Part of its session, from 0, when boundaries cut it. */
  part: z.number().int().nonnegative(),
  agent: z.string().optional(),
  /** Of a sub-agent: the example and message with the call that started it. */
  parent: z
    .object({ example: z.string(), message: z.number().int().nonnegative(), call: z.number().int().nonnegative() })
    .optional(),
  messages: z.array(Message),
  alternatives: z.array(Alternative),
  tools: z.array(ToolDef),
  outcome: ExampleOutcome.optional(),
  scores: z.array(Score),
  feedback: z.array(Feedback),
  governance: Governance,
  /** Keyed. */
  intent: z.string().optional(),
  /** Keyed; the same for a session and its forks, absent for all others. */
  family: z.string().optional(),
  arm: z.string().optional(),
  app: z.string().optional(),
  model: z.string().optional(),
  /** UTC ms of the first and last event with a time. */
  startedAt: z.number().optional(),
  endedAt: z.number().optional(),
  tags: Tags,
  /** What is said of single steps, in the order of the messages. */
  steps: z.array(Step),
  graph: ToolGraph,
  /** Keyed digest of what the run changed, as `setting:effects`; absent where it cannot be compared with other runs. */
  effects: z.string().optional(),
  /** Keyed hash of what would be trained on: a decision made on another content is stale. */
  fingerprint: z.string(),
});

export const PAIR_SOURCES = ['feedback', 'edit', 'regeneration', 'branch', 'outcome'] as const;

/** Where one side of a pair is found. */
export const PairSide = z.object({
  example: z.string(),
  /** Index into the example's alternatives; absent: the main line. */
  alternative: z.number().int().nonnegative().optional(),
  /** Index of the feedback whose text replaces the message (an edited answer). */
  edit: z.number().int().nonnegative().optional(),
});

/** Why one side is better than the other. */
export const PairEvidence = z.object({
  source: z.enum(PAIR_SOURCES),
  /** Score of the chosen side less that of the rejected one, where both have one; its scale is that of the log. */
  margin: z.number().optional(),
});

export const Pair = z.object({
  id: z.string(),
  /** Number of prompt messages: equal on both sides. */
  at: z.number().int().positive(),
  chosen: PairSide,
  rejected: PairSide,
  evidence: PairEvidence,
});

/** What was said in a message: its content without what was added to it. */
export function saidIn({ content, added = [] }: Pick<Message, 'content' | 'added'>): string {
  let said = '';
  let from = 0;
  for (const [start, end] of added) {
    said += content.slice(from, start);
    from = end;
  }
  return (said + content.slice(from)).trim();
}

export type Call = z.infer<typeof Call>;
export type Message = z.infer<typeof Message>;
export type Feedback = z.infer<typeof Feedback>;
export type Alternative = z.infer<typeof Alternative>;
export type Example = z.infer<typeof Example>;
export type PairSide = z.infer<typeof PairSide>;
export type PairEvidence = z.infer<typeof PairEvidence>;
export type Pair = z.infer<typeof Pair>;
