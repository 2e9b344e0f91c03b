/** Worker thread: processes sessions that the pipeline sends. One message in, one out, in order. */
import { parentPort, workerData } from 'node:worker_threads';
import { asUserError } from '../kit/os-error.ts';
import type { SessionJob } from './ingest/read-session.ts';
import { Processor, type ProcessorOptions } from './process.ts';

if (!parentPort) throw new Error('worker.ts runs as a worker thread');
const port = parentPort;
const ready = Processor.create(workerData as ProcessorOptions);

port.on('message', async ({ id, job }: { id: number; job: SessionJob }) => {
  try {
    port.postMessage({ id, result: await (await ready).process(job) });
  } catch (error) {
    const { name, message, stack } = asUserError(error) as Error;
    port.postMessage({ id, error: { name, message, stack } });
  }
});
