/** Worker threads as ports. A thread that ends by itself hangs up, and says how it ended. */
import { type MessagePort, parentPort, Worker, type WorkerOptions } from 'node:worker_threads';
import { forgetThread } from './lock.ts';
import { Disconnected, type Port } from './rpc.ts';

export interface Thread extends Port {
  /** Called once, when the thread is gone: it threw, ran out of memory, left, or was ended. */
  onEnd(ended: (error: Disconnected) => void): void;
  terminate(): Promise<void>;
  /** Lets the process end while the thread idles. */
  unref(): void;
}

export function startThread(file: string | URL, options: WorkerOptions = {}): Thread {
  const worker = new Worker(file, options);
  let crash: unknown;
  let end: Disconnected | undefined;
  let ended: ((error: Disconnected) => void) | undefined;
  // `error` comes before `exit`, which comes in any case.
  worker.on('error', (error) => {
    crash = error;
  });
  const { threadId } = worker;
  worker.on('exit', (code) => {
    // It may have held locks, when it was stopped in a run that did not listen.
    forgetThread(threadId);
    end = endOf(crash, code);
    ended?.(end);
  });
  return {
    sharesMemory: true,
    post: (message) => worker.postMessage(message),
    listen: (receive) => listenOn(worker, receive),
    onEnd: (tell) => {
      ended = tell;
      if (end) tell(end);
    },
    terminate: async () => {
      await worker.terminate();
    },
    unref: () => worker.unref(),
  };
}

function endOf(crash: unknown, code: number): Disconnected {
  if (crash === undefined) return new Disconnected(`a worker thread ended by itself, with code ${code}`, 'exit');
  const outOfMemory = crash instanceof Error && 'code' in crash && crash.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (outOfMemory) return new Disconnected('a worker thread ran out of memory', 'memory', crash);
  return new Disconnected('a worker thread crashed', 'crash', crash);
}

/** The port to the thread that started this one. */
export function parentThread(): Port {
  const port = parentPort;
  if (!port) throw new Error('this file runs as a worker thread');
  return {
    sharesMemory: true,
    post: (message) => port.postMessage(message),
    listen: (receive) => listenOn(port, receive),
  };
}

function listenOn(wire: Worker | MessagePort, receive: (message: unknown) => void): () => void {
  wire.on('message', receive);
  return () => wire.off('message', receive);
}
