/** What is in the logs: format, sessions, events by kind, skipped records. Writes nothing. */
import type { Event, EventKind } from '../model/event.ts';
import type { Session } from '../model/session.ts';
import { buildIndex, type IndexOptions, type LogIndex } from './build-index.ts';
import { SessionReader } from './read-session.ts';
import type { Source } from './sources.ts';

export interface FileReport {
  path: string;
  /** Entry of an archive. */
  entry?: string;
  /** Reader id, or null when the format is unknown. */
  format: string | null;
  sessions: number;
  events: Partial<Record<EventKind, number>>;
  skipped: { line: number; reason: string }[];
}

/** A session that goes on over several files counts in the one that holds its first record; its events in each event's own. */
export async function inspect(
  sources: readonly Source[],
  options: IndexOptions = {},
): Promise<{ files: FileReport[] }> {
  const index = await buildIndex(sources, options);
  const reports = new Map<string, FileReport>();
  for (const source of index.sources) {
    reports.set(keyOf(source), {
      path: source.path,
      ...(source.entry ? { entry: source.entry } : {}),
      format: source.format ?? null,
      sessions: 0,
      events: {},
      skipped: [],
    });
  }
  for (const skip of index.skipped) reports.get(keyOf(skip))?.skipped.push({ line: skip.line, reason: skip.reason });
  for (const session of readAll(index)) count(session, reports);
  return { files: [...reports.values()] };
}

const keyOf = (at: { path: string; entry?: string | undefined }): string => `${at.path}\0${at.entry ?? ''}`;

/** Every session of the index, in the order of their first records. */
export function* readAll(index: LogIndex): Generator<Session> {
  const { records, starts } = index.records.bySession();
  const reader = new SessionReader(index.sources);
  try {
    for (let s = 0; s < index.records.sessions; s++) {
      const job = [...records.subarray(starts[s], starts[s + 1])].map((i) => index.records.get(i));
      if (job.length === 0) continue;
      const session = reader.read({ format: index.formats[s] as string, records: job });
      if (session) yield session;
    }
  } finally {
    reader.close();
  }
}

function count(session: Session, reports: Map<string, FileReport>): void {
  const first = session.records[0];
  const home = first && reports.get(keyOf(first));
  if (!home) return;
  home.sessions++;
  const add = (event: Event): void => {
    const record = session.records[event.src.record] ?? first;
    const report = reports.get(keyOf(record)) ?? home;
    report.events[event.kind] = (report.events[event.kind] ?? 0) + 1;
  };
  session.events.forEach(add);
  for (const branch of session.branches) branch.events.forEach(add);
}
