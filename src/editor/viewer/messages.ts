/** Messages between the log viewer's page and the extension host. */
import { z } from 'zod';

/** From the page; checked on arrival. */
export const FromPage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({
    type: z.literal('lines'),
    id: z.int().nonnegative(),
    from: z.int().nonnegative(),
    count: z.int().positive().max(500),
  }),
  z.object({ type: z.literal('line'), id: z.int().nonnegative(), line: z.int().nonnegative() }),
  z.object({ type: z.literal('openText'), line: z.int().nonnegative() }),
]);
export type FromPage = z.infer<typeof FromPage>;

/** A line as shown in the list: long ones are cut, `bytes` tells how long it is. */
export interface LineText {
  text: string;
  bytes: number;
}

export type ToPage =
  | { type: 'open'; name: string; total: number; size: string; line: number; text: boolean }
  | { type: 'goTo'; line: number }
  | { type: 'grown'; total: number; size: string }
  | { type: 'lines'; id: number; from: number; lines: LineText[] }
  | { type: 'line'; id: number; line: number; text: string; cut: boolean }
  | { type: 'failed'; id: number; message: string };
