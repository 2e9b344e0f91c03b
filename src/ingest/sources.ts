/** Finds the log files under the paths that the user named. */
import { lstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { UserError } from '../kit/errors.ts';
import { globMatches } from '../kit/glob.ts';
import { isSwapRoom } from '../kit/swap.ts';
import { hasLogEnding, isBareLog } from '../model/endings.ts';
import { DATASET_MARK, ownDataset } from '../model/own-files.ts';
import type { SkipCode, Skipped } from '../model/source.ts';
import type { BytesSpec } from './bytes.ts';
import { sealedStore } from './foreign.ts';
import { placesAt } from './given-paths.ts';
import { isSystemError, readFailure, whyUnreadable } from './io.ts';

/** A file (or an entry of one) whose records can be read. Plain data. */
export interface Source {
  /** POSIX path relative to the workspace folder, or absolute when outside it. */
  path: string;
  entry?: string;
  /** Reader id, when whoever made the source knows it: rows of a database, entries of a table. JSON Lines in UTF-8. */
  as?: string;
  /** Came out of a container and is none itself, whatever its name. */
  unpacked?: boolean;
  /** What it came out of is damaged: it ends in the midst, and this is why. Counted as one record, at its end. */
  cut?: string | undefined;
  bytes: BytesSpec;
  size: number;
}

const SKIP_FOLDERS = new Set(['node_modules', '.git', '.goldpan', '.vscode', '.hg', '.svn', '__pycache__', '.venv']);

/** So many files of other names are remembered. */
const MOST_OTHERS = 20;

export interface Found {
  sources: Source[];
  /** Folders of Goldpan's own datasets: the files that their manifests name are left out. */
  ownOutputs: string[];
  /** Manifests that are none of Goldpan's: their folders are read like any other. */
  foreignMarks: string[];
  /** Files that have no name of a log, for a run that finds nothing else; the first of them. */
  others: string[];
  /** Files and folders that nothing can be read of: no permission, no regular file. */
  skipped: Skipped[];
}

/**
 * Files in byte order of their path, whatever the order of the arguments. Symbolic links below a folder are not followed.
 * @param exclude files and folders below the paths that are left out
 * @param patterns the same as globs, or as paths relative to `root`; a file that was itself named in `paths` is read all the same
 * @throws UserError for a given path that is not there
 */
export function findSources(
  paths: readonly string[],
  root: string,
  exclude: readonly string[] = [],
  patterns: readonly string[] = [],
): Found {
  const search = new Search(root, exclude, patterns);
  for (const given of paths) search.given(given);
  return search.found();
}

/** One search: what it found so far, and what it leaves out. */
class Search {
  private readonly sources = new Map<string, Source>();
  private readonly skipped = new Map<string, Skipped>();
  private readonly rest: Omit<Found, 'sources' | 'skipped'> = { ownOutputs: [], foreignMarks: [], others: [] };
  /** Absolute paths that are left out; files of datasets are added where their manifest is met. */
  private readonly named: Set<string>;

  constructor(
    private readonly root: string,
    exclude: readonly string[],
    private readonly patterns: readonly string[],
  ) {
    this.named = new Set([...exclude, ...patterns].map((p) => resolve(root, p)));
  }

  found(): Found {
    return { sources: byPath(this.sources.values()), ...this.rest, skipped: byPath(this.skipped.values()) };
  }

  /** A path that the user named: unlike what is found below it, it must be there. */
  given(path: string): void {
    const places = placesAt(path, this.root);
    if (places.length === 0)
      throw new UserError(
        `${path}: no file or folder fits this pattern`,
        'Check it; relative patterns start at the workspace folder, and ~ is your home folder.',
      );
    for (const file of places) this.place(path, file);
  }

  private place(path: string, file: string): void {
    let stat: ReturnType<typeof statSync>;
    try {
      stat = statSync(file);
    } catch (error) {
      if (isSystemError(error) && error.code === 'EACCES') {
        this.asking(file, (p) => statSync(p));
        return;
      }
      throw new UserError(
        `${path}: no such file or folder`,
        'Check the path; relative paths start at the workspace folder.',
      );
    }
    if (stat.isDirectory()) this.walk(file);
    else if (stat.isFile()) this.add(file, stat);
    else
      throw new UserError(
        `${path} is a pipe or a device, and a log is read more than once`,
        'Write what comes out of it to a file, and name that.',
      );
  }

  private walk(folder: string): void {
    if (this.excluded(folder)) return;
    const names = this.asking(folder, (path) => readdirSync(path))?.sort() ?? [];
    if (isSwapRoom(folder, names)) return;
    for (const file of names.includes(DATASET_MARK) ? this.ownFiles(folder) : []) this.named.add(file);
    const { others } = this.rest;
    for (const name of names) {
      const file = join(folder, name);
      if (SKIP_FOLDERS.has(name) || this.excluded(file)) continue;
      const stat = this.asking(file, (path) => lstatSync(path));
      if (stat?.isDirectory()) this.walk(file);
      else if (stat?.isFile() && this.sealed(file)) continue;
      else if (stat && (isLogName(name) || isBareLog(file) || leadsToFolder(file, stat))) this.add(file, stat);
      else if (stat?.isFile() && others.length < MOST_OTHERS) others.push(displayPath(file, this.root));
    }
  }

  private add(file: string, stat: Stats): void {
    const path = displayPath(file, this.root);
    const special = whatElse(stat);
    if (this.sealed(file)) return;
    if (special) this.skip(file, 'not_a_file', special);
    else this.sources.set(path, { path, bytes: { kind: 'file', file }, size: stat.size });
  }

  /** Names a store that only its own program can open. */
  private sealed(file: string): boolean {
    const why = sealedStore(file.split(sep).join('/'));
    if (why !== undefined) this.skip(file, 'unreadable', why);
    return why !== undefined;
  }

  private excluded(file: string): boolean {
    return this.named.has(file) || globMatches(this.patterns, displayPath(file, this.root));
  }

  /** What a dataset in the folder names, by absolute path. */
  private ownFiles(folder: string): string[] {
    const own = ownDataset(folder);
    if (own === 'foreign') this.rest.foreignMarks.push(displayPath(join(folder, DATASET_MARK), this.root));
    if (!own || own === 'foreign') return [];
    this.rest.ownOutputs.push(displayPath(folder, this.root));
    return [...own.files].map((file) => join(folder, file));
  }

  private skip(file: string, code: SkipCode, reason: string): void {
    const path = displayPath(file, this.root);
    this.skipped.set(path, { path, line: 0, code, reason });
  }

  /** What the system refuses to tell about one file or folder costs only that. */
  private asking<T>(file: string, ask: (file: string) => T): T | undefined {
    try {
      return ask(file);
    } catch (error) {
      const why = whyUnreadable(error);
      if (why === undefined) throw isSystemError(error) ? readFailure(displayPath(file, this.root), error) : error;
      this.skip(file, 'unreadable', why);
      return undefined;
    }
  }
}

const byPath = <T extends { path: string }>(items: Iterable<T>): T[] =>
  [...items].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));

/** Reading a pipe or a device would wait for ever, or never end. */
function whatElse(stat: Stats): string | undefined {
  if (stat.isFile()) return undefined;
  return stat.isSymbolicLink()
    ? 'a symbolic link, which is not followed; name what it leads to under "sources"'
    : 'a pipe, a socket or a device; write what it gives into a file first';
}

/** Whatever its name, logs may lie below it. A link to nowhere leads to none. */
function leadsToFolder(file: string, stat: Stats): boolean {
  if (!stat.isSymbolicLink()) return false;
  try {
    return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}

const NOT_LOGS =
  /^(?:goldpan\.json|package(?:-lock)?\.json|tsconfig.*\.json|README.*|CHANGELOG.*|LICENSE.*|SOURCES\.md)$/i;

export const isLogName = (name: string): boolean => hasLogEnding(name) && !NOT_LOGS.test(name);

/** Relative to the workspace folder when inside it; always with forward slashes. */
export function displayPath(file: string, root: string): string {
  const inside = relative(root, file);
  const path = inside === '' || inside.startsWith('..') ? file : inside;
  return path.split(sep).join('/');
}
