/**
 * Every message between the extension host and the studio. The host owns data and decisions; the studio owns navigation
 * and scroll. Both sides check what comes in with these schemas: no message is trusted for its shape.
 */
import * as z from 'zod/mini';
import { ExampleView, ListPage, ListQuery, PairView, Text, View } from './protocol-views.ts';

export * from './protocol-views.ts';

const id = z.string().check(z.minLength(1), z.maxLength(200));

/** What can be asked. Every request has a number, and gets one reply, which may be a failure. */
const requests = {
  list: z.object({ query: ListQuery }),
  example: z.object({ id, raw: z.boolean() }),
  pair: z.object({ id }),
  /** The whole of a text that was sent cut. */
  text: z.object({ id, field: z.string(), raw: z.boolean() }),
  decide: z.object({
    view: View,
    id,
    decision: z.enum(['accept', 'reject', 'edit', 'swap']),
    /** edit: message of the example, and its new text; it is redacted before it is stored. */
    message: z.optional(z.int().check(z.nonnegative())),
    text: z.optional(z.string().check(z.maxLength(1_000_000))),
  }),
  /** Takes back the last decision made here; else the last one on `id`. */
  undo: z.object({ id: z.optional(id) }),
  /** A name or word that redaction missed: hidden everywhere from now on. */
  teach: z.object({ term: z.string().check(z.maxLength(1000)), type: z.string() }),
  /** Runs the pipeline: writes the datasets. */
  export: z.object({}),
  /** Opens the log at the line that an event was read from. */
  source: z.object({ id, record: z.optional(z.int()) }),
  /** Opens the dataset at the written row. */
  openRow: z.object({ path: z.string(), line: z.int() }),
  copy: z.object({ text: z.string() }),
};
export type Method = keyof typeof requests;
export type Params<M extends Method> = z.infer<(typeof requests)[M]>;

export const replies = {
  list: ListPage,
  example: ExampleView,
  pair: PairView,
  text: Text,
  decide: z.object({ id: z.string(), said: z.string() }),
  undo: z.object({ id: z.nullable(z.string()), view: z.optional(View), said: z.string() }),
  teach: z.object({ said: z.string() }),
  export: z.object({
    done: z.boolean(),
    said: z.string(),
    files: z.array(z.object({ path: z.string(), rows: z.int() })),
  }),
  source: z.object({}),
  openRow: z.object({}),
  copy: z.object({}),
};
export type Reply<M extends Method> = z.infer<(typeof replies)[M]>;

const request = <M extends Method>(method: M) =>
  z.object({ type: z.literal('request'), n: z.int(), method: z.literal(method), params: requests[method] });

/** Studio to host. */
export const ToHost = z.union([
  /** The page runs and listens. */
  z.object({ type: z.literal('ready') }),
  /** Keys are commands of the editor; they rest while the studio has no focus or a text field has it. */
  z.object({ type: z.literal('focus'), keys: z.boolean() }),
  z.discriminatedUnion('method', [
    request('list'),
    request('example'),
    request('pair'),
    request('text'),
    request('decide'),
    request('undo'),
    request('teach'),
    request('export'),
    request('source'),
    request('openRow'),
    request('copy'),
  ]),
]);
export type ToHost = z.infer<typeof ToHost>;
export type RequestMessage = Extract<ToHost, { type: 'request' }>;

/** What keys and commands of the editor ask the studio to do with what is on screen. */
export const STUDIO_COMMANDS = ['accept', 'reject', 'edit', 'swap', 'undo', 'next', 'previous', 'keys'] as const;
export const StudioCommand = z.enum(STUDIO_COMMANDS);
export type StudioCommand = z.infer<typeof StudioCommand>;

export const Failure = z.object({ message: z.string(), mend: z.optional(z.string()) });
export type Failure = z.infer<typeof Failure>;

const RunState = z.object({ out: z.string(), at: z.number(), examples: z.int(), pairs: z.int() });

/** Host to studio. */
export const ToStudio = z.discriminatedUnion('type', [
  /** First message after `ready`, and again when the run or the folder changes. `run` is null before the first run. */
  z.object({
    type: z.literal('hello'),
    project: z.string(),
    root: z.string(),
    trusted: z.boolean(),
    run: z.nullable(RunState),
    running: z.boolean(),
    /** Key bindings as the user has them, by command. */
  }),
  z.object({ type: z.literal('show'), view: View, id: z.optional(z.string()) }),
  /** Lists and what is on screen are to be asked for again. */
  z.object({ type: z.literal('changed') }),
  z.object({ type: z.literal('running'), running: z.boolean() }),
  z.object({ type: z.literal('command'), command: StudioCommand }),
  z.object({ type: z.literal('reply'), n: z.int(), result: z.unknown() }),
  z.object({ type: z.literal('failed'), n: z.int(), error: Failure }),
]);
export type ToStudio = z.infer<typeof ToStudio>;
