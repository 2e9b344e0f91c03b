/** First step of a run: finds the logs, and notes where each record is and to which session it belongs. */
import { resolve } from 'node:path';
import { buildIndex, type LogIndex } from '../ingest/build-index.ts';
import { noLog, notesOn } from '../ingest/no-log.ts';
import { readersOf } from '../ingest/readers-of.ts';
import { displayPath, findSources, type Source } from '../ingest/sources.ts';
import { sumOf } from './account.ts';
import type { OpenRun } from './open.ts';
import { groupSkips, lossText, skipCounts } from './skips.ts';

export interface Indexed {
  index: LogIndex;
  /** Datasets of Goldpan's own among the logs: they are not read. */
  ownOutputs: readonly string[];
  /** For the user, in sentences. */
  notes: string[];
}

/** @throws UserError when there is no log at all */
export async function indexLogs(run: OpenRun): Promise<Indexed> {
  const { workspace, paths, config, databases, signal, onProgress } = run.options;
  const found = findSources(paths, workspace.root, [run.options.out], config.sources.exclude);
  const named = paths.map((path) => displayPath(resolve(workspace.root, path), workspace.root));
  if (found.sources.length === 0 && !databases) throw noLog(named, found);
  const rows = databases ? await databaseRows(run) : [];
  const index = await buildIndex([...found.sources, ...rows], {
    readers: readersOf(config),
    spills: run.spills,
    gapMinutes: config.segment.gapMinutes,
    skipped: found.skipped,
    signal,
    onProgress: (done, total) => onProgress?.('index', done, total),
  });
  if (rows.length === 0 && index.records.count === 0 && !index.skipped.some((skip) => skip.line > 0)) {
    const unread =
      index.skipped.length > 0 ? groupSkips(index.skipped).map(lossText) : found.sources.map((s) => s.path);
    throw noLog(named, found, unread);
  }
  const files = skipCounts(index.skipped, 'files');
  const records = skipCounts(index.skipped, 'index');
  run.account.add('files', 'files', index.sources.filter((s) => s.values > 0).length + sumOf(files), files);
  // A record that holds several sessions counts once for each.
  run.account.add('index', 'records', index.records.count + sumOf(records), records);
  return { index, ownOutputs: found.ownOutputs, notes: notesOn(found) };
}

/** Loaded only when asked for: most runs never see a database. */
async function databaseRows({ options: { config, databases, signal }, spills }: OpenRun): Promise<Source[]> {
  const { databaseSources } = await import('../ingest/postgres/import.ts');
  return databaseSources(config.databases, { ...databases, spills, signal });
}
