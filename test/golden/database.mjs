// A copy of a database as a whole: the library leaves a lock beside the file that it opens. Imports nothing from src on purpose.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sqlite from 'node-sqlite3-wasm';

export function query(file, sql) {
  const folder = mkdtempSync(join(tmpdir(), 'goldpan-count-'));
  copyFileSync(file, join(folder, 'db'));
  const db = new sqlite.Database(join(folder, 'db'));
  try {
    return db.all(sql);
  } finally {
    db.close();
    rmSync(folder, { recursive: true });
  }
}
