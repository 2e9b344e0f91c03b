/** Dictionary terms from `goldpan.json` and from the CSV files it names. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../../model/errors.ts';
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
  return [...privacy.dictionary, ...files.flatMap((name) => parseDictionaryCsv(read(resolve(root, name), name), name))];
}

function read(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      `the dictionary ${name} cannot be read: ${code === 'ENOENT' ? 'there is no such file' : code}`,
      'Correct `privacy.dictionaryFiles` in goldpan.json, or restore the file.',
    );
  }
}
