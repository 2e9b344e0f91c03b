/** The studio's line to the host: requests, each answered once, and what comes unasked. */
import type { EventHandlers } from '../src/protocol/page.ts';
import { connect } from '../src/protocol/page.ts';
import {
  type StudioEvents,
  type StudioMethod,
  type StudioParams,
  type StudioReply,
  studioEvents,
  studioMethods,
} from '../src/protocol/studio.ts';
import { wire } from './vscode.ts';

let host: ReturnType<typeof connect<typeof studioMethods, StudioEvents>> | undefined;

/** Call once, before anything is asked. */
export function listen(handlers: EventHandlers<StudioEvents>): void {
  host = connect(wire, { methods: studioMethods, events: studioEvents, handlers });
}

export async function ask<M extends StudioMethod>(method: M, params: StudioParams<M>): Promise<StudioReply<M>> {
  if (!host) throw new Error(`${method} was asked before the page listened`);
  return host.call(method, params);
}
