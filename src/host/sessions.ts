/** Finds logs and reads single sessions from them, raw and redacted. */
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildIndex, type LogIndex } from '../ingest/build-index.ts';
import { everyRecord, jobOf } from '../ingest/jobs.ts';
import { SessionReader } from '../ingest/read-session.ts';
import type { Reader } from '../ingest/reader.ts';
import { readersOf } from '../ingest/readers-of.ts';
import { findSources } from '../ingest/sources.ts';
import { defined } from '../kit/defined.ts';
import { UserError } from '../kit/errors.ts';
import type { Session } from '../model/session.ts';
import type { RecordRef } from '../model/source.ts';
import { openProject } from './config.ts';
import type { CallContext, In, Out } from './rpc.ts';
import type { LogFile, ProjectSpec, SessionInfo } from './types.ts';

interface Indexed {
  stamp: string;
  index: LogIndex;
  /** Those of the table and of goldpan.json, as in a run. */
  readers: readonly Reader[];
  ownOutputs: string[];
  /** Session number by the place of any of its records. */
  byRecord: Map<string, number>;
}

/** The index of the folder last asked about; made anew when a file of it changes. */
let cache: Indexed | undefined;

/** The log files of the folder with their formats, how many sessions begin in each, and what was skipped. */
export async function scan({ project }: In<'scan'>, { signal }: CallContext<'scan'>): Promise<Out<'scan'>> {
  const { index, ownOutputs } = await indexOf(project, signal);
  const files: LogFile[] = index.sources.map((source) => ({
    path: source.path,
    ...defined({ entry: source.entry || undefined }),
    format: source.format ?? null,
    sessions: 0,
    size: source.size,
    skipped: 0,
  }));
  for (const record of firstRecords(index)) {
    const file = files[record.source];
    if (file) file.sessions++;
  }
  for (const skip of index.skipped) {
    const file = files.find((f) => f.path === skip.path && f.entry === skip.entry);
    if (file) file.skipped++;
  }
  return { files, ownOutputs };
}

/** The sessions that begin in a file, as far as reading them tells, before any run. */
/** @param limit sessions are read one after the other, so a large file is not read to its end. */
export async function sessionsOf(
  { project, path, entry, limit }: In<'sessionsOf'>,
  { signal }: CallContext<'sessionsOf'>,
): Promise<SessionInfo[]> {
  const { index, readers } = await indexOf(project, signal);
  const reader = new SessionReader(index.sources, readers);
  const found: SessionInfo[] = [];
  try {
    for (const first of firstRecords(index)) {
      const source = index.sources[first.source];
      if (source?.path !== path || source.entry !== entry || found.length >= limit) continue;
      const session = reader.read(jobOf(index, first.session));
      if (session) found.push(describe(session, first.line));
    }
  } finally {
    reader.close();
  }
  return found;
}

const describe = (session: Session, line: number): SessionInfo => ({
  line,
  events: session.events.length,
  calls: session.events.filter((e) => e.kind === 'tool_call').length,
  success: session.outcome?.success ?? null,
});

/** A session of the last run, read again from the log by the places of its records. */
export async function readAt(
  project: ProjectSpec,
  records: readonly RecordRef[],
  signal: AbortSignal,
): Promise<Session> {
  const { index, readers, byRecord } = await indexOf(project, signal);
  const number = records.map((r) => byRecord.get(placeOf(r))).find((n) => n !== undefined);
  const reader = new SessionReader(index.sources, readers);
  try {
    const raw = number === undefined ? undefined : reader.read(jobOf(index, number));
    if (raw) return raw;
  } finally {
    reader.close();
  }
  const { path, line } = records[0] ?? { path: 'the log', line: 1 };
  throw new UserError(
    `${path}:${line} is not where it was in the last run.`,
    'The log has changed: run the pipeline again.',
  );
}

/** Everything that decides what the index holds is in the stamp: while that is the same, so is the index. */
async function indexOf(project: ProjectSpec, signal?: AbortSignal): Promise<Indexed> {
  const { workspace, config } = openProject(project);
  const { sources, ownOutputs, skipped } = findSources(
    config.sources.include,
    workspace.root,
    [config.output],
    config.sources.exclude,
  );
  const stamp = JSON.stringify([
    workspace.root,
    config.mappings,
    config.transcripts,
    config.answerTools,
    sources.map((s) => [s.path, s.size, changed(workspace.root, s.path)]),
    skipped,
  ]);
  if (cache?.stamp === stamp) return cache;
  const readers = readersOf(config);
  const index = await buildIndex(sources, { readers, skipped, ...defined({ signal: signal || undefined }) });
  const byRecord = new Map<string, number>();
  for (const { session, source, start, part } of everyRecord(index)) {
    const { path, entry } = index.sources[source] ?? { path: '' };
    byRecord.set(placeOf({ path, entry, start, pointer: part }), session);
  }
  cache?.index.dispose();
  cache = { stamp, index, readers, ownOutputs, byRecord };
  return cache;
}

const changed = (root: string, path: string): number =>
  statSync(resolve(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Names the place of a record: file, entry, offset and pointer. */
const placeOf = (r: {
  path: string;
  entry?: string | undefined;
  start: number;
  pointer?: string | undefined;
}): string => join(r.path, r.entry ?? '', String(r.start), r.pointer ?? '');

/** The first record of every session that has one. */
export function* firstRecords(index: LogIndex) {
  let last = -1;
  for (const record of everyRecord(index)) {
    if (record.session === last) continue;
    last = record.session;
    yield record;
  }
}
