/** A text as the studio shows it: cut to a length, with what was hidden in it. */
import * as z from 'zod/mini';

export { type Family, isPiiType, piiFacts, TAUGHT_TYPES } from '../model/pii.ts';
export { PLACEHOLDER } from '../model/placeholder.ts';

/** A stretch of text that was hidden, or noted and kept. Never holds the value. */
export const Span = z.object({
  start: z.int(),
  end: z.int(),
  type: z.string(),
  placeholder: z.string(),
  /** keep: found, but the policy leaves it. */
  kept: z.optional(z.boolean()),
  /** The placeholder is made up and looks like a real value. */
  fake: z.optional(z.boolean()),
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
