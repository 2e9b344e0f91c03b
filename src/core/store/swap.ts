/**
 * A folder is built beside its place and swapped in whole. Between the two renames a kill can leave `.old` without the
 * folder itself: the next start puts it back.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../model/errors.ts';

const staging = (folder: string): string => `${folder}.goldpan-new`;
const old = (folder: string): string => `${folder}.goldpan-old`;

/** Finishes or undoes an interrupted swap, then gives an empty staging folder. */
export function beginSwap(folder: string): string {
  recoverSwap(folder);
  const fresh = staging(folder);
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  return fresh;
}

export function recoverSwap(folder: string): void {
  if (!existsSync(old(folder))) return;
  if (existsSync(folder)) rmSync(old(folder), { recursive: true, force: true });
  else renameSync(old(folder), folder);
}

/** `isOurs`: may the present folder be replaced? A folder with someone else's files is never deleted. */
export function commitSwap(folder: string, isOurs: (folder: string) => boolean): void {
  mkdirSync(dirname(folder), { recursive: true });
  if (existsSync(folder)) {
    if (!isOurs(folder)) {
      throw new UserError(
        `${folder} exists and is no dataset of Goldpan`,
        'Name another folder with --out, or empty it.',
      );
    }
    renameSync(folder, old(folder));
  }
  renameSync(staging(folder), folder);
  rmSync(old(folder), { recursive: true, force: true });
}

export function abandonSwap(folder: string): void {
  rmSync(staging(folder), { recursive: true, force: true });
}
