/** A dataset row, where it came from, and what the reviewer decided on it. */
import * as z from 'zod/mini';

/** The exact line of the dataset, and what becomes of it. */
export const Row = z.object({
  /** `sft`, `dpo`, or `target/sft` …; the first that a run would write. */
  dataset: z.string(),
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
export const decided = {
  decision: z.optional(Verdict),
  edited: z.boolean(),
  /** The content has changed since the decision was made. */
  stale: z.boolean(),
};
export const Place = z.object({ path: z.string(), line: z.int(), records: z.int() });
