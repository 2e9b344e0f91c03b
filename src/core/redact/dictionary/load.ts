/** Dictionary terms from `goldpan.json` and from the CSV files it names. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { explained } from '../../../kit/os-error.ts';
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
  const listed = privacy.dictionary.map((term, i) => ({ ...term, where: `privacy.dictionary, entry ${i + 1}` }));
  return [...listed, ...files.flatMap((name) => readTerms(resolve(root, name), name))];
}

/** In our own words: the messages of csv-parse quote the line. */
const CSV_TROUBLE: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is not closed',
  CSV_INVALID_CLOSING_QUOTE: 'something follows a closing quote',
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: 'something follows a closing quote',
  INVALID_OPENING_QUOTE: 'a quote stands inside a cell',
  CSV_RECORD_INCONSISTENT_COLUMNS: 'more or fewer cells than the first line has columns',
};

function readTerms(file: string, name: string): DictionaryTerm[] {
  let rows: { record: Record<string, string>; info: { lines: number } }[];
  try {
    const text = explained(file, () => readFileSync(file, 'utf8'));
    rows = parse(text, {
      columns: true,
      bom: true,
      trim: true,
      skip_empty_lines: true,
      info: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UserError(
      `${name}:${Number(error.lines) || 1}: ${CSV_TROUBLE[error.code] ?? 'not valid CSV'}`,
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
    where,
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
