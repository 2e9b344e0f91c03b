/** What the studio shows, as plain data: list rows, timelines, pairs, dataset rows. Part of the protocol. */
import * as z from 'zod/mini';

export const View = z.enum(['trajectories', 'pairs']);
export type View = z.infer<typeof View>;

/** A stretch of text that was hidden, or noted and kept. Never holds the value. */
export const Span = z.object({
  start: z.int(),
  end: z.int(),
  type: z.string(),
  placeholder: z.string(),
  /** keep: found, but the policy leaves it. */
  kept: z.optional(z.boolean()),
  detector: z.optional(z.string()),
  rule: z.optional(z.string()),
  also: z.optional(z.array(z.string())),
  confidence: z.optional(z.number()),
  /** Keyed id of the person or thing. */
  subject: z.optional(z.string()),
  /** Times that the subject is hidden in this session. */
  mentions: z.optional(z.int()),
});
export type Span = z.infer<typeof Span>;

export const Text = z.object({
  text: z.string(),
  spans: z.array(Span),
  /** UTF-16 length of the whole; `text` is cut when it is shorter. */
  length: z.int(),
  /** Field of the session, to ask for the whole. */
  field: z.string(),
});
export type Text = z.infer<typeof Text>;

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
  /** false: the arguments are no JSON object. */
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
  /** The text is the human's own. `was`: what the log said. */
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

/** The exact line of the dataset, and what becomes of it. */
export const Row = z.object({
  dataset: z.enum(['sft', 'dpo']),
  /** null: there is no row; `why` says so. */
  text: z.nullable(z.string()),
  split: z.optional(z.string()),
  /** Why the next export leaves it out. */
  why: z.optional(z.string()),
  /** The line as the last export wrote it; `same`: equal to `text` byte for byte. */
  written: z.optional(z.object({ path: z.string(), line: z.int(), same: z.boolean() })),
});
export type Row = z.infer<typeof Row>;

const Verdict = z.enum(['accept', 'reject']);
const decided = {
  decision: z.optional(Verdict),
  edited: z.boolean(),
  /** The content has changed since the decision was made. */
  stale: z.boolean(),
};
const Place = z.object({ path: z.string(), line: z.int(), records: z.int() });
const MarkView = z.object({
  mark: z.string(),
  why: z.string(),
  /** An accept by hand took it away. */
  overruled: z.boolean(),
  /** Datasets that refuse it. */
  refusedBy: z.array(z.string()),
});

export const ExampleView = z.object({
  id: z.string(),
  session: z.string(),
  title: z.string(),
  kind: z.string(),
  format: z.string(),
  part: z.int(),
  agent: z.optional(z.string()),
  model: z.optional(z.string()),
  items: z.array(Item),
  raw: z.boolean(),
  /** Why the log could not be read again; then only what the run stored is shown. */
  note: z.optional(z.string()),
  complexity: z.int(),
  features: z.record(z.string(), z.number()),
  tags: z.array(z.object({ name: z.string(), value: z.string() })),
  outcome: z.string(),
  outcomeWhy: z.optional(z.string()),
  marks: z.array(MarkView),
  redactions: z.array(z.object({ type: z.string(), count: z.int(), subjects: z.int() })),
  place: z.optional(Place),
  row: Row,
  ...decided,
});
export type ExampleView = z.infer<typeof ExampleView>;

export const SideView = z.object({
  text: Text,
  calls: z.array(CallView),
  example: z.string(),
  /** Where the answer stands: main line, other continuation, edited answer. */
  from: z.string(),
  length: z.int(),
  place: z.optional(Place),
});
export type SideView = z.infer<typeof SideView>;

export const PairView = z.object({
  id: z.string(),
  source: z.string(),
  title: z.string(),
  margin: z.optional(z.number()),
  at: z.int(),
  prompt: z.array(Item),
  /** Absent when the pair cannot be put side by side; `row.why` says why. */
  sides: z.optional(z.object({ chosen: SideView, rejected: SideView })),
  swapped: z.boolean(),
  row: Row,
  ...decided,
});
export type PairView = z.infer<typeof PairView>;

export const FACETS = ['kind', 'complexity', 'outcome', 'format', 'mark', 'decision', 'source'] as const;
export const Facet = z.enum(FACETS);
export type Facet = z.infer<typeof Facet>;
export const Facets = z.partialRecord(Facet, z.array(z.string()));
export type Facets = z.infer<typeof Facets>;

export const ListQuery = z.object({
  view: View,
  text: z.string().check(z.maxLength(500)),
  facets: Facets,
  offset: z.int().check(z.nonnegative()),
  limit: z.int().check(z.positive(), z.maximum(500)),
  /** Also tell where this example, pair or session stands in the list. */
  find: z.optional(z.string()),
});
export type ListQuery = z.infer<typeof ListQuery>;

export const ListRow = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.string(),
  format: z.string(),
  complexity: z.int(),
  outcome: z.string(),
  messages: z.int(),
  calls: z.int(),
  redactions: z.int(),
  marks: z.array(z.string()),
  /** Pairs only. */
  source: z.optional(z.string()),
  margin: z.optional(z.number()),
  ...decided,
});
export type ListRow = z.infer<typeof ListRow>;

export const ListPage = z.object({
  rows: z.array(ListRow),
  offset: z.int(),
  /** Rows that match; rows there are. */
  total: z.int(),
  all: z.int(),
  decided: z.int(),
  facets: z.partialRecord(Facet, z.array(z.object({ value: z.string(), count: z.int() }))),
  /** Position and id of what `find` named. */
  found: z.optional(z.object({ index: z.int(), id: z.string() })),
  /** Why there are no pairs, by reason and count. */
  why: z.optional(z.array(z.string())),
});
export type ListPage = z.infer<typeof ListPage>;
