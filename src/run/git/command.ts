/** The one place that starts Git: read-only, without hooks, pagers, prompts, programs of the repository's configuration, or network. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** Longest that one question may take, ms; and most that it may answer, bytes: beyond them the repository is not asked. */
const PATIENCE = 60_000;
export const MOST = 256 << 20;

/** What a repository's own configuration could start or fetch is switched off. */
const SAFE = [
  ...['--no-pager', '--no-optional-locks', '--literal-pathspecs'],
  ...['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'protocol.allow=never'],
  ...['-c', 'log.showSignature=false', '-c', 'core.quotePath=false', '-c', 'core.alternateRefsCommand='],
];

export type Answer = { out: Buffer } | { refused: 'another user' | 'unreadable' };

/**
 * Git by its absolute path: on Windows a program of that name in the working folder would come first.
 * @returns undefined where it is not installed
 */
export function findGit(path = process.env.PATH ?? ''): string | undefined {
  const names = process.platform === 'win32' ? ['git.exe'] : ['git'];
  for (const folder of path.split(delimiter).filter(isAbsolute))
    for (const name of names) {
      const file = join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not in this folder.
      }
    }
  return undefined;
}

/**
 * @param folder of the repository
 * @param input on stdin: paths and names of objects are never arguments
 * @param most bytes of the answer; a longer one is refused
 */
export function ask(git: string, folder: string, args: readonly string[], input = '', most = MOST): Answer {
  const done = spawnSync(git, [...SAFE, '-C', folder, ...args], {
    input,
    env: environment(),
    timeout: PATIENCE,
    maxBuffer: most,
    windowsHide: true,
  });
  if (done.status === 0 && !done.error) return { out: done.stdout };
  return { refused: /dubious ownership/.test(String(done.stderr ?? '')) ? 'another user' : 'unreadable' };
}

/** Without variables that point Git elsewhere: a hook that starts Goldpan sets them. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return {
    ...Object.fromEntries(own),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
  };
}
