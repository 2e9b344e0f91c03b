/** The worker thread as the extension host sees it: typed calls that can fail and be cancelled. Starts when first asked. */
import { Worker } from 'node:worker_threads';
import { Cancelled, UserError } from '../core/model/errors.ts';
import type { Failure, In, Method, Out, Progress, Reply } from './api.ts';

/** How long a cancelled call may take to stop by itself before its thread is ended. */
const PATIENCE_MS = 5000;

export interface CallOptions<M extends Method> {
  onProgress?: (progress: Progress<M>) => void;
  /** Aborting rejects the call with Cancelled. */
  signal?: AbortSignal;
}

interface Waiting {
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
  progress?: (progress: unknown) => void;
}

export class CoreClient {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private next = 0;

  constructor(private readonly file: string) {}

  call<M extends Method>(method: M, params: In<M>, options: CallOptions<M> = {}): Promise<Out<M>> {
    const { signal } = options;
    if (signal?.aborted) return Promise.reject(new Cancelled());
    const id = this.next++;
    const cancel = new SharedArrayBuffer(4);
    return new Promise<Out<M>>((resolve, reject) => {
      const abort = () => this.cancel(id, cancel);
      const settle = () => signal?.removeEventListener('abort', abort);
      this.waiting.set(id, {
        resolve: (result) => {
          settle();
          resolve(result as Out<M>);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
        ...(options.onProgress ? { progress: options.onProgress as (progress: unknown) => void } : {}),
      });
      signal?.addEventListener('abort', abort);
      this.thread().postMessage({ id, method, params, cancel });
    });
  }

  async dispose(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    this.failAll(new Cancelled());
    await worker?.terminate();
  }

  /** Asks the core to stop. A core that does not look is stopped with its thread; the swap protocol keeps files whole. */
  private cancel(id: number, flag: SharedArrayBuffer): void {
    Atomics.store(new Int32Array(flag), 0, 1);
    const patience = setTimeout(() => {
      if (this.waiting.has(id)) void this.dispose();
    }, PATIENCE_MS);
    patience.unref();
  }

  private thread(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(this.file, { name: 'goldpan' });
    worker.on('message', (reply: Reply) => this.receive(reply));
    worker.on('error', (error) => this.lost(worker, error));
    worker.on('exit', () => this.lost(worker, new Error('the worker thread ended')));
    worker.unref();
    this.worker = worker;
    return worker;
  }

  private receive(reply: Reply): void {
    const call = this.waiting.get(reply.id);
    if (!call) return;
    if (reply.kind === 'progress') {
      call.progress?.(reply.progress);
      return;
    }
    this.waiting.delete(reply.id);
    if (reply.kind === 'done') call.resolve(reply.result);
    else call.reject(revive(reply.error));
  }

  /** A thread that dies takes its calls with it: they fail, and the next call starts a new one. */
  private lost(worker: Worker, error: Error): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    this.failAll(error);
  }

  private failAll(error: Error): void {
    const calls = [...this.waiting.values()];
    this.waiting.clear();
    for (const call of calls) call.reject(error);
  }
}

function revive(failure: Failure): Error {
  if (failure.name === 'Cancelled') return new Cancelled();
  if (failure.mend !== undefined) return new UserError(failure.message, failure.mend);
  return Object.assign(new Error(failure.message), { name: failure.name, stack: failure.stack });
}
