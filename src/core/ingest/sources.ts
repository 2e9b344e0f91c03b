/** Finds the log files under the paths that the user named. */
import { lstatSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { globMatches } from '../../kit/glob.ts';
import { hasLogEnding } from '../../model/endings.ts';
import { UserError } from '../model/errors.ts';
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
/** Written by every dataset: the folder is Goldpan's own output and no log. */
export const DATASET_MARK = 'goldpan.manifest.json';

export interface Found {
  sources: Source[];
  /** Goldpan's own datasets, left out. */
  ownOutputs: string[];
}

/**
 * Files in byte order of their path, whatever the order of the arguments. Symbolic links to folders are not followed.
 * @param exclude files and folders below the paths that are left out
 * @param patterns the same as globs, or as paths relative to `root`; a file that was itself named in `paths` is read all the same
 */
export function findSources(
  paths: readonly string[],
  root: string,
  exclude: readonly string[] = [],
  patterns: readonly string[] = [],
): Found {
  const found = new Map<string, Source>();
  const ownOutputs: string[] = [];
  const named = new Set([...exclude, ...patterns].map((p) => resolve(root, p)));
  const excluded = (file: string): boolean => named.has(file) || globMatches(patterns, displayPath(file, root));

  const addFile = (file: string): void => {
    const path = displayPath(file, root);
    found.set(path, { path, bytes: { kind: 'file', file }, size: statSync(file).size });
  };
  const walk = (folder: string): void => {
    if (excluded(folder)) return;
    const names = readdirSync(folder).sort();
    if (names.includes(DATASET_MARK)) {
      ownOutputs.push(displayPath(folder, root));
      return;
    }
    for (const name of names) {
      const file = join(folder, name);
      const stat = lstatSync(file);
      if (stat.isDirectory()) {
        if (!SKIP_FOLDERS.has(name)) walk(file);
      } else if (stat.isFile() && isLogName(name) && !excluded(file)) addFile(file);
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
    else addFile(file);
  }
  const sources = [...found.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { sources, ownOutputs };
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
