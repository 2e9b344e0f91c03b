/** Terms that the user teaches: written at once, and kept on this machine. */
import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../core/model/errors.ts';
import { LOCAL_DICTIONARY, loadTerms } from '../../core/redact/dictionary/load.ts';
import { ensureLocal, workspaceAt } from '../../core/store/workspace.ts';
import type { In, Out } from './api.ts';
import { requireTrust } from './config.ts';

/** Adds a term to the folder's own dictionary, which stays on this machine. */
export async function teach({ project, term, mode, type }: In<'teach'>): Promise<Out<'teach'>> {
  requireTrust(project);
  const clean = term.trim();
  if (clean.length < 2 || /[\r\n]/.test(clean)) {
    throw new UserError('A term is one line of two characters or more.', 'Select the word or name alone.');
  }
  const workspace = workspaceAt(project.root);
  const file = join(workspace.root, LOCAL_DICTIONARY);
  const known = loadTerms({ dictionary: [], dictionaryFiles: [] }, workspace.root);
  if (known.some((t) => t.term === clean && t.mode === mode && t.type === type)) return { file, known: true };
  ensureLocal(workspace);
  if (!existsSync(file)) appendFileSync(file, 'term,mode,type\n', { mode: 0o600 });
  appendFileSync(file, `${[clean, mode, type ?? ''].map(csv).join(',')}\n`);
  return { file, known: false };
}

const csv = (value: string): string => (/[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
