/** Requests to the host, each answered once, and the messages that come unasked. */
import { type Method, type Params, type Reply, replies, ToStudio } from '../src/protocol/studio.ts';
import { post } from './vscode.ts';

/** A request that failed, as the user is told. */
export class Failed extends Error {
  constructor(
    message: string,
    readonly mend?: string,
  ) {
    super(message);
  }
}

interface Waiting {
  method: Method;
  resolve: (result: never) => void;
  reject: (error: Failed) => void;
}

const waiting = new Map<number, Waiting>();
let next = 0;

export function ask<M extends Method>(method: M, params: Params<M>): Promise<Reply<M>> {
  const n = next++;
  return new Promise<Reply<M>>((resolve, reject) => {
    waiting.set(n, { method, resolve: resolve as (result: never) => void, reject });
    post({ type: 'request', n, method, params });
  });
}

type Unasked = Exclude<ToStudio, { type: 'reply' | 'failed' }>;

/** Call once. Anything of another shape is dropped, and said in the console. */
export function listen(handle: (message: Unasked) => void): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const parsed = ToStudio.safeParse(event.data);
    if (!parsed.success) {
      console.warn('studio: a message of unknown shape was ignored', parsed.error.issues);
      return;
    }
    const message = parsed.data;
    if (message.type === 'reply' || message.type === 'failed') settle(message);
    else handle(message);
  });
}

function settle(message: Extract<ToStudio, { type: 'reply' | 'failed' }>): void {
  const call = waiting.get(message.n);
  if (!call) return;
  waiting.delete(message.n);
  if (message.type === 'failed') {
    call.reject(new Failed(message.error.message, message.error.mend));
    return;
  }
  const parsed = replies[call.method].safeParse(message.result);
  if (parsed.success) call.resolve(parsed.data as never);
  else
    call.reject(new Failed('The answer could not be read.', 'Reload the window; the extension may have been updated.'));
}
