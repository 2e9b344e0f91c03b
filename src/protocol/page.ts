/** The page's end of a connection, and the kinds of errors that come over it. Runs in the webview. */
import { UserError } from '../kit/errors.ts';
import { type Caller, caller, type EventHandlers, type Events, type Methods } from '../kit/methods.ts';
import { Refused } from '../kit/rpc.ts';
import { ERRORS, packError, reviveError } from '../model/wire-error.ts';

export type { EventHandlers };

/** What `acquireVsCodeApi` and the window give a page. */
export interface PageWire {
  post: (message: unknown) => void;
  listen: (receive: (message: unknown) => void) => () => void;
}

/** Call once a page. */
export function connect<T extends Methods, E extends Events>(
  wire: PageWire,
  { methods, events, handlers }: { methods: T; events: E; handlers: EventHandlers<E> },
): Caller<T> {
  return caller(wire, {
    errors: ERRORS,
    methods,
    events: { table: events, handlers },
    warn: (text) => console.warn(`goldpan: ${text}`),
  });
}

/** What the user is told of an error. */
export function wordsOf(error: unknown): { message: string; fix?: string } {
  if (error instanceof UserError) return error;
  if (error instanceof Refused) return wordsOf(reviveError(packError(error)));
  return { message: error instanceof Error ? error.message : String(error) };
}
