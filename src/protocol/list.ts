/** The list of trajectories or pairs: what is asked for, and a page of it with the counts of all. */
import * as z from 'zod/mini';
import { FACET_TAGS } from '../model/tags.ts';
import { decided } from './row.ts';

export const View = z.enum(['trajectories', 'pairs']);
export type View = z.infer<typeof View>;

export { markLabel } from '../model/marks.ts';
export { FACET_TITLES, isLevel } from '../model/tags.ts';

export const FACETS = ['kind', ...FACET_TAGS, 'format', 'mark', 'decision', 'gold', 'source'] as const;
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
  /** Also tell the position of this example, pair or session in the list. */
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
  /** Somebody has labelled it for the gold set. */
  gold: z.boolean(),
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
  /** Labelled for the gold set, by anybody. */
  gold: z.int(),
  facets: z.partialRecord(Facet, z.array(z.object({ value: z.string(), count: z.int() }))),
  /** Position and id of what `find` named. */
  found: z.optional(z.object({ index: z.int(), id: z.string() })),
  /** Why there are no pairs, by reason and count. */
  why: z.optional(z.array(z.string())),
});
export type ListPage = z.infer<typeof ListPage>;
