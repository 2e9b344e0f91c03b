/** Which function answers which request. */
import { STUDIO_HANDLERS } from '../studio/core/api.ts';
import type { In, Method, Out, Progress } from './api.ts';
import { settings } from './config.ts';
import { decide, decisions, teach } from './decide.ts';
import { lines } from './lines.ts';
import { preview } from './preview.ts';
import { redact } from './redactor.ts';
import { example, results, titles } from './results.ts';
import { run } from './run.ts';
import { scan, session, sessionsOf } from './sessions.ts';
import { validate } from './validate.ts';
import { rowSource, why } from './why.ts';

export interface CallContext<M extends Method> {
  signal: AbortSignal;
  progress: (progress: Progress<M>) => void;
}

export type Handlers = { [M in Method]: (params: In<M>, context: CallContext<M>) => Promise<Out<M>> };

export const HANDLERS: Handlers = {
  scan,
  sessionsOf,
  run,
  results,
  example,
  titles,
  session,
  preview,
  redact,
  validate,
  why,
  rowSource,
  decide,
  decisions,
  teach,
  settings,
  ...STUDIO_HANDLERS,
  lines,
};
