/** Dictionary terms from `goldpan.json` and from the CSV files it names. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { explained } from '../../kit/os-error.ts';
import type { DictionaryTerm } from '../types.ts';
import { parseDictionaryCsv } from './csv.ts';

/** Terms taught in the editor: they stay on this machine. Same columns as a dictionary file. */
export const LOCAL_DICTIONARY = '.goldpan/local/dictionary.csv';

/**
 * Terms of the configuration, then of each file in order, then those taught here.
 * @throws UserError with file and line.
 */
export function loadTerms(
  privacy: { dictionary: readonly DictionaryTerm[]; dictionaryFiles: readonly string[] },
  root: string,
): DictionaryTerm[] {
  const own = existsSync(resolve(root, LOCAL_DICTIONARY)) ? [LOCAL_DICTIONARY] : [];
  const files = [...privacy.dictionaryFiles, ...own];
  const listed = privacy.dictionary.map((term, i) => ({ ...term, where: `privacy.dictionary, entry ${i + 1}` }));
  return [...listed, ...files.flatMap((name) => termsOf(resolve(root, name), name))];
}

const termsOf = (file: string, name: string): DictionaryTerm[] =>
  parseDictionaryCsv(
    explained(file, () => readFileSync(file, 'utf8')),
    name,
  );
