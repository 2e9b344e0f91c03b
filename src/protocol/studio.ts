/**
 * The studio's page and the extension host. The host owns data and decisions; the studio owns navigation and scroll. Both
 * sides check what comes in by these schemas: no message is trusted for its shape, and every request is answered.
 */
import * as z from 'zod/mini';
import type { Events, Input, Methods, Name, Reply as ReplyOf } from '../kit/methods.ts';
import { GoldChange } from './gold.ts';
import { ListPage, ListQuery, View } from './list.ts';
import { PairView } from './pair.ts';
import { Text } from './text.ts';
import { ExampleView } from './trajectory.ts';

export * from './gold.ts';
export * from './list.ts';
export * from './pair.ts';
export * from './row.ts';
export * from './text.ts';
export * from './timeline.ts';
export * from './trajectory.ts';

const id = z.string().check(z.minLength(1), z.maxLength(200));
const nothing = z.object({});

/** Studio to host. */
export const studioMethods = {
  /** The page runs and listens: `hello` follows. */
  ready: { params: nothing, reply: nothing },
  /** Keys are commands of the editor; they rest while the studio has no focus or a text field has it. */
  focus: { params: z.object({ keys: z.boolean() }), reply: nothing },
  list: { params: z.object({ query: ListQuery }), reply: ListPage },
  example: { params: z.object({ id, raw: z.boolean() }), reply: ExampleView },
  pair: { params: z.object({ id }), reply: PairView },
  /** The whole of a text that was sent cut. */
  text: { params: z.object({ id, field: z.string(), raw: z.boolean() }), reply: Text },
  decide: {
    params: z.object({
      view: View,
      id,
      decision: z.enum(['accept', 'reject', 'edit', 'swap']),
      /** edit: message of the example, and its new text; it is redacted before it is stored. */
      message: z.optional(z.int().check(z.nonnegative())),
      text: z.optional(z.string().check(z.maxLength(1_000_000))),
    }),
    reply: z.object({ id: z.string(), said: z.string() }),
  },
  /** Labels an example or pair for the gold set. */
  gold: {
    params: z.object({ view: View, id, change: GoldChange }),
    reply: z.object({ said: z.string() }),
  },
  /** Takes back the last decision or label made here; else the last decision on `id`. */
  undo: {
    params: z.object({ id: z.optional(id) }),
    reply: z.object({ id: z.nullable(z.string()), view: z.optional(View), said: z.string() }),
  },
  /** A name or word that redaction missed: hidden everywhere from now on. */
  teach: {
    params: z.object({ term: z.string().check(z.maxLength(1000)), type: z.string() }),
    reply: z.object({ said: z.string() }),
  },
  /** Runs the pipeline: writes the datasets. */
  export: {
    params: nothing,
    reply: z.object({
      done: z.boolean(),
      said: z.string(),
      files: z.array(z.object({ path: z.string(), rows: z.int() })),
    }),
  },
  /** Opens the log at the line that an event was read from. */
  source: { params: z.object({ id, record: z.optional(z.int()) }), reply: nothing },
  /** Opens the dataset at the written row. */
  openRow: { params: z.object({ path: z.string(), line: z.int() }), reply: nothing },
  copy: { params: z.object({ text: z.string() }), reply: nothing },
} satisfies Methods;

export type StudioMethods = typeof studioMethods;
export type StudioMethod = Name<StudioMethods>;
export type StudioParams<M extends StudioMethod> = Input<StudioMethods, M>;
export type StudioReply<M extends StudioMethod> = ReplyOf<StudioMethods, M>;

/** What keys and commands of the editor ask the studio to do with what is on screen. */
export const STUDIO_COMMANDS = [
  'accept',
  'reject',
  'edit',
  'swap',
  'gold',
  'undo',
  'next',
  'previous',
  'keys',
] as const;
export const StudioCommand = z.enum(STUDIO_COMMANDS);
export type StudioCommand = z.infer<typeof StudioCommand>;

const RunState = z.object({ out: z.string(), at: z.number(), examples: z.int(), pairs: z.int() });

const Hello = z.object({
  project: z.string(),
  root: z.string(),
  trusted: z.boolean(),
  run: z.nullable(RunState),
  running: z.boolean(),
});
export type Hello = z.infer<typeof Hello>;

/** Host to studio, unasked. */
export const studioEvents = {
  /** After `ready`, and again when the run or the folder changes. `run` is null before the first run. */
  hello: Hello,
  show: z.object({ view: View, id: z.optional(z.string()) }),
  /** Lists and what is on screen are to be asked for again. */
  changed: nothing,
  running: z.object({ running: z.boolean() }),
  command: z.object({ command: StudioCommand }),
} satisfies Events;
export type StudioEvents = typeof studioEvents;
