/** The workspace folder's own files: `goldpan.json`, and `.goldpan` with decisions (shared) and `local` (never committed). */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { explained } from '../../kit/os-error.ts';
import { Key } from '../key.ts';
import { UserError } from '../model/errors.ts';

export interface Workspace {
  root: string;
  config: string;
  decisions: string;
  /** Who asked to be erased, as keyed hashes. */
  tombstones: string;
  /** What humans said of the places drawn for the audit. */
  reviews: string;
  local: string;
  /** The last finished run. */
  run: string;
}

/** The nearest folder above `from` that holds `goldpan.json` or `.goldpan`; else `from` itself. */
export function findRoot(from: string): string {
  for (let at = resolve(from); ; at = dirname(at)) {
    if (existsSync(join(at, 'goldpan.json')) || existsSync(join(at, '.goldpan'))) return at;
    if (dirname(at) === at) return resolve(from);
  }
}

export function workspaceAt(root: string): Workspace {
  const local = join(root, '.goldpan', 'local');
  return {
    root,
    config: join(root, 'goldpan.json'),
    decisions: join(root, '.goldpan', 'decisions.jsonl'),
    tombstones: join(root, '.goldpan', 'tombstones.jsonl'),
    reviews: join(root, '.goldpan', 'audit-reviews.jsonl'),
    local,
    run: join(local, 'run'),
  };
}

/** Makes `.goldpan/local`, which keeps itself out of git. */
export function ensureLocal(workspace: Workspace): void {
  mkdirSync(workspace.local, { recursive: true });
  const ignore = join(workspace.local, '.gitignore');
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n');
}

/** GOLDPAN_KEY when set; else the workspace's own key, made at the first run. */
export function loadKey(workspace: Workspace, env: string | undefined): Key {
  if (env) {
    const key = Key.parse(env);
    if (!key)
      throw new UserError('GOLDPAN_KEY is not a key', 'Set it to 32 to 128 hex digits, as in .goldpan/local/key.');
    return key;
  }
  const file = join(workspace.local, 'key');
  if (existsSync(file)) {
    const key = Key.parse(readFileSync(file, 'utf8'));
    if (!key)
      throw new UserError(
        `${file} is damaged`,
        'Restore it, or delete it: decisions made with it will not be recognised.',
      );
    return key;
  }
  const key = Key.random();
  ensureLocal(workspace);
  writeFileSync(file, `${key.toHex()}\n`, { mode: 0o600 });
  return key;
}

/** One run at a time in a workspace. Returns the release. A lock whose process is gone is taken over. */
export function lock(workspace: Workspace): () => void {
  ensureLocal(workspace);
  const file = join(workspace.local, 'lock');
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const fd = openSync(file, 'wx');
      writeSync(fd, String(process.pid));
      closeSync(fd);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const pid = Number(explained(file, () => readFileSync(file, 'utf8')));
      if (pid !== process.pid && isRunning(pid)) {
        throw new UserError(`another run is at work here (process ${pid})`, 'Wait for it, or stop it.', 3);
      }
      rmSync(file, { force: true });
    }
  }
  throw new UserError('the run lock cannot be taken', `Delete ${file} if no run is at work.`, 3);
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
