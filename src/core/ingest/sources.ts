/** Finds the log files under the paths that the user named. */
import { lstatSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { DATASET_MARK, ownDataset } from '../../model/own-files.ts';
import { UserError } from '../model/errors.ts';
import { isSwapRoom } from '../store/swap.ts';
import type { BytesSpec } from './bytes.ts';

/** A file (or an entry of one) whose records can be read. Plain data. */
export interface Source {
  /** POSIX path relative to the workspace folder, or absolute when outside it. */
  path: string;
  entry?: string;
  /** Reader id, when whoever made the source knows it: rows of a database, entries of a table. JSON Lines in UTF-8. */
  as?: string;
  /** Came out of a container and is none itself, whatever its name. */
  unpacked?: boolean;
  bytes: BytesSpec;
  size: number;
}

const SKIP_FOLDERS = new Set(['node_modules', '.git', '.goldpan', '.vscode', '.hg', '.svn', '__pycache__', '.venv']);
const LOG_NAMES = /\.(?:jsonl?|ndjson|log|txt|md|traj|eval|csv|tsv|sql|db|sqlite3?|vscdb|parquet|zip|gz|zst)$/i;
export interface Found {
  sources: Source[];
  /** Folders of Goldpan's own datasets: the files that their manifests name are left out. */
  ownOutputs: string[];
  /** Manifests that are none of Goldpan's: their folders are read like any other. */
  foreignMarks: string[];
  /** Files that have no name of a log, for a run that finds nothing else; the first of them. */
  others: string[];
}

/** So many files of other names are remembered. */
const MOST_OTHERS = 20;

/** Files in byte order of their path, whatever the order of the arguments. Symbolic links to folders are not followed. */
export function findSources(paths: readonly string[], root: string, exclude: readonly string[] = []): Found {
  const found = new Map<string, Source>();
  const rest: Omit<Found, 'sources'> = { ownOutputs: [], foreignMarks: [], others: [] };
  const excluded = new Set(exclude.map((p) => resolve(root, p)));

  const addFile = (file: string): void => {
    const path = displayPath(file, root);
    found.set(path, { path, bytes: { kind: 'file', file }, size: statSync(file).size });
  };
  /** What a dataset in the folder names, by absolute path. */
  const ownFiles = (folder: string): string[] => {
    const own = ownDataset(folder);
    if (own === 'foreign') rest.foreignMarks.push(displayPath(join(folder, DATASET_MARK), root));
    if (!own || own === 'foreign') return [];
    rest.ownOutputs.push(displayPath(folder, root));
    return [...own.files].map((file) => join(folder, file));
  };
  const walk = (folder: string): void => {
    if (excluded.has(folder)) return;
    const names = readdirSync(folder).sort();
    if (isSwapRoom(folder, names)) return;
    for (const file of names.includes(DATASET_MARK) ? ownFiles(folder) : []) excluded.add(file);
    for (const name of names) {
      const file = join(folder, name);
      const stat = lstatSync(file);
      if (stat.isDirectory()) {
        if (!SKIP_FOLDERS.has(name)) walk(file);
      } else if (stat.isFile() && !excluded.has(file)) {
        if (isLogName(name)) addFile(file);
        else if (rest.others.length < MOST_OTHERS) rest.others.push(displayPath(file, root));
      }
    }
  };

  for (const given of paths) {
    const file = resolve(root, given);
    let stat: ReturnType<typeof statSync>;
    try {
      stat = statSync(file);
    } catch {
      throw new UserError(
        `${given}: no such file or folder`,
        'Check the path; relative paths start at the workspace folder.',
      );
    }
    if (stat.isDirectory()) walk(file);
    else if (stat.isFile()) addFile(file);
    // Opening a pipe that nobody writes to would wait for ever, and could not be cancelled.
    else
      throw new UserError(
        `${given} is a pipe or a device, and a log is read more than once`,
        'Write what comes out of it to a file, and name that.',
      );
  }
  const sources = [...found.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { sources, ...rest };
}

const NOT_LOGS =
  /^(?:goldpan\.json|package(?:-lock)?\.json|tsconfig.*\.json|README.*|CHANGELOG.*|LICENSE.*|SOURCES\.md)$/i;

export const isLogName = (name: string): boolean => LOG_NAMES.test(name) && !NOT_LOGS.test(name);

/** Relative to the workspace folder when inside it; always with forward slashes. */
export function displayPath(file: string, root: string): string {
  const inside = relative(root, file);
  const path = inside === '' || inside.startsWith('..') ? file : inside;
  return path.split(sep).join('/');
}
