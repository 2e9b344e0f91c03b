/** Entry of the worker thread: takes requests, runs the core, answers. */
import { parentPort } from 'node:worker_threads';
import { UserError } from '../core/model/errors.ts';
import type { Failure, Method, Out, Reply, Request } from './api.ts';
import { HANDLERS } from './handlers.ts';

if (!parentPort) throw new Error('this file runs as a worker thread');
const port = parentPort;
const reply = (message: Reply) => port.postMessage(message);

port.on('message', (request: Request) => {
  void answer(request);
});

async function answer<M extends Method>({ id, method, params, cancel }: Request<M>): Promise<void> {
  try {
    const handler = HANDLERS[method];
    const result: Out<M> = await handler(params, {
      signal: sharedSignal(cancel),
      progress: (progress: unknown) => reply({ id, kind: 'progress', progress }),
    });
    reply({ id, kind: 'done', result });
  } catch (error) {
    reply({ id, kind: 'failed', error: failureOf(error) });
  }
}

/** An AbortSignal whose `aborted` reads shared memory: no message has to get through while the core is busy. */
function sharedSignal(cancel: SharedArrayBuffer): AbortSignal {
  const flag = new Int32Array(cancel);
  const { signal } = new AbortController();
  Object.defineProperty(signal, 'aborted', { get: () => Atomics.load(flag, 0) === 1 });
  return signal;
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, stack } = error;
  return { name, message, ...(stack ? { stack } : {}), ...(error instanceof UserError ? { mend: error.mend } : {}) };
}
