/** A term that the user teaches: written at once to the workspace's own dictionary, which stays on this machine. */
import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../kit/errors.ts';
import type { PiiType } from '../types.ts';
import { LOCAL_DICTIONARY, loadTerms } from './load.ts';

export interface Lesson {
  term: string;
  mode: 'mask' | 'never';
  type?: PiiType;
}

/**
 * @param root the workspace's folder.
 * @param makeFolder makes the folder of `LOCAL_DICTIONARY`, kept out of git; called before anything is written.
 * @returns the dictionary's file, and whether it held the term already.
 * @throws UserError when the term is no line of two characters or more.
 */
export function teachTerm(
  root: string,
  { term, mode, type }: Lesson,
  makeFolder: () => void,
): { file: string; known: boolean } {
  const clean = term.trim();
  if (clean.length < 2 || /[\r\n]/.test(clean)) {
    throw new UserError('A term is one line of two characters or more.', 'Select the word or name alone.');
  }
  const file = join(root, LOCAL_DICTIONARY);
  const known = loadTerms({ dictionary: [], dictionaryFiles: [] }, root);
  if (known.some((t) => t.term === clean && t.mode === mode && t.type === type)) return { file, known: true };
  makeFolder();
  if (!existsSync(file)) appendFileSync(file, 'term,mode,type\n', { mode: 0o600 });
  appendFileSync(file, `${[clean, mode, type ?? ''].map(csv).join(',')}\n`);
  return { file, known: false };
}

const csv = (value: string): string => (/[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
