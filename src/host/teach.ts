/** Terms that the user teaches in the editor. */

import { stampOf } from '../kit/own-writes.ts';
import { teachTerm } from '../redact/dictionary/teach.ts';
import { ensureLocal, workspaceAt } from '../run/store/workspace.ts';
import { requireTrust } from './config.ts';
import type { In, Out } from './rpc.ts';

/** Adds a term to the folder's own dictionary, which stays on this machine. */
export async function teach({ project, ...lesson }: In<'teach'>): Promise<Out<'teach'>> {
  requireTrust(project);
  const workspace = workspaceAt(project.root);
  const taught = teachTerm(workspace.root, lesson, () => ensureLocal(workspace));
  return { ...taught, stamp: stampOf(taught.file) };
}
