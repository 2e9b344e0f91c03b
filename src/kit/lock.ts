/**
 * A lock file that at most one process holds. It appears whole, by link(2), so that nobody reads half of it. The lock of a
 * process that is gone is replaced by rename, by one process at a time: there is no moment at which it is deleted.
 */
import { randomBytes } from 'node:crypto';
import { linkSync, lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { getEnvironmentData, setEnvironmentData, threadId } from 'node:worker_threads';
import { isAlive, startOf } from './process.ts';

/** Who holds a lock, as its file says. */
export interface Holder {
  /** Of this one taking of the lock. */
  id: string;
  pid: number;
  host?: string;
  /** See `startOf`. */
  start?: string;
  /** Of the process: the editor's runs each have one. */
  thread?: number;
  /** ISO time. */
  since?: string;
}

/** `holder` is undefined when the file in the way was not written by this module. */
export type Taken = { release: () => void } | { release?: undefined; holder: Holder | undefined };

/** An empty file is a lock that is about to be written, where there is no link(2); after so long its writer is gone. */
const WRITING_MS = 10_000;
/** Locks on taking over a lock on taking over …: each level needs a process that died within a millisecond. */
const DEEPEST = 3;

/** Taken by this thread. */
const held = new Set<string>();

/**
 * @param file its folder must be there.
 * @throws only errors of the file system.
 */
export function takeLock(file: string): Taken {
  const own: Holder = {
    id: randomBytes(8).toString('hex'),
    pid: process.pid,
    host: hostname(),
    start: startOf(process.pid),
    thread: threadId,
    since: new Date().toISOString(),
  };
  return take(file, own, 0);
}

function take(file: string, own: Holder, depth: number): Taken {
  for (;;) {
    if (create(file, own)) return keep(file, own);
    const there = read(file);
    if (there === 'none') continue; // Released meanwhile.
    if (there === 'foreign' || !isGone(there) || depth === DEEPEST)
      return { holder: there === 'foreign' ? undefined : there };
    const turn = take(`${file}-takeover`, own, depth + 1);
    if (!turn.release) return { holder: turn.holder };
    try {
      const now = read(file);
      // Whoever had the turn before may have replaced it.
      if (typeof now !== 'object' || now.id !== there.id) continue;
      const next = `${file}-${own.id}`;
      writeFileSync(next, JSON.stringify(own), { flag: 'wx' });
      renameSync(next, file);
    } finally {
      turn.release();
    }
    return keep(file, own);
  }
}

/** A thread that was ended releases nothing. Whoever started it says so here; threads started from now on know. */
export function forgetThread(thread: number): void {
  setEnvironmentData(ENDED, [...endedThreads(), thread]);
}

const ENDED = 'goldpan.ended-threads';
const endedThreads = (): number[] => (getEnvironmentData(ENDED) as number[] | undefined) ?? [];

function keep(file: string, own: Holder): Taken {
  held.add(own.id);
  return {
    release: () => {
      held.delete(own.id);
      const there = read(file);
      // Deleted by hand, and taken by another: then it is theirs.
      if (typeof there === 'object' && there.id === own.id) rmSync(file, { force: true });
    },
  };
}

/** False when there is something under the name. */
function create(file: string, own: Holder): boolean {
  const text = JSON.stringify(own);
  const draft = `${file}-${own.id}`;
  writeFileSync(draft, text, { flag: 'wx' });
  try {
    return unlessThere(() => linkSync(draft, file));
  } catch {
    // A file system without links (FAT, some network drives): `wx` is as exclusive, but the text comes after the file.
    return unlessThere(() => writeFileSync(file, text, { flag: 'wx' }));
  } finally {
    rmSync(draft, { force: true });
  }
}

function unlessThere(make: () => void): boolean {
  try {
    make();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(file: string): Holder | 'none' | 'foreign' {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (!stat) return 'none';
  // Larger than any lock.
  if (!stat.isFile() || stat.size > 4096) return 'foreign';
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'none';
    throw error;
  }
  if (text === '') return { id: '', pid: Date.now() - stat.mtimeMs > WRITING_MS ? 0 : process.pid, thread: -1 };
  return parse(text);
}

function parse(text: string): Holder | 'foreign' {
  // As earlier versions wrote it: the number alone.
  if (/^\d+$/.test(text)) return { id: text, pid: Number(text) };
  try {
    const value = JSON.parse(text) as Partial<Holder> | null;
    return typeof value?.id === 'string' && typeof value.pid === 'number' ? (value as Holder) : 'foreign';
  } catch {
    return 'foreign';
  }
}

/** Nobody can tell of a process on another machine: it counts as there. */
function isGone({ id, pid, host, start, thread }: Holder): boolean {
  if (host !== undefined && host !== hostname()) return false;
  if (pid !== process.pid) return !isAlive(pid, start);
  if (thread === undefined) return true;
  if (start !== undefined && start !== startOf(pid)) return true;
  return thread === threadId ? !held.has(id) : endedThreads().includes(thread);
}
