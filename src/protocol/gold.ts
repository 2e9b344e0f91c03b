/** What a person says of an example or a pair, as the studio shows it and as it is changed there. Values are words on this line. */
import * as z from 'zod/mini';
import type { GoldField } from '../model/gold.ts';
import { PII_TYPES } from '../model/pii.ts';

/** Fields that are chosen from a list, in the order in which they are shown; the last one is of pairs. */
export const GOLD_CHOICES = [
  'outcome',
  'quality',
  'kind',
  'task',
  'domain',
  'language',
  'complexity',
  'begins',
  'ends',
  'inside',
  'better',
] as const satisfies readonly Exclude<GoldField, 'redaction'>[];
export const GoldChoice = z.enum(GOLD_CHOICES);
export type GoldChoice = z.infer<typeof GoldChoice>;

const Choice = z.object({
  field: GoldChoice,
  /** What the person chose; absent: nothing yet. */
  value: z.optional(z.string()),
  /** What the automation says; absent where it says nothing, as of cuts. */
  automatic: z.optional(z.string()),
  options: z.array(z.string()),
});

/** A place where redaction missed something or hid something wrongly. `words`: as they stand in the redacted text. */
const Place = z.object({
  what: z.enum(['missed', 'wrong']),
  type: z.string(),
  words: z.string(),
  /** Message of the example, from 0. */
  message: z.int(),
});

export const GoldView = z.object({
  /** It is in this person's part of the set. */
  labelled: z.boolean(),
  choices: z.array(Choice),
  /** All read for redaction: only then the places count, and what is not among them is right. */
  read: z.boolean(),
  places: z.array(Place),
  note: z.optional(z.string()),
  /** Other people who have labelled it, and the fields in which somebody differs. */
  others: z.int(),
  conflicts: z.array(z.string()),
  /** The person labelled other messages than it has now, or (places) another text. */
  stale: z.optional(z.enum(['changed', 'reworded'])),
});
export type GoldView = z.infer<typeof GoldView>;

/** One thing that a person does to the labels of an example or pair. */
export const GoldChange = z.union([
  /** Into the set, or out of it with all labels. */
  z.object({ labelled: z.boolean() }),
  /** null: no word on it any more. */
  z.object({ field: GoldChoice, value: z.nullable(z.string().check(z.maxLength(60))) }),
  z.object({ read: z.boolean() }),
  /** Readable words that were missed, or a placeholder that hides wrongly; where they stand is stored, never the words. */
  z.object({ words: z.string().check(z.minLength(1), z.maxLength(200)), type: z.enum(PII_TYPES) }),
  /** Takes one of the places back, by its number in the view. */
  z.object({ forget: z.int().check(z.nonnegative()) }),
  /** Redacted before it is stored. '' takes it away. */
  z.object({ note: z.string().check(z.maxLength(2000)) }),
]);
export type GoldChange = z.infer<typeof GoldChange>;
