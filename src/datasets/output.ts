/** May a dataset be written to a folder? Asked before any work, and again before the folder is replaced: nothing of the user's is. */
import {
  accessSync,
  type BigIntStats,
  constants,
  lstatSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, parse, relative, resolve, sep } from 'node:path';
import { UserError } from '../kit/errors.ts';
import { look } from '../kit/look.ts';
import type { Replaceable } from '../kit/swap.ts';
import { DATASET_MARK, MANIFEST_VERSION, ownDataset } from '../model/own-files.ts';

export interface OutputPlace {
  /** The workspace folder. */
  root: string;
  /** Absolute paths of the files and folders that the run reads. */
  sources: readonly string[];
  /** The user's home, which is asked of the system by default. */
  home?: string;
}

const ELSEWHERE = 'Name another folder with --out, or as "output" in goldpan.json.';

/** Made by file managers by themselves, without the user's doing: they go with the folder. */
const OF_THE_SYSTEM: ReadonlySet<string> = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

/** Foreign files that a message names. */
const NAMED = 3;

/**
 * @param out an absolute path.
 * @throws UserError unless `out` is absent, an empty folder, or a dataset with nothing of the user's in it; and lies where a
 *   dataset may.
 */
export function checkOutput(out: string, place: OutputPlace): void {
  checkPlace(out, place);
  checkContents(out);
  checkParent(out);
}

/** A dataset in its folder, for a swap. */
export const DATASET: Replaceable = { check: checkContents, remove: removeDataset };

/** Throws UserError unless `folder`, called `name` in messages, is absent, empty, or holds only what its manifest names. */
export function checkContents(folder: string, name = folder): void {
  const stat = look(folder);
  if (!stat) return;
  if (stat.isSymbolicLink())
    throw new UserError(`${name} is a symbolic link to ${readlinkSync(folder)}`, 'Name the folder itself with --out.');
  if (!stat.isDirectory()) throw new UserError(`${name} is a file, and a dataset is a folder`, ELSEWHERE);
  const own = ownDataset(folder);
  if (own === 'foreign' || (own && own.version !== MANIFEST_VERSION))
    throw new UserError(
      `${join(name, DATASET_MARK)} is damaged, or of another version or program: nothing tells which files here are Goldpan's`,
      `${ELSEWHERE} Or move ${name} away.`,
    );
  const foreign = foreignIn(folder, own?.files ?? new Set());
  if (foreign.length === 0) return;
  const more = foreign.length > NAMED ? ` and ${foreign.length - NAMED} more` : '';
  const holds = `${foreign.slice(0, NAMED).join(', ')}${more}`;
  throw own
    ? new UserError(
        `${name} holds what Goldpan did not write: ${holds}`,
        'Move it elsewhere: a dataset is replaced as a whole. A run can also write to another folder (--out).',
      )
    : new UserError(`${name} is not a dataset of Goldpan, and not empty: it holds ${holds}`, ELSEWHERE);
}

/** Removes the files that the manifest names and the folders that are empty then; anything else stays where it is. */
export function removeDataset(folder: string): void {
  const own = ownDataset(folder);
  const files = own === 'foreign' ? new Set<string>() : (own?.files ?? new Set<string>());
  const remove = (at: string): void => {
    for (const name of readdirSync(at)) {
      const path = join(at, name);
      if (lstatSync(path).isDirectory()) remove(path);
      // The manifest goes last: until then it tells what is ours.
      else if (isOurs(inside(folder, path), files) && path !== join(folder, DATASET_MARK)) rmSync(path);
    }
    if (at !== folder && readdirSync(at).length === 0) rmdirSync(at);
  };
  remove(folder);
  if (readdirSync(folder).some((name) => name !== DATASET_MARK)) return;
  if (files.size > 0) rmSync(join(folder, DATASET_MARK), { force: true });
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

/** POSIX paths, folders with a slash at the end; into a folder that is foreign as a whole nobody looks. */
function foreignIn(folder: string, files: ReadonlySet<string>): string[] {
  const folders = new Set([...files].flatMap((file) => parents(file)));
  const walk = (at: string): string[] =>
    readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
      const path = inside(folder, join(at, entry.name));
      if (entry.isDirectory()) return folders.has(path) ? walk(join(at, entry.name)) : [`${path}/`];
      return entry.isFile() && isOurs(path, files) ? [] : [path];
    });
  return walk(folder).sort();
}

const isOurs = (path: string, files: ReadonlySet<string>): boolean =>
  files.has(path) || OF_THE_SYSTEM.has(path.slice(path.lastIndexOf('/') + 1));

const inside = (folder: string, path: string): string => relative(folder, path).split(sep).join('/');

const parents = (file: string): string[] =>
  file.split('/').flatMap((_, i, parts) => (i === 0 ? [] : [parts.slice(0, i).join('/')]));

function checkPlace(out: string, { root, sources, home = homedir() }: OutputPlace): void {
  const refuse = (what: string): never => {
    throw new UserError(`${out} ${what}`, ELSEWHERE);
  };
  if (dirname(out) === out) refuse('is the root of a file system');
  for (const source of sources) {
    if (isWithin(source, out))
      refuse(
        samePlace(source, out)
          ? 'is a log that the run reads, and the run would replace it'
          : `holds ${source}, which the run reads, and the run would replace it`,
      );
  }
  if (isWithin(root, out)) refuse(samePlace(root, out) ? 'is the workspace folder' : 'holds the workspace folder');
  if (isWithin(home, out)) refuse(samePlace(home, out) ? 'is your home folder' : 'holds your home folder');
  if (isWithin(out, join(root, '.goldpan')) || out.split(sep).some((part) => part.toLowerCase() === '.goldpan'))
    refuse('lies in .goldpan, where Goldpan keeps decisions and the last run');
}

/** The folder that will hold `out`, or the first one above that is there, must be a folder to write to. */
function checkParent(out: string): void {
  let parent = dirname(out);
  while (!look(parent) && parent !== parse(parent).root) parent = dirname(parent);
  if (!statSync(parent, { throwIfNoEntry: false })?.isDirectory())
    throw new UserError(`${out} cannot be made: ${parent} is no folder`, ELSEWHERE);
  try {
    accessSync(parent, constants.W_OK | constants.X_OK);
  } catch {
    throw new UserError(
      `${out} cannot be made: you may not write in ${parent}`,
      `Ask for that right. Or: ${ELSEWHERE}`,
    );
  }
}

/** Is `path` the same as `folder` or below it, through links and whatever the case of the names? Asked of the file system. */
function isWithin(path: string, folder: string): boolean {
  if (!statOf(folder)) return false;
  for (const start of [resolve(path), realOf(path)])
    for (let at = start; ; at = dirname(at)) {
      if (samePlace(at, folder)) return true;
      if (dirname(at) === at) break;
    }
  return false;
}

function samePlace(a: string, b: string): boolean {
  const [one, other] = [statOf(a), statOf(b)];
  return one !== undefined && other !== undefined && one.ino === other.ino && one.dev === other.dev;
}

/** With the links on its way followed, as far as the path is there. */
function realOf(path: string): string {
  for (let at = resolve(path); ; at = dirname(at)) {
    if (statOf(at)) return join(realpathSync.native(at), relative(at, resolve(path)));
    if (dirname(at) === at) return at;
  }
}

function statOf(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}
