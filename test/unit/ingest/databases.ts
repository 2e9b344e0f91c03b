/** Databases that a test writes as SQL. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDatabase } from '../../support/sqlite.ts';
import { inFolder, type ReadBack, readFiles } from './support.ts';

const quoted = (value: unknown): string =>
  value === null || typeof value === 'number'
    ? String(value)
    : `'${(typeof value === 'string' ? value : JSON.stringify(value)).replaceAll("'", "''")}'`;
/** Statements that put rows into a table: JSON for objects. */
export const insert = (table: string, ...rows: unknown[][]): string =>
  rows.map((row) => `INSERT INTO ${table} VALUES (${row.map(quoted).join(', ')});`).join('\n');

/** The sessions of a database that this SQL makes. */
export async function readDatabase(sql: string): Promise<ReadBack> {
  const bytes = await inFolder(async (folder) => {
    const file = join(folder, 'db');
    makeDatabase(file, sql);
    return readFileSync(file);
  });
  return readFiles({ 'a.db': bytes });
}
