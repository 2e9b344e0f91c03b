/** How sessions are found and cut: `segment` of goldpan.json. */
import { z } from 'zod';

export const SegmentConfig = z.strictObject({
  gapMinutes: z
    .number()
    .nonnegative()
    .default(30)
    .describe('Records without a session id are one session while the same user pauses no longer. 0: never joined.'),
  cutGapHours: z
    .number()
    .positive()
    .nullable()
    .default(8)
    .describe('A pause in a session after which a turn with other words begins a new example. null: never.'),
  topics: z
    .boolean()
    .default(true)
    .describe('A turn that shares no word with a chat before it begins a new example, without any pause.'),
  maxTokens: z
    .int()
    .min(256)
    .optional()
    .describe('Examples are split at safe places to about so many tokens each. Default: never.'),
});
export type SegmentConfig = z.infer<typeof SegmentConfig>;

export const defaultSegment = (): SegmentConfig => SegmentConfig.parse({});
