/** Opens a SQLite database without touching it. */
import {
  closeSync,
  copyFileSync,
  existsSync,
  linkSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import type { Database as DatabaseType } from 'node-sqlite3-wasm';
import { Unreadable } from '../containers/container.ts';
import { isSystemError, temporaryFailure, whyUnreadable } from '../io.ts';
import type { SpillStore } from '../spill.ts';

export type Cell = number | bigint | string | Uint8Array | null;
export type Row = Record<string, Cell>;

export interface Opened {
  all(sql: string, values?: string[]): Row[];
  iterate(sql: string): IterableIterator<Row>;
  close(): void;
}

/** Copying is tried again when the database is written meanwhile. */
const TRIES = 4;

/**
 * The library marks a lock beside the file it opens, so it is given a link in a private folder. A database with a
 * write-ahead log or a journal is copied there with it, and what the log holds is applied to the copy.
 */
export async function openSqlite(file: string, spills: SpillStore): Promise<Opened> {
  const real = resolve(file);
  const folder = spills.privateFolder();
  const name = join(folder, 'db');
  try {
    const pending = usesWal(real) || existsSync(`${real}-journal`);
    if (pending) copyStill(real, name, spills.base);
    else place(real, name, spills.base);
    return open(await load(), name, folder, pending);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

type Sqlite = { Database: typeof DatabaseType };

/** Loaded when first needed: it is a megabyte of WebAssembly. */
async function load(): Promise<Sqlite> {
  const loaded = (await import('node-sqlite3-wasm')) as unknown as Partial<Sqlite> & { default: Sqlite };
  return loaded.Database ? (loaded as Sqlite) : loaded.default;
}

/** In our own words: SQLite's may quote the schema. */
function troubleOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  if (/not a database/i.test(message)) return 'it is no database, or an encrypted one';
  if (/locked|busy/i.test(message)) return 'another program has locked it';
  return 'it is damaged';
}

function open({ Database }: Sqlite, name: string, folder: string, writable: boolean): Opened {
  const database = new Database(name, writable ? { fileMustExist: true } : { readOnly: true });
  try {
    // Without shared memory the write-ahead log can only be read by its one and only user.
    if (writable) database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.get('SELECT count(*) FROM sqlite_master');
  } catch (error) {
    database.close();
    throw new Unreadable(
      `SQLite cannot open it: ${troubleOf(error)}; copy it again, or recover it with: sqlite3 FILE .recover`,
    );
  }
  return {
    all: (sql, values) => database.all(sql, values) as Row[],
    *iterate(sql) {
      const statement = database.prepare(sql);
      try {
        yield* statement.iterate() as IterableIterator<Row>;
      } finally {
        statement.finalize();
      }
    },
    close: () => {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** File format versions above 1 mean a write-ahead log, whether or not its file is there. */
function usesWal(file: string): boolean {
  const head = Buffer.alloc(20);
  const fd = openSync(file, 'r');
  readSync(fd, head, 0, 20, 0);
  closeSync(fd);
  return (head[18] as number) > 1 || (head[19] as number) > 1;
}

function place(real: string, name: string, base: string): void {
  try {
    symlinkSync(real, name);
    return;
  } catch {
    // Windows asks for a privilege.
  }
  try {
    linkSync(real, name);
  } catch {
    copyStill(real, name, base);
  }
}

const COMPANIONS = ['', '-wal', '-journal'] as const;

/** A copy of a moment in which nobody wrote. */
function copyStill(real: string, name: string, base: string): void {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const before = stateOf(real);
    for (const suffix of COMPANIONS) {
      rmSync(name + suffix, { force: true });
      if (existsSync(real + suffix)) copyInto(base, real + suffix, name + suffix);
    }
    if (stateOf(real) === before) return;
  }
  throw new Unreadable(
    'the database is being written all the time; close the program that writes it, or copy it first',
  );
}

/** A copy fails for either end's sake: a refusal that is not about the original is the temporary folder's. */
function copyInto(base: string, from: string, to: string): void {
  try {
    copyFileSync(from, to);
  } catch (error) {
    if (!isSystemError(error) || whyUnreadable(error) !== undefined || error.code === 'EIO') throw error;
    throw temporaryFailure(base, error);
  }
}

const stateOf = (real: string): string =>
  COMPANIONS.map((suffix) => {
    const stat = statSync(real + suffix, { throwIfNoEntry: false });
    return stat ? `${stat.size} ${stat.mtimeMs}` : '';
  }).join('|');
