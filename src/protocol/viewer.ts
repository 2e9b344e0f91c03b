/** The log viewer's page and the extension host. Lines are numbered from 0. */
import * as z from 'zod/mini';
import type { Events, Methods } from '../kit/methods.ts';

const line = z.int().check(z.nonnegative());

/** A line as shown in the list: long ones are cut, `bytes` tells how long it is. */
export const LineText = z.object({ text: z.string(), bytes: z.int() });
export type LineText = z.infer<typeof LineText>;

/** How much there is: lines, and the size in words. */
const extent = { total: z.int(), size: z.string() };

export const viewerMethods = {
  /** `select`: the line to begin with, when somebody asked for one. `text`: VS Code can open the file as text. */
  open: {
    params: z.object({}),
    reply: z.object({ name: z.string(), ...extent, select: z.optional(line), text: z.boolean() }),
  },
  lines: {
    params: z.object({ from: line, count: z.int().check(z.positive(), z.maximum(500)) }),
    reply: z.array(LineText),
  },
  /** One line in full, or as much of it as can be shown. */
  line: { params: z.object({ line }), reply: z.object({ text: z.string(), cut: z.boolean() }) },
  /** Opens the file as text, at a line. */
  openText: { params: z.object({ line }), reply: z.object({}) },
} satisfies Methods;
export type ViewerMethods = typeof viewerMethods;

export const viewerEvents = {
  goTo: z.object({ line }),
  /** The file has changed on disk. */
  grown: z.object(extent),
} satisfies Events;
export type ViewerEvents = typeof viewerEvents;
