/** Runs session jobs in this thread or in worker threads; results come back in the order of the jobs either way. */

import type { SessionJob } from '../ingest/read-session.ts';
import { Cancelled } from '../kit/errors.ts';
import { type Caller, caller } from '../kit/methods.ts';
import { startThread, type Thread } from '../kit/thread.ts';
import { ERRORS, threadEnded } from '../model/wire-error.ts';
import { type Processed, Processor, type ProcessorOptions } from './session.ts';
import type { SessionMethods } from './session-api.ts';
import { decodeProcessed } from './store/session-codec.ts';

export interface Pool {
  run(job: SessionJob): Promise<Processed>;
  close(): Promise<void>;
  /** Jobs that may be under way at once. */
  readonly width: number;
}

/**
 * @param workers Fewer than 2: in this thread.
 * @param workerFile The bundled worker.ts.
 */
export async function createPool(
  options: ProcessorOptions,
  workers: number,
  workerFile: URL | undefined,
): Promise<Pool> {
  if (workers < 2 || !workerFile) {
    const processor = await Processor.create(options);
    return { width: 1, run: (job) => processor.process(job), close: async () => processor.close() };
  }
  const pool = new ThreadPool(options, workers, workerFile);
  try {
    await pool.ready();
    return pool;
  } catch (error) {
    await pool.close();
    throw error;
  }
}

interface Member {
  thread: Thread;
  core: Caller<SessionMethods>;
}

class ThreadPool implements Pool {
  readonly width: number;
  private readonly members: readonly Member[];

  constructor(
    private readonly options: ProcessorOptions,
    workers: number,
    file: URL,
  ) {
    this.width = workers * 2;
    this.members = Array.from({ length: workers }, () => {
      const thread = startThread(file, { workerData: options });
      const core = caller<SessionMethods>(thread, { errors: ERRORS });
      // A thread that dies takes its jobs with it: they fail, and so does every job that it would get later.
      thread.onEnd((error) => core.close(error));
      return { thread, core };
    });
  }

  /** A mistake in the configuration is told here, as without threads, and not by the first session. */
  async ready(): Promise<void> {
    try {
      await Promise.all(this.members.map(({ core }) => core.call('ready', {})));
    } catch (error) {
      throw threadEnded(error, 'while it started');
    }
  }

  async run(job: SessionJob): Promise<Processed> {
    const { core } = this.members.reduce((a, b) => (b.core.waiting < a.core.waiting ? b : a));
    try {
      return decodeProcessed(await core.call('process', job));
    } catch (error) {
      throw threadEnded(error, `while it had the session that begins in ${this.placeOf(job)}`);
    }
  }

  async close(): Promise<void> {
    for (const { core } of this.members) core.close(new Cancelled());
    await Promise.all(this.members.map(({ thread }) => thread.terminate()));
  }

  private placeOf({ records: [first] }: SessionJob): string {
    const source = first && this.options.sources[first.source];
    return source ? `${source.path}${source.entry ? ` › ${source.entry}` : ''}, line ${first.line}` : 'no log';
  }
}
