/** Which function answers which request. */

import type { In, Method, Out, Progress } from './api.ts';
import { settings } from './config.ts';
import { saveDatabase, saveMapping } from './config-edit.ts';
import { previewDatabase, testDatabase } from './databases.ts';
import { lines } from './lines.ts';
import { proposeMapping } from './mapping.ts';
import { preview } from './preview.ts';
import { results, titles } from './results.ts';
import { run } from './run.ts';
import { scan, sessionsOf } from './sessions.ts';
import { STUDIO_HANDLERS } from './studio/api.ts';
import { teach } from './teach.ts';
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
  titles,
  preview,
  validate,
  why,
  rowSource,
  teach,
  settings,
  testDatabase,
  previewDatabase,
  saveDatabase,
  proposeMapping,
  saveMapping,
  ...STUDIO_HANDLERS,
  lines,
};
