/** A preference pair, side by side. */
import * as z from 'zod/mini';
import { GoldView } from './gold.ts';
import { decided, Place, Row } from './row.ts';
import { Text } from './text.ts';
import { CallView, Item } from './timeline.ts';

export const SideView = z.object({
  text: Text,
  calls: z.array(CallView),
  example: z.string(),
  /** Where the answer comes from: main line, other continuation, edited answer. */
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
  gold: GoldView,
  ...decided,
});
export type PairView = z.infer<typeof PairView>;
