/** A Git repository of the test's own, whose commits have the times that the test gives them. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface TestRepository {
  root: string;
  /** Runs Git in it. `at`: UTC ms, for commits. */
  git(args: readonly string[], at?: number): string;
  write(path: string, text: string): void;
  /** Writes these files (null: removes) and commits all there is. */
  commit(at: number, files?: Readonly<Record<string, string | null>>): void;
}

export function repositoryIn(root: string): TestRepository {
  const git = (args: readonly string[], at = Date.UTC(2020, 0)): string => {
    const date = `${Math.floor(at / 1000)} +0000`;
    const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
    const env = {
      ...Object.fromEntries(own),
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_DATE: date,
      GIT_CONFIG_GLOBAL: '/dev/null',
      ...{ GIT_AUTHOR_NAME: 'n', GIT_AUTHOR_EMAIL: 'n@example.com' },
      ...{ GIT_COMMITTER_NAME: 'n', GIT_COMMITTER_EMAIL: 'n@example.com' },
    };
    return execFileSync('git', ['-C', root, ...args], { env, encoding: 'utf8', stdio: 'pipe' });
  };
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  mkdirSync(root, { recursive: true });
  git(['init', '-q', '-b', 'main']);
  const commit: TestRepository['commit'] = (at, files = {}) => {
    for (const [path, text] of Object.entries(files)) {
      if (text === null) git(['rm', '-q', '-f', '--', path]);
      else write(path, text);
    }
    git(['add', '-A']);
    git(['commit', '-q', '--allow-empty', '-m', 'x'], at);
  };
  return { root, git, write, commit };
}
