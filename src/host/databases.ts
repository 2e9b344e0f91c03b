/** A database before its import: does the connection work, and what would be read. Read-only, as every import. */

import { Cancelled } from '../kit/errors.ts';
import { Database } from '../model/config-ingest.ts';
import { requireTrust } from './config.ts';
import type { CallContext, In, Out } from './rpc.ts';
import { tableOf } from './table.ts';

const ROWS = 10;

export async function testDatabase(
  { project, database, password }: In<'testDatabase'>,
  { signal }: CallContext<'testDatabase'>,
): Promise<Out<'testDatabase'>> {
  requireTrust(project);
  const { testConnection } = await import('../ingest/postgres/import.ts');
  return cancellable(signal, (inner) => testConnection(Database.parse(database), { password, signal: inner }));
}

export async function previewDatabase(
  { project, database, password }: In<'previewDatabase'>,
  { signal }: CallContext<'previewDatabase'>,
): Promise<Out<'previewDatabase'>> {
  requireTrust(project);
  const { previewRows } = await import('../ingest/postgres/import.ts');
  const access = (inner: AbortSignal) => ({ password, signal: inner });
  const preview = await cancellable(signal, (inner) => previewRows(Database.parse(database), access(inner), ROWS));
  const { columns, rows, guessed, kind } = preview;
  return { columns, rows: rows.length, guessed, kind: kind ?? null, text: tableOf(database.name, preview) };
}

/** A server that does not answer must not keep the caller waiting. */
async function cancellable<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  if (signal.aborted) throw new Cancelled();
  let stop = () => {};
  const cancelled = new Promise<never>((_, reject) => {
    stop = () => reject(new Cancelled());
    signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([work(signal), cancelled]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
