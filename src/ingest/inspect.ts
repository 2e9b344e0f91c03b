/** What is in the logs: format, sessions, events by kind, skipped records. Writes nothing. */

import { defined } from '../kit/defined.ts';
import type { Event, EventKind, PartStub } from '../model/event.ts';
import type { Session } from '../model/session.ts';
import type { Skipped } from '../model/source.ts';
import { buildIndex, type IndexedSource, type IndexOptions, type LogIndex } from './build-index.ts';
import { ForkReport } from './inspect-forks.ts';
import { jobOf } from './jobs.ts';
import { type SessionJob, SessionReader } from './read-session.ts';
import type { Reader } from './reader.ts';
import { SourceChanged } from './record.ts';
import { READERS } from './registry.ts';
import type { Source } from './sources.ts';

/** The report on one file. */
export interface FileReport {
  path: string;
  /** Entry of an archive. */
  entry?: string;
  /** Reader id, or null when the format is unknown. */
  format: string | null;
  sessions: number;
  /** Of the sessions' main lines: what was said in the end. */
  events: Partial<Record<EventKind, number>>;
  /** Other continuations (edited, regenerated, rewound turns, candidates), and the events in them. Absent when there are none. */
  branches?: { count: number; events: Partial<Record<EventKind, number>> };
  /** Events that a fork repeats of a session in another of the files; `events` leaves them out. Absent when there are none. */
  inherited?: Partial<Record<EventKind, number>>;
  skipped: { line: number; reason: string }[];
  /**
   * Parts and fields that hold data and that no rule reads, by name and keys: how many, and the line of the first. Absent when
   * there are none.
   */
  unknown_parts?: { name: string; keys?: string; line: number; count: number }[];
}

/**
 * Each file on its own, after those that `options.skipped` says nothing can be read of: a session that goes on in
 * another file counts in both.
 */
export async function inspect(
  sources: readonly Source[],
  options: IndexOptions = {},
): Promise<{ files: FileReport[] }> {
  const { skipped = [], ...each } = options;
  const files: FileReport[] = skipped.map(({ path, line, reason }) => ({
    path,
    format: null,
    sessions: 0,
    events: {},
    skipped: [{ line, reason }],
  }));
  const forks = new ForkReport();
  for (const source of sources) {
    const index = await buildIndex([source], each);
    try {
      files.push(...reportsOf(source, index, options.readers));
      forks.add(source, index);
    } finally {
      if (!options.spills) index.dispose();
    }
  }
  await forks.apart(files, each);
  return { files };
}

/** One report a file; an archive whose entries are of several formats gets one for each entry. */
function reportsOf(source: Source, index: LogIndex, readers: readonly Reader[] | undefined): FileReport[] {
  const formats = new Set(index.sources.flatMap((s) => s.format ?? []));
  const apart = formats.size > 1;
  const reports = new Map<string, FileReport>();
  const reportOf = (entry: string | undefined): FileReport => {
    const key = apart ? (entry ?? '') : '';
    let report = reports.get(key);
    if (!report) {
      const format = apart ? index.sources.find((s) => s.entry === entry)?.format : [...formats][0];
      report = {
        path: source.path,
        ...defined({ entry: apart && entry ? entry : undefined }),
        format: format ?? null,
        sessions: 0,
        events: {},
        skipped: [],
      };
      reports.set(key, report);
    }
    return report;
  };
  for (const { entry } of index.sources) reportOf(entry);
  for (const session of readAll(index, readers)) count(session, reportOf(session.records[0]?.entry));
  for (const { entry, line, reason } of index.skipped) {
    const report = reportOf(entry);
    const inArchive = entry !== undefined && report.entry === undefined;
    report.skipped.push({ line, reason: inArchive ? `${entry}: ${reason}` : reason });
  }
  return [...reports.values()];
}

/**
 * Every session of the index, in the order of their first records. A file that changed since adds to `index.skipped`.
 */
export function* readAll(index: LogIndex, readers: readonly Reader[] = READERS): Generator<Session> {
  const reader = new SessionReader(index.sources, readers);
  try {
    for (let s = 0; s < index.records.sessions; s++) {
      const job = jobOf(index, s);
      if (job.records.length === 0) continue;
      try {
        const session = reader.read(job);
        if (session) yield session;
        else index.skipped.push(...emptyRecords(index, job));
      } catch (error) {
        if (!(error instanceof SourceChanged)) throw error;
        index.skipped.push(error.skipped(job.records.length));
      }
    }
  } finally {
    reader.close();
  }
}

/** Records whose session holds nothing: they were read, and no message or event that is known is in them. */
const emptyRecords = (index: LogIndex, { records }: SessionJob): Skipped[] =>
  records.map((record) => {
    const { path, entry } = index.sources[record.source] as IndexedSource;
    return { path, ...defined({ entry }), line: record.line, code: 'empty', reason: 'no message that is known in it' };
  });

function count(session: Session, report: FileReport): void {
  report.sessions++;
  const add = (event: Event, events: FileReport['events']): void => {
    events[event.kind] = (events[event.kind] ?? 0) + 1;
    if ('parts' in event && event.parts) addUnknown(event.parts, session.records[event.src.record]?.line ?? 0, report);
  };
  for (const event of session.events) add(event, report.events);
  for (const branch of session.branches) {
    report.branches ??= { count: 0, events: {} };
    report.branches.count++;
    for (const event of branch.events) add(event, report.branches.events);
  }
}

function addUnknown(parts: readonly PartStub[], line: number, report: FileReport): void {
  for (const { kind, name = 'part', keys } of parts) {
    if (kind !== 'unknown') continue;
    report.unknown_parts ??= [];
    const known = report.unknown_parts.find((u) => u.name === name && u.keys === keys);
    if (known) known.count++;
    else report.unknown_parts.push({ name, ...defined({ keys }), line, count: 1 });
  }
}
