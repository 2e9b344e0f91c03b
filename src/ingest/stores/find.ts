/** Looks for the stores of agents on this machine. Names, sizes and dates only: no file is opened but Crush's list of projects. */
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import { defined } from '../../kit/defined.ts';
import { tryJson } from '../../kit/json/parse.ts';
import { placesAt } from '../given-paths.ts';
import { AGENTS, type Agent, type Place } from './agents.ts';
import { dataHomes, type Machine, movedBy } from './roots.ts';

/** A store that is there. */
export interface FoundStore {
  agent: string;
  title: string;
  /** What would be read: a file, a folder or, where several belong together, a pattern of folders. */
  path: string;
  /** Undefined for a database: to count them it would have to be opened. */
  sessions?: number;
  files: number;
  bytes: number;
  /** When it was last written to, in UTC ms. */
  newest: number;
  /** The environment variable that says where it is. */
  variable?: string;
}

const thisMachine = (): Machine => ({ home: homedir(), platform: process.platform, env: process.env });

/** Files that are looked at below one store: agents that have run for years have some ten thousand. */
const MOST_FILES = 200_000;

/** The stores of all agents, newest first, and the places where there was none. */
export function findStores(machine: Machine = thisMachine()): { stores: FoundStore[]; looked: number } {
  const stores: FoundStore[] = [];
  const seen = new Set<string>();
  let looked = 0;
  for (const agent of AGENTS)
    for (const { folder, variable } of agent.roots(machine))
      for (const place of agent.places) {
        looked++;
        const path = join(folder, place.read);
        const found = seen.has(path) ? undefined : storeAt(agent, folder, place);
        seen.add(path);
        if (found) stores.push({ ...found, ...defined({ variable }) });
      }
  for (const path of crushDatabases(machine)) {
    looked++;
    const found = storeAt(CRUSH, path, { read: '' });
    if (found) stores.push(found);
  }
  return { stores: stores.sort((a, b) => b.newest - a.newest || (a.path < b.path ? -1 : 1)), looked };
}

const CRUSH: Agent = { id: 'crush', title: 'Crush', roots: () => [], places: [] };

/** Crush keeps a database in each project, and one list of the projects. */
function crushDatabases(machine: Machine): string[] {
  const roots = [
    ...movedBy('CRUSH_GLOBAL_DATA', machine),
    ...dataHomes(machine).map(({ folder }) => ({ folder: join(folder, 'crush') })),
  ];
  const lists = roots.map(({ folder }) => join(folder, 'projects.json'));
  return [...new Set(lists.flatMap(projectsIn))].map((folder) => join(folder, 'crush.db'));
}

function projectsIn(list: string): string[] {
  try {
    const value = tryJson(readFileSync(list, 'utf8')) as { projects?: unknown } | undefined;
    const projects = Array.isArray(value?.projects) ? value.projects : [];
    return projects.flatMap((p: { path?: unknown; data_dir?: unknown } | null) => {
      if (typeof p?.data_dir === 'string') return [p.data_dir];
      return typeof p?.path === 'string' ? [join(p.path, '.crush')] : [];
    });
  } catch {
    return [];
  }
}

/** What lies at one place of one agent; undefined: nothing that could be a session. */
function storeAt(
  { id, title }: Agent,
  root: string,
  { read, sessions }: Place,
): Omit<FoundStore, 'variable'> | undefined {
  const path = join(root, read);
  const fits = sessions === undefined ? undefined : picomatch(sessions, { dot: true });
  const sum = { sessions: 0, files: 0, bytes: 0, newest: 0 };
  for (const at of placesAt(path, root))
    for (const file of filesAt(at)) {
      if (!fits || at === file || fits(relative(at, file).split(sep).join('/'))) sum.sessions++;
      sum.files++;
      // A database grows in the file beside it until that is merged.
      for (const stat of [statOf(file), fits ? undefined : statOf(`${file}-wal`)]) {
        sum.bytes += stat?.size ?? 0;
        sum.newest = Math.max(sum.newest, Math.floor(stat?.mtimeMs ?? 0));
      }
      if (sum.files >= MOST_FILES) break;
    }
  if (sum.sessions === 0) return undefined;
  const { sessions: counted, ...rest } = sum;
  return { agent: id, title, path, ...rest, ...(fits ? { sessions: counted } : {}) };
}

/** The file itself, or all files below the folder. Links are not followed: a store may be reached by two ways. */
function* filesAt(path: string): Generator<string> {
  if (statOf(path)?.isFile()) {
    yield path;
    return;
  }
  let entries: Dirent[];
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    if (entry.isDirectory()) yield* filesAt(join(path, entry.name));
    else if (entry.isFile()) yield join(path, entry.name);
  }
}

const statOf = (path: string) => {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
};
