/** The sessions of an index as jobs for `SessionReader`: their records, and those of the session that they were forked from. */

import type { LogIndex } from './build-index.ts';
import type { SessionJob } from './read-session.ts';
import type { IndexedRecord } from './record-index.ts';

const groups = new WeakMap<LogIndex, ReturnType<LogIndex['records']['bySession']>>();

/** Grouping all records is work for the whole index: done once. */
function bySession(index: LogIndex) {
  const known = groups.get(index) ?? index.records.bySession();
  groups.set(index, known);
  return known;
}

/** The records of one session, in order, as a reader wants them. Empty for one that was joined with another. */
export function jobOf(index: LogIndex, session: number): SessionJob {
  const { elder, family } = index.kin.get(session) ?? {};
  const job: SessionJob = { format: index.formats[session] as string, records: recordsOf(index, session) };
  if (family !== undefined) job.family = family;
  if (elder !== undefined) job.elder = recordsOf(index, elder);
  return job;
}

function recordsOf(index: LogIndex, session: number): IndexedRecord[] {
  const { records, starts } = bySession(index);
  return [...records.subarray(starts[session], starts[session + 1])].map((i) => index.records.get(i));
}

/** All records of the index, session by session. */
export function* everyRecord(index: LogIndex): Generator<IndexedRecord & { session: number }> {
  const { records, starts } = bySession(index);
  for (let session = 0; session < index.records.sessions; session++)
    for (const i of records.subarray(starts[session], starts[session + 1])) yield { session, ...index.records.get(i) };
}
