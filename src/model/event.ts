/**
 * The canonical event schema: what every log format is mapped to.
 *
 * A session is a list of events in the order in which the model saw them. Events that belong to one assistant message
 * (its text, its reasoning and its parallel tool calls) share a `turn`.
 */
import { z } from 'zod';

/** Where an event was read: an index into `Session.records`, and a JSON pointer inside that record. */
const EventSource = z.object({
  /** Index into `Session.records`. */
  record: z.number().int().nonnegative(),
  /** JSON pointer (RFC 6901) inside the record; '' is the whole record. */
  pointer: z.string(),
});

/**
 * Something that is not text (image, audio, file): kept as a stub, never as base64. `unknown` is a part or field that holds
 * data and that the reader has no rule for: its content is lost, and the stub is how the loss is counted.
 */
export const PartStub = z.object({
  kind: z.enum(['image', 'audio', 'video', 'file', 'other', 'unknown']),
  /** Type or key of an unknown part, as the log names it. */
  name: z.string().optional(),
  /** Some of an unknown part's own keys, joined by commas; never a value. */
  keys: z.string().optional(),
  /** Media type as declared, such as `image/png`. */
  mime: z.string().optional(),
  /** Size of the decoded payload in bytes, when it was inline. */
  bytes: z.number().int().nonnegative().optional(),
  /** Keyed hash of the payload or of its address: equal parts stay recognisable. */
  hash: z.string().optional(),
  /** Address or file id, where the log has one; never the payload. */
  ref: z.string().optional(),
});

const base = {
  /** Position in the session, from 0, without gaps. */
  seq: z.number().int().nonnegative(),
  /** Groups the events of one message (parallel calls share it); counts up through the session. */
  turn: z.number().int().nonnegative(),
  /** Time in UTC milliseconds since 1970, when the log tells it. */
  ts: z.number().optional(),
  /** The time as the log wrote it. */
  tsRaw: z.string().optional(),
  /** Sub-agent that acted; absent for the main agent. */
  agent: z.string().optional(),
  src: EventSource,
};

/**
 * Why a message needs care: cut by length, by a content filter, a refusal, a call whose arguments do not parse … `inherited`: a
 * fork repeats it, and the session that it was forked from is where it is trained.
 */
export const EventFlag = z.enum([
  'truncated',
  'content_filter',
  'refusal',
  'empty',
  'not_trained',
  'interrupted',
  'bad_arguments',
  'forced_call',
  'synthetic',
  'inherited',
]);

const text = {
  ...base,
  text: z.string(),
  /** Non-text parts of the message, in order. */
  parts: z.array(PartStub).optional(),
  flags: z.array(EventFlag).optional(),
};

const SystemEvent = z.object({ kind: z.literal('system'), ...text });
const UserEvent = z.object({ kind: z.literal('user'), ...text });
/** Retrieved documents that the model was given, and what the program around it added to a message by itself. */
const ContextEvent = z.object({
  kind: z.literal('context'),
  ...text,
  title: z.string().optional(),
  /** The message that a harness wrote it into; absent for what somebody gave the model. */
  harness: z.enum(['user', 'result']).optional(),
});
const AssistantEvent = z.object({
  kind: z.literal('assistant'),
  ...text,
  model: z.string().optional(),
  /** Time the model took for this message, in milliseconds. */
  latencyMs: z.number().optional(),
});
/** The model's reasoning: kept apart from its answer, out of training targets by default. */
const ReasoningEvent = z.object({ kind: z.literal('reasoning'), ...text });

const ToolCallEvent = z.object({
  kind: z.literal('tool_call'),
  ...base,
  /** Pairing id of our own: a call and its result carry the same one. Unique in the session, native ids are not. */
  call: z.number().int().nonnegative(),
  /** Id as logged. */
  nativeId: z.string().optional(),
  name: z.string(),
  /** Arguments as raw text, exactly as logged: JSON text when `argsJson`, else whatever the model wrote. */
  args: z.string(),
  /** True when `args` is valid JSON of an object. */
  argsJson: z.boolean(),
  /** Who called: user-side tools (simulated users) are not the agent's actions. */
  side: z.enum(['agent', 'user']).optional(),
  /** `missing`: the log holds no result for this call. */
  result: z.enum(['paired', 'missing']),
  model: z.string().optional(),
  latencyMs: z.number().optional(),
  flags: z.array(EventFlag).optional(),
});

const ToolResultEvent = z.object({
  kind: z.literal('tool_result'),
  ...text,
  /** Pairing id of the call it answers; null for an orphan. */
  call: z.number().int().nonnegative().nullable(),
  /** Why no call was found, for an orphan. */
  orphan: z.string().optional(),
  nativeId: z.string().optional(),
  name: z.string().optional(),
  /** True when the log flags the result as an error, or says so in a form known for its format. */
  isError: z.boolean().optional(),
  latencyMs: z.number().optional(),
});

const ErrorEvent = z.object({
  kind: z.literal('error'),
  ...base,
  text: z.string(),
  code: z.string().optional(),
});

export const FeedbackEvent = z.object({
  kind: z.literal('feedback'),
  ...base,
  signal: z.enum([
    'thumbs_up',
    'thumbs_down',
    'regenerate',
    'edit',
    'copy',
    'rating',
    'score',
    'accept',
    'reject',
    'escalated',
    'interrupted',
  ]),
  /** Rating or score; its scale is that of the log. */
  value: z.number().optional(),
  /** Name of the score, when it has one. */
  name: z.string().optional(),
  /** The corrected answer of an edit, or a comment. */
  text: z.string().optional(),
  /** Turn that the feedback is about; null when it is about the whole session. */
  target: z.number().int().nonnegative().nullable(),
  /** Who gave it. */
  by: z.enum(['end_user', 'annotator', 'evaluator', 'unknown']).optional(),
});

/** The history was compacted, a topic ended, a session was resumed. */
const BoundaryEvent = z.object({
  kind: z.literal('boundary'),
  ...base,
  reason: z.enum(['compaction', 'resume', 'new_topic', 'handoff', 'limit']),
  text: z.string().optional(),
});

export const Event = z.discriminatedUnion('kind', [
  SystemEvent,
  UserEvent,
  ContextEvent,
  AssistantEvent,
  ReasoningEvent,
  ToolCallEvent,
  ToolResultEvent,
  ErrorEvent,
  FeedbackEvent,
  BoundaryEvent,
]);

export type PartStub = z.infer<typeof PartStub>;
export type EventFlag = z.infer<typeof EventFlag>;
export type Event = z.infer<typeof Event>;
export type EventKind = Event['kind'];
export type EventOf<K extends EventKind> = Extract<Event, { kind: K }>;
export type FeedbackEvent = EventOf<'feedback'>;
