/** The workspace folder's own files: `goldpan.json`, and `.goldpan` with decisions (shared) and `local` (never committed). */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../../kit/errors.ts';
import { Key } from '../../kit/key.ts';
import { exclusively } from '../../model/exclusive.ts';

export interface Workspace {
  root: string;
  config: string;
  decisions: string;
  /** Who asked to be erased, as keyed hashes. */
  tombstones: string;
  /** What reviewers said of the places drawn for the audit. */
  reviews: string;
  /** What people say of examples and pairs, to measure the automation against. */
  gold: string;
  local: string;
  /** What the names model said, by keyed hash of the text. */
  answers: string;
  /** What the judge said, by keyed hash of the question. */
  verdicts: string;
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
    gold: join(root, '.goldpan', 'gold.jsonl'),
    local,
    answers: join(local, 'names-answers.txt'),
    verdicts: join(local, 'judge-answers.txt'),
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
  return exclusively(join(workspace.local, 'lock'), 'here');
}
