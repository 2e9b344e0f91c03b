/** What the pipeline asks of its worker threads. Both ends are of one build: types are enough. */
import * as z from 'zod/mini';
import type { SessionJob } from '../ingest/read-session.ts';
import type { Methods } from '../kit/methods.ts';

export const sessionMethods = {
  /** Answered when models and lists are loaded; fails as the thread of the command line would. */
  ready: { params: z.object({}), reply: z.custom<undefined>() },
  /** One session through the stages that need nothing but it. */
  process: {
    params: z.custom<SessionJob>((job) => typeof job === 'object' && job !== null && 'records' in job),
    /** See store/session-codec.ts. */
    reply: z.string(),
  },
} satisfies Methods;
export type SessionMethods = typeof sessionMethods;
