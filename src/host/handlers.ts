/** Which function answers which request. */
import { settings } from './config.ts';
import { saveDatabase, saveMapping, saveSources } from './config-edit.ts';
import { previewDatabase, testDatabase } from './databases.ts';
import { dropped, droppedReasons } from './dropped.ts';
import { lines } from './lines.ts';
import { proposeMapping } from './mapping.ts';
import { addModel } from './names-model.ts';
import { preview } from './preview.ts';
import { results } from './results.ts';
import type { HostHandlers } from './rpc.ts';
import { run } from './run.ts';
import { knownSessions } from './run-sessions.ts';
import { scan, sessionsOf } from './sessions.ts';
import { agentStores } from './stores.ts';
import { setWeight, studioDecide, studioUndo } from './studio/decide.ts';
import { studioGold, studioGoldUndo } from './studio/gold.ts';
import { studioList } from './studio/list.ts';
import { studioPair } from './studio/pair.ts';
import { studioSource } from './studio/source.ts';
import { studioExample, studioText } from './studio/trajectory.ts';
import { teach } from './teach.ts';
import { validate } from './validate.ts';
import { rowSource, why } from './why.ts';

export const HANDLERS: HostHandlers = {
  scan,
  sessionsOf,
  run,
  results,
  knownSessions,
  droppedReasons,
  dropped,
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
  addModel,
  agentStores,
  saveSources,
  lines,
  studioList,
  studioExample,
  studioPair,
  studioText,
  studioDecide,
  setWeight,
  studioUndo,
  studioGold,
  studioGoldUndo,
  studioSource,
};
