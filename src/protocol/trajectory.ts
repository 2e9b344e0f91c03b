/** One example with everything that is known of it. */
import * as z from 'zod/mini';
import { GoldView } from './gold.ts';
import { decided, Place, Row } from './row.ts';
import { Item } from './timeline.ts';

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
  /** What the log states of it, and how sure a concluded one is. */
  outcomeWhy: z.optional(z.string()),
  /** In words, what speaks for the outcome first. */
  outcomeEvidence: z.array(z.string()),
  marks: z.array(MarkView),
  redactions: z.array(z.object({ type: z.string(), count: z.int(), subjects: z.int() })),
  place: z.optional(Place),
  row: Row,
  gold: GoldView,
  ...decided,
});
export type ExampleView = z.infer<typeof ExampleView>;
