/** Terms that the user teaches in the editor. */
import { teachTerm } from '../core/redact/dictionary/teach.ts';
import { workspaceAt } from '../core/store/workspace.ts';
import type { In, Out } from './api.ts';
import { requireTrust } from './config.ts';

/** Adds a term to the folder's own dictionary, which stays on this machine. */
export async function teach({ project, ...lesson }: In<'teach'>): Promise<Out<'teach'>> {
  requireTrust(project);
  return teachTerm(workspaceAt(project.root), lesson);
}
