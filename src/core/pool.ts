/** Runs session jobs in this thread or in worker threads; results come back in the order of the jobs either way. */
import { Worker } from 'node:worker_threads';
import type { SessionJob } from './ingest/read-session.ts';
import { type Processed, Processor, type ProcessorOptions } from './process.ts';

export interface Pool {
  run(job: SessionJob): Promise<Processed>;
  close(): Promise<void>;
  /** Jobs that may be under way at once. */
  readonly width: number;
}

/** `workers` < 2: in this thread. `workerFile`: the bundled worker.ts. */
export async function createPool(
  options: ProcessorOptions,
  workers: number,
  workerFile: URL | undefined,
): Promise<Pool> {
  if (workers < 2 || !workerFile) {
    const processor = await Processor.create(options);
    return { width: 1, run: (job) => processor.process(job), close: async () => processor.close() };
  }
  return new ThreadPool(options, workers, workerFile);
}

interface Waiting {
  resolve: (result: Processed) => void;
  reject: (error: Error) => void;
}

class ThreadPool implements Pool {
  readonly width: number;
  private readonly threads: { worker: Worker; waiting: Map<number, Waiting> }[];
  private next = 0;

  constructor(options: ProcessorOptions, workers: number, file: URL) {
    this.width = workers * 2;
    this.threads = Array.from({ length: workers }, () => {
      const worker = new Worker(file, { workerData: options });
      const waiting = new Map<number, Waiting>();
      worker.on('message', ({ id, result, error }: { id: number; result?: Processed; error?: Error }) => {
        const job = waiting.get(id);
        waiting.delete(id);
        if (error) job?.reject(Object.assign(new Error(error.message), { name: error.name, stack: error.stack }));
        else if (result) job?.resolve(result);
      });
      // A thread that dies takes its jobs with it: they must fail, not hang.
      worker.on('error', (error) => {
        for (const job of waiting.values()) job.reject(error);
        waiting.clear();
      });
      return { worker, waiting };
    });
  }

  run(job: SessionJob): Promise<Processed> {
    const thread = this.threads.reduce((a, b) => (b.waiting.size < a.waiting.size ? b : a));
    const id = this.next++;
    return new Promise((resolve, reject) => {
      thread.waiting.set(id, { resolve, reject });
      thread.worker.postMessage({ id, job });
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((t) => t.worker.terminate()));
  }
}
