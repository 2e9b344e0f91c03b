/** Worker thread: processes the sessions that the pipeline sends. */
import { workerData } from 'node:worker_threads';
import { serve } from '../kit/methods.ts';
import { parentThread } from '../kit/thread.ts';
import { ERRORS } from '../model/wire-error.ts';
import { Processor, type ProcessorOptions } from './session.ts';
import { sessionMethods } from './session-api.ts';
import { encodeProcessed } from './store/session-codec.ts';

const processor = Processor.create(workerData as ProcessorOptions);
// `ready` tells of it: a thread that dies of it could not say what the user can do.
processor.catch(() => undefined);

serve(
  parentThread(),
  sessionMethods,
  {
    ready: async () => void (await processor),
    process: async (job) => encodeProcessed(await (await processor).process(job)),
  },
  { errors: ERRORS },
);
