/** Finds the repositories of a workspace: the one that holds it, and those that lie in it. None beside it is looked at. */
import { type Dirent, existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { defined } from '../../kit/defined.ts';
import { ask, findGit } from './command.ts';

/** A repository at the beginning of a run, as plain data for worker threads. */
export interface RepositoryPlace {
  /** Program that reads it. */
  git: string;
  /** Folder that paths in it start at, by its real path; and by the one that it was found under, where that is another. */
  top: string;
  alias?: string;
  /** Commit that the run judges by, and its time in seconds; absent before the first commit. */
  head?: { id: string; time: number };
  /** Has no files of its own. */
  bare: boolean;
  /** Its history begins somewhere in the midst. */
  shallow: boolean;
}

export interface FoundRepositories {
  places: RepositoryPlace[];
  /** For the user, in sentences: what could not be asked, and what to do. */
  notes: string[];
}

/** Folders that are looked into for repositories in a workspace, and how deep: submodules and projects lie near its top. */
const FOLDERS = 500;
const DEEPEST = 3;

export function findRepositories(root: string): FoundRepositories {
  const folders = [...above(root), ...below(root)];
  if (folders.length === 0) return { places: [], notes: [] };
  const git = findGit();
  if (git === undefined) return { places: [], notes: ['Git is not installed: whether edits survived is not known.'] };
  const places = new Map<string, RepositoryPlace>();
  const notes: string[] = [];
  for (const folder of folders) {
    const found = placeOf(git, folder);
    if (typeof found === 'string') notes.push(found);
    else if (!places.has(found.top)) places.set(found.top, found);
  }
  return { places: [...places.values()], notes };
}

/** The nearest repository that holds the folder, or is it. */
function above(root: string): string[] {
  for (let at = resolve(root); ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return [at];
    if (existsSync(join(at, 'HEAD')) && existsSync(join(at, 'objects')) && existsSync(join(at, 'refs'))) return [at];
    if (dirname(at) === at) return [];
  }
}

/** Breadth first, in the order of names. */
function below(root: string): string[] {
  const found: string[] = [];
  let level = [resolve(root)];
  let left = FOLDERS;
  for (let depth = 0; depth < DEEPEST; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      if (left-- <= 0) return found;
      for (const name of foldersIn(folder)) {
        const inner = join(folder, name);
        if (existsSync(join(inner, '.git'))) found.push(inner);
        next.push(inner);
      }
    }
    level = next;
  }
  return found;
}

function foldersIn(folder: string): string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // What may not be listed holds nothing for us.
  }
  const names = entries.filter((e) => e.isDirectory() && !e.name.startsWith('.') && e.name !== 'node_modules');
  return names.map((e) => e.name).sort();
}

function placeOf(git: string, folder: string): RepositoryPlace | string {
  const flags = ask(git, folder, ['rev-parse', '--is-bare-repository', '--is-shallow-repository']);
  const unread = `Git cannot read the repository in ${folder}: whether edits survived there is not known.`;
  if ('refused' in flags)
    return flags.refused === 'another user'
      ? `Git does not read ${folder}, since it belongs to another user: whether edits survived there is not known. If you trust it, add it to safe.directory of your Git configuration.`
      : unread;
  const [bare, shallow] = String(flags.out).split('\n');
  const inner = bare === 'true' ? undefined : ask(git, folder, ['rev-parse', '--show-toplevel']);
  const top = inner && 'out' in inner ? String(inner.out).replace(/\n$/, '') : folder;
  const last = ask(git, folder, ['log', '-1', '--format=%H %ct']);
  // Before the first commit HEAD names none; a commit that is named and cannot be read is damage.
  if ('refused' in last && 'out' in ask(git, folder, ['rev-parse', '--verify', '--quiet', 'HEAD'])) return unread;
  const [id, time] = 'out' in last ? String(last.out).trim().split(' ') : [];
  const real = realpathSync(top);
  return {
    git,
    top: real,
    ...defined({
      alias: real === folder ? undefined : folder,
      head: id ? { id, time: Number(time) } : undefined,
    }),
    bare: bare === 'true',
    shallow: shallow === 'true',
  };
}
