/** Makes a database from SQL text, so that no binary lies in the repository. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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

/** Turns each `NAME.sqlite.sql` of a folder into the database `NAME.sqlite`. */
export function makeDatabasesIn(folder: string): void {
  for (const name of readdirSync(folder).filter((n) => n.endsWith('.sqlite.sql'))) {
    const file = join(folder, name);
    makeDatabase(file.slice(0, -'.sql'.length), readFileSync(file, 'utf8'));
    rmSync(file);
  }
}
