/** What commits did to files, from `git log --raw -z`: read once for a stretch of time, asked by path. */

export interface FileCommit {
  /** Place in the order of the log, oldest first. */
  order: number;
  /** Committer's time in seconds: an amended or rebased commit has the later one. */
  time: number;
  /** Ids of the contents before and after; absent where there is no file. */
  old?: string;
  blob?: string;
  /** Where the file is from then on, when the commit renamed it. */
  to?: string;
}

/** Commits of each path, oldest first. */
export type History = ReadonlyMap<string, readonly FileCommit[]>;

const NONE = /^0+$/;
const REGULAR = /^100/;

/** @param shallow the oldest commits seem to add all of their files, which says nothing */
export function parseHistory(log: string, shallow: boolean): History {
  const history = new Map<string, FileCommit[]>();
  const tokens = log.split('\0');
  let order = tokens.length;
  let time = 0;
  let silent = false;
  for (let i = 0; i < tokens.length; i++) {
    const token = (tokens[i] as string).replace(/^\n+/, '');
    if (token.startsWith('\x01')) {
      const [, seconds = '', parents = ''] = token.split('\x02');
      time = Number(seconds);
      silent = shallow && parents.trim() === '';
      order--;
    } else if (token.startsWith(':')) {
      const [oldMode = '', mode = '', old = '', blob = '', status = ''] = token.slice(1).split(' ');
      const path = tokens[++i] as string;
      const to = /^[RC]/.test(status) ? (tokens[++i] as string) : undefined;
      if (silent || !(REGULAR.test(mode) || REGULAR.test(oldMode))) continue;
      const commit = { order, time, ...(NONE.test(old) ? {} : { old }), ...(NONE.test(blob) ? {} : { blob }) };
      // A file that the session itself moved is asked for by its new path.
      note(history, to ?? path, commit);
      if (to !== undefined && status.startsWith('R')) note(history, path, { ...commit, to });
    }
  }
  for (const commits of history.values()) commits.reverse();
  return history;
}

function note(history: Map<string, FileCommit[]>, path: string, commit: FileCommit): void {
  const commits = history.get(path);
  if (commits) commits.push(commit);
  else history.set(path, [commit]);
}

export interface Followed {
  /** Where the file is in the end. */
  path: string;
  /** Commits that touched it since, oldest first, over its renames. */
  commits: FileCommit[];
}

/** @param from seconds: only commits from then on */
export function follow(history: History, path: string, from: number): Followed {
  const commits: FileCommit[] = [];
  let at = path;
  let order = -1;
  for (;;) {
    const next = (history.get(at) ?? []).filter((c) => c.order > order && c.time >= from);
    const away = next.findIndex((c) => c.to !== undefined);
    commits.push(...(away < 0 ? next : next.slice(0, away + 1)));
    const moved = next[away];
    if (moved?.to === undefined) return { path: at, commits };
    at = moved.to;
    order = moved.order;
  }
}

/** Contents of the files of a commit by path, from `git ls-tree -r -z`. */
export function parseTree(list: string): Map<string, string> {
  const blobs = new Map<string, string>();
  for (const entry of list.split('\0')) {
    const tab = entry.indexOf('\t');
    const [mode = '', , id = ''] = entry.slice(0, Math.max(0, tab)).split(' ');
    if (REGULAR.test(mode)) blobs.set(entry.slice(tab + 1), id);
  }
  return blobs;
}
