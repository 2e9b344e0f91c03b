/** The user's home folder in paths, so that a shared goldpan.json names no user. */
import { homedir } from 'node:os';
import { join, relative, sep } from 'node:path';

/** `~` and `~/…` are the home folder; a name such as `~draft` is a name. */
export const fromHome = (path: string, home = homedir()): string =>
  path === '~' || /^~[/\\]/.test(path) ? join(home, path.slice(1)) : path;

/** A path below the home folder as `~/…`, with forward slashes; any other as it is. */
export function toHome(path: string, home = homedir()): string {
  const below = relative(home, path);
  return below === '' || below.startsWith('..') || below === path ? path : `~/${below.split(sep).join('/')}`;
}
