/** A term that the user teaches: written at once to the workspace's own dictionary, which stays on this machine. */
import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../model/errors.ts';
import { ensureLocal, type Workspace } from '../../store/workspace.ts';
import type { PiiType } from '../types.ts';
import { LOCAL_DICTIONARY, loadTerms } from './load.ts';

export interface Lesson {
  term: string;
  mode: 'mask' | 'never';
  type?: PiiType;
}

/** Returns the dictionary's file, and whether it held the term already. */
export function teachTerm(workspace: Workspace, { term, mode, type }: Lesson): { file: string; known: boolean } {
  const clean = term.trim();
  if (clean.length < 2 || /[\r\n]/.test(clean)) {
    throw new UserError('A term is one line of two characters or more.', 'Select the word or name alone.');
  }
  const file = join(workspace.root, LOCAL_DICTIONARY);
  const known = loadTerms({ dictionary: [], dictionaryFiles: [] }, workspace.root);
  if (known.some((t) => t.term === clean && t.mode === mode && t.type === type)) return { file, known: true };
  ensureLocal(workspace);
  if (!existsSync(file)) appendFileSync(file, 'term,mode,type\n', { mode: 0o600 });
  appendFileSync(file, `${[clean, mode, type ?? ''].map(csv).join(',')}\n`);
  return { file, known: false };
}

const csv = (value: string): string => (/[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
