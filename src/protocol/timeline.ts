/** What happened in a session, item by item. */
import * as z from 'zod/mini';
import { Text } from './text.ts';

const at = {
  key: z.string(),
  /** Record of the session that it was read from. */
  record: z.optional(z.int()),
  ts: z.optional(z.number()),
  latencyMs: z.optional(z.number()),
  flags: z.optional(z.array(z.string())),
  /** Kinds of the parts that are not text. */
  stubs: z.optional(z.array(z.string())),
};

const ResultView = z.object({
  text: Text,
  isError: z.boolean(),
  latencyMs: z.optional(z.number()),
  stubs: z.optional(z.array(z.string())),
});
export const CallView = z.object({
  name: z.string(),
  args: Text,
  /** false: the arguments are not a JSON object. */
  argsJson: z.boolean(),
  byUser: z.optional(z.boolean()),
  /** Absent: the log holds no result. */
  result: z.optional(ResultView),
});
export type CallView = z.infer<typeof CallView>;

export const MessageItem = z.object({
  kind: z.literal('message'),
  ...at,
  role: z.enum(['system', 'user', 'context', 'assistant', 'reasoning']),
  text: Text,
  title: z.optional(z.string()),
  model: z.optional(z.string()),
  /** Message of the example that an edit would replace; absent: not editable. */
  message: z.optional(z.int()),
  /** The text is the reviewer's own. `was`: what the log said. */
  edited: z.optional(z.boolean()),
  was: z.optional(z.string()),
});
export type MessageItem = z.infer<typeof MessageItem>;

export const Item = z.discriminatedUnion('kind', [
  MessageItem,
  /** Calls of one message; more than one were made in parallel. */
  z.object({ kind: z.literal('calls'), ...at, calls: z.array(CallView) }),
  /** A result that answers no call of the log. */
  z.object({ kind: z.literal('orphan'), ...at, name: z.optional(z.string()), text: Text, why: z.optional(z.string()) }),
  z.object({ kind: z.literal('error'), ...at, code: z.optional(z.string()), text: Text }),
  z.object({
    kind: z.literal('feedback'),
    ...at,
    signal: z.string(),
    value: z.optional(z.number()),
    name: z.optional(z.string()),
    by: z.optional(z.string()),
    text: z.optional(Text),
    whole: z.boolean(),
  }),
  z.object({ kind: z.literal('boundary'), ...at, reason: z.string(), text: z.optional(Text) }),
  /** Another continuation of the talk begins here. */
  z.object({ kind: z.literal('fork'), ...at, cause: z.string(), after: z.int() }),
]);
export type Item = z.infer<typeof Item>;
