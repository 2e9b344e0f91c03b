/**
 * A folder is built beside its place and swapped in whole. All of it happens in a room of ours, `FOLDER.goldpan-XXXXXX` with a
 * marker in it: `new` is built there, `old` is what was replaced. A kill between the two renames leaves `old` without the folder
 * itself: the next start puts it back. Folders without our marker are left alone, whatever their name.
 * The caller holds the lock of the folder.
 */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { look } from './look.ts';

export interface Replaceable {
  /** Throws when `folder`, called `name` in messages, must not be replaced. An absent one may. */
  check(folder: string, name: string): void;
  /** Removes what the check allowed, and nothing else. */
  remove(folder: string): void;
}

/** A folder that is Goldpan's with all that is in it. */
export const WHOLLY_OURS: Replaceable = {
  check: () => undefined,
  remove: (folder) => rmSync(folder, { recursive: true, force: true }),
};

const MARK = 'goldpan-swap.json';
const markOf = (folder: string): string => JSON.stringify({ goldpan: 'swap', for: basename(folder) });

export class Swap {
  /** Empty: the new folder is built here. */
  readonly staging: string;

  private constructor(
    private readonly folder: string,
    private readonly kind: Replaceable,
    private readonly room: string,
  ) {
    this.staging = join(room, 'new');
    mkdirSync(this.staging);
  }

  /** Finishes or undoes an interrupted swap, then makes room for a new one. */
  static begin(folder: string, kind: Replaceable): Swap {
    recoverSwap(folder, kind);
    mkdirSync(dirname(folder), { recursive: true });
    const room = mkdtempSync(`${folder}.goldpan-`);
    writeFileSync(join(room, MARK), markOf(folder));
    return new Swap(folder, kind, room);
  }

  /** Throws what `check` throws; the folder is as it was then. */
  commit(): void {
    const { folder, kind } = this;
    const old = join(this.room, 'old');
    kind.check(folder, folder);
    if (isThere(folder)) {
      renameSync(folder, old);
      try {
        // Nobody reaches it under its name any more: what came in between the check and the rename is seen here.
        kind.check(old, folder);
        renameSync(this.staging, folder);
      } catch (error) {
        if (!isThere(folder)) renameSync(old, folder);
        throw error;
      }
    } else renameSync(this.staging, folder);
    clear(this.room, kind);
  }

  /** What was built is thrown away. After a commit nothing is left to do. */
  abandon(): void {
    clear(this.room, this.kind);
  }

  /** What was built stays, under a name of its own beside the folder, which is returned. */
  keep(): string {
    for (let n = 1; ; n++) {
      const kept = `${this.folder}.goldpan-new${n === 1 ? '' : `-${n}`}`;
      if (isThere(kept)) continue;
      renameSync(this.staging, kept);
      return kept;
    }
  }
}

/** A kill may have left something to recover: the folder itself is missing, or there is room to clear. */
export const isInterrupted = (folder: string): boolean => roomsOf(folder).length > 0;

export function recoverSwap(folder: string, kind: Replaceable): void {
  for (const room of roomsOf(folder)) {
    const old = join(room, 'old');
    if (isThere(old) && !isThere(folder)) renameSync(old, folder);
    clear(room, kind);
  }
}

/** Is a folder with these names in it such a room? */
export const isSwapRoom = (folder: string, names: readonly string[]): boolean =>
  names.includes(MARK) && (readMark(folder)?.startsWith('{"goldpan":"swap"') ?? false);

function roomsOf(folder: string): string[] {
  const parent = dirname(folder);
  if (!statSync(parent, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(parent)
    .filter((name) => name.startsWith(`${basename(folder)}.goldpan-`))
    .map((name) => join(parent, name))
    .filter((room) => readMark(room) === markOf(folder));
}

function readMark(room: string): string | undefined {
  const file = join(room, MARK);
  const isOurs = look(room)?.isDirectory() && look(file)?.isFile();
  return isOurs ? readFileSync(file, 'utf8') : undefined;
}

/** The marker goes last, so that a kill leaves a room that is still known as ours; what is not ours keeps its room. */
function clear(room: string, kind: Replaceable): void {
  if (!isThere(room)) return;
  rmSync(join(room, 'new'), { recursive: true, force: true });
  const old = join(room, 'old');
  if (isThere(old)) kind.remove(old);
  if (readdirSync(room).some((name) => name !== MARK)) return;
  rmSync(join(room, MARK), { force: true });
  rmdirSync(room);
}

const isThere = (path: string): boolean => look(path) !== undefined;
