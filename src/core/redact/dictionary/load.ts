/** Dictionary terms from `goldpan.json` and from the CSV files it names. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { UserError } from '../../model/errors.ts';
import { type DictionaryTerm, PII_TYPES, type PiiType } from '../types.ts';

/** Terms taught in the editor: they stay on this machine. Same columns as a dictionary file. */
export const LOCAL_DICTIONARY = '.goldpan/local/dictionary.csv';

/** Terms of the configuration, then of each file in order, then those taught here. Throws UserError with file and line. */
export function loadTerms(
  privacy: { dictionary: readonly DictionaryTerm[]; dictionaryFiles: readonly string[] },
  root: string,
): DictionaryTerm[] {
  const own = existsSync(resolve(root, LOCAL_DICTIONARY)) ? [LOCAL_DICTIONARY] : [];
  const files = [...privacy.dictionaryFiles, ...own];
  return [...privacy.dictionary, ...files.flatMap((name) => readTerms(resolve(root, name), name))];
}

function readTerms(file: string, name: string): DictionaryTerm[] {
  let rows: { record: Record<string, string>; info: { lines: number } }[];
  try {
    rows = parse(readFileSync(file, 'utf8'), {
      columns: true,
      bom: true,
      trim: true,
      skip_empty_lines: true,
      info: true,
    });
  } catch (error) {
    throw new UserError(
      `${name}: ${(error as Error).message}`,
      'Give a CSV file whose first line names the columns; "term" is needed.',
    );
  }
  return rows.map(({ record, info }) => toTerm(record, `${name}:${info.lines}`));
}

function toTerm(row: Record<string, string>, where: string): DictionaryTerm {
  const { term, type, mode } = row;
  if (!term) throw new UserError(`${where}: no term`, 'Fill the column "term".');
  if (type && !PII_TYPES.includes(type as PiiType))
    throw new UserError(`${where}: unknown type`, `Use one of ${PII_TYPES.join(', ')}.`);
  if (mode && mode !== 'mask' && mode !== 'never') throw new UserError(`${where}: unknown mode`, 'Use mask or never.');
  return {
    term,
    mode: mode === 'never' ? 'never' : 'mask',
    ...(type ? { type: type as PiiType } : {}),
    ...flag(row, 'regex', where),
    ...flag(row, 'caseSensitive', where),
    ...flag(row, 'wholeWord', where),
  };
}

function flag(row: Record<string, string>, key: string, where: string): Record<string, boolean> {
  const text = row[key]?.toLowerCase();
  if (!text) return {};
  if (['true', 'yes', '1'].includes(text)) return { [key]: true };
  if (['false', 'no', '0'].includes(text)) return { [key]: false };
  throw new UserError(`${where}: "${key}" is neither true nor false`, 'Write true or false, or leave it empty.');
}
