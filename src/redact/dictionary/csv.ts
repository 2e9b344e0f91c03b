/** Dictionaries as CSV: a header line, then a term a line. What is not understood is an error: a term read wrongly is a leak. */
import { CsvError, type InfoRecord, parse } from 'csv-parse/sync';
import { UserError } from '../../kit/errors.ts';
import { type DictionaryTerm, PII_TYPES, type PiiType } from '../types.ts';

const COLUMNS = ['term', 'mode', 'type', 'regex', 'caseSensitive', 'wholeWord'] as const;
type Column = (typeof COLUMNS)[number];
const FIX = `The columns are ${COLUMNS.join(', ')}; only \`term\` must be there. Without \`mode\` a term is always hidden.`;

/**
 * @param text the file. Fields may be quoted, with "" for a quote; line breaks inside quotes are kept.
 * @param name the file's name for messages.
 * @throws UserError with file and line: an unknown or repeated column, a value that its column cannot have, damaged CSV.
 */
export function parseDictionaryCsv(text: string, name: string): DictionaryTerm[] {
  const [header, ...rows] = csvRows(text, name);
  const columns = header?.record ?? [];
  const wrong = faultOf(columns);
  if (wrong) throw new UserError(`${name}:1: ${wrong}.`, FIX);
  const terms: DictionaryTerm[] = [];
  // `lines` counts up to a row's end: a row begins in the line behind the one before it.
  let line = (header?.info.lines ?? 1) + 1;
  for (const { record, info } of rows) {
    const where = `${name}:${line}`;
    line = info.lines + 1;
    if (record.some((cell) => cell !== ''))
      terms.push(termOf((column) => record[columns.indexOf(column)] ?? '', where));
  }
  return terms;
}

const LINE_ENDS = ['\r\n', '\n', '\r'];

interface CsvRow {
  record: string[];
  info: InfoRecord;
}

function csvRows(text: string, name: string): CsvRow[] {
  try {
    // The types know `info` only without options of columns.
    return parse(text, {
      bom: true,
      trim: true,
      info: true,
      record_delimiter: LINE_ENDS,
      relax_column_count_less: true,
    }) as unknown as CsvRow[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UserError(`${name}:${error.lines ?? 1}: ${REASONS[error.code] ?? 'it is no CSV'}.`, FIX);
  }
}

/** In our words: the parser's own quote the text. */
const REASONS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is not closed',
  CSV_INVALID_CLOSING_QUOTE: 'text follows a closing quote',
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: 'text follows a closing quote',
  INVALID_OPENING_QUOTE: 'a quote opens inside a field',
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: 'the row has more fields than there are columns',
};

function faultOf(columns: readonly string[]): string | undefined {
  const unknown = columns.find((column) => !(COLUMNS as readonly string[]).includes(column));
  if (unknown !== undefined) return `the column \`${unknown}\` is not known`;
  const twice = columns.find((column, i) => columns.indexOf(column) !== i);
  if (twice !== undefined) return `the column \`${twice}\` is there twice`;
  return columns.includes('term') ? undefined : 'there is no column `term`';
}

function termOf(cell: (column: Column) => string, where: string): DictionaryTerm {
  const fail = (what: string): never => {
    throw new UserError(`${where}: ${what}.`, FIX);
  };
  const flag = (column: Column): boolean | undefined => {
    const value = cell(column).toLowerCase();
    if (value === '') return undefined;
    if (/^(?:true|yes|1)$/.test(value)) return true;
    return /^(?:false|no|0)$/.test(value) ? false : fail(`\`${column}\` must be true or false`);
  };
  const [term, mode, type] = [cell('term'), cell('mode') || 'mask', cell('type')];
  if (mode !== 'mask' && mode !== 'never') return fail('`mode` must be mask or never');
  if (type !== '' && !isType(type)) return fail(`\`type\` must be one of ${PII_TYPES.join(', ')}`);
  if (term === '') return fail('the term is empty');
  return {
    term,
    mode,
    type: type === '' ? undefined : type,
    regex: flag('regex'),
    caseSensitive: flag('caseSensitive'),
    wholeWord: flag('wholeWord'),
  };
}

const isType = (name: string): name is PiiType => (PII_TYPES as readonly string[]).includes(name);
