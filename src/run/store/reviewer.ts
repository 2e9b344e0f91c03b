/**
 * Who labels: an id of this clone of the workspace, made by chance and kept in `.goldpan/local`. It tells two people's labels apart
 * in a shared file, and names nobody: a user's name would be one more identifier there, and `root` or `vscode` is everybody's.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureLocal, type Workspace } from './workspace.ts';

const ID = /^[0-9a-f]{12}$/;

/** Undefined before anything was labelled here, since looking must not write. */
export function knownReviewer({ local }: Pick<Workspace, 'local'>): string | undefined {
  const file = join(local, 'reviewer');
  const id = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  // A damaged one is made anew: what was labelled under it stays, as another person's.
  return ID.test(id) ? id : undefined;
}

export function reviewerOf(workspace: Workspace): string {
  const known = knownReviewer(workspace);
  if (known) return known;
  const id = randomBytes(6).toString('hex');
  ensureLocal(workspace);
  writeFileSync(join(workspace.local, 'reviewer'), `${id}\n`);
  return id;
}
