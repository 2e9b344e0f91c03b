import { lstatSync, type Stats } from 'node:fs';

/** What is under a path, links not followed; undefined for a path that is not there, below a file as well. */
export function look(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
