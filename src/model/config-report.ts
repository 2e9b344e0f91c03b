/** What a dataset is to hold enough of: the report names what is missing. */
import { z } from 'zod';

/** Keys of `meta` that a target can be about, and the tools that a row calls. */
const AXES = ['kind', 'format', 'complexity', 'task', 'domain', 'language', 'outcome', 'topic', 'tool'] as const;

const Value = z.union([z.string(), z.number()]);

export const CoverageTarget = z
  .strictObject({
    where: z
      .partialRecord(z.enum(AXES), z.union([Value, z.array(Value).min(1)]))
      .describe('What it is about, as {"complexity": [4, 5], "domain": "travel"}; of a list one value must hold.'),
    rows: z.int().positive().optional().describe('Rows that are wanted at least.'),
    share: z.number().gt(0).max(1).optional().describe('Share of all rows that is wanted at least.'),
  })
  .refine((t) => t.rows !== undefined || t.share !== undefined, 'needs "rows" or "share"');
export type CoverageTarget = z.infer<typeof CoverageTarget>;

export const Report = z.strictObject({
  targets: z
    .array(CoverageTarget)
    .default([])
    .describe('What the SFT rows are to hold enough of; `goldpan report` names what is missing.'),
});
