/** What the user named under `sources.include` or on the command line: a path, `~/…`, or a pattern of files and folders. */
import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { globMatches } from '../kit/glob.ts';
import { fromHome } from '../kit/home.ts';
import { isSystemError } from './io.ts';

/**
 * Absolute paths, in byte order. A path that is there is itself, whatever characters its name has; so is one without a pattern,
 * whether or not it is there. A pattern that nothing fits gives nothing.
 */
export function placesAt(given: string, root: string): string[] {
  const path = resolve(root, fromHome(given));
  if (!/[*?[{]/.test(given) || existsSync(path)) return [path];
  const parts = path.split(/[/\\]/);
  const first = parts.findIndex((part) => /[*?[{]/.test(part));
  return matching(parts.slice(0, first).join('/') || '/', parts.slice(first));
}

/** Segment by segment, so that only folders which fit are opened. `**` is any number of folders; links are not followed. */
function matching(folder: string, [part, ...rest]: readonly string[]): string[] {
  if (part === undefined) return [folder];
  const entries = entriesOf(folder);
  if (entries === undefined) return [folder];
  const below = (name: string, parts: readonly string[]): string[] => matching(join(folder, name), parts);
  if (part === '**') {
    const here = matching(folder, rest);
    return [...here, ...entries.flatMap((e) => (e.isDirectory() ? below(e.name, [part, ...rest]) : []))];
  }
  return entries.flatMap((e) =>
    (rest.length === 0 || e.isDirectory()) && globMatches([part], e.name) ? below(e.name, rest) : [],
  );
}

/** Undefined for a folder that is there and may not be opened: it stands for what may lie in it, and whoever reads it says why. */
function entriesOf(folder: string): Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    return isSystemError(error) && ['ENOENT', 'ENOTDIR'].includes(error.code) ? [] : undefined;
  }
}
