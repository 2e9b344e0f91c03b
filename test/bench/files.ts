/** Sessions of real log files, read as a run reads them. */
import { resolve } from 'node:path';
import { buildIndex } from '../../src/ingest/build-index.ts';
import { SessionReader } from '../../src/ingest/read-session.ts';
import { findSources } from '../../src/ingest/sources.ts';
import type { Session } from '../../src/model/session.ts';

export async function readSessions(paths: readonly string[]): Promise<Session[]> {
  const index = await buildIndex(
    findSources(
      paths.map((path) => resolve(path)),
      process.cwd(),
    ).sources,
  );
  const reader = new SessionReader(index.sources);
  try {
    const { records, starts } = index.records.bySession();
    return index.formats.flatMap((format, i) => {
      const numbers = records.subarray(starts[i], starts[i + 1]);
      return reader.read({ format, records: [...numbers].map((n) => index.records.get(n)) }) ?? [];
    });
  } finally {
    reader.close();
    index.dispose();
  }
}
