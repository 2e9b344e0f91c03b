/** Makes a database from SQL text, so that no binary lies in the repository. */
import { readFileSync } from 'node:fs';
import sqlite from 'node-sqlite3-wasm';

const { Database } = sqlite as unknown as typeof import('node-sqlite3-wasm');

export function makeDatabase(file: string, sql: string): void {
  const db = new Database(file);
  db.exec(sql);
  db.close();
}

/** @param fixture below test/fixtures, without `.sql` */
export const fixtureDatabase = (file: string, fixture: string): void =>
  makeDatabase(file, readFileSync(`test/fixtures/${fixture}.sql`, 'utf8'));
