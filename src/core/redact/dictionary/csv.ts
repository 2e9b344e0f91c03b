/** Dictionaries as CSV: a header line, then a term a line. */
import { UserError } from '../../model/errors.ts';
import { type DictionaryTerm, PII_TYPES, type PiiType } from '../types.ts';

const COLUMNS = ['term', 'mode', 'type', 'regex', 'caseSensitive', 'wholeWord'] as const;
const MEND = `The columns are ${COLUMNS.join(', ')}; only \`term\` must be there. Without \`mode\` a term is always hidden.`;

/** `name` is the file's name for messages. Fields may be quoted, with "" for a quote; line breaks inside quotes are kept. */
export function parseDictionaryCsv(text: string, name: string): DictionaryTerm[] {
  const rows = csvRows(text.replace(/^\uFEFF/, ''));
  const header = (rows.shift()?.cells ?? []).map((cell) => cell.trim());
  const unknown = header.find((column) => !(COLUMNS as readonly string[]).includes(column));
  if (!header.includes('term') || unknown !== undefined)
    throw new UserError(
      `${name}:1: ${unknown === undefined ? 'there is no column `term`' : `the column \`${unknown}\` is not known`}.`,
      MEND,
    );
  return rows
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ cells, line }) => {
      const cell = (column: (typeof COLUMNS)[number]): string => cells[header.indexOf(column)]?.trim() ?? '';
      const bad = (what: string): UserError => new UserError(`${name}:${line}: ${what}.`, MEND);
      const flag = (column: 'regex' | 'caseSensitive' | 'wholeWord'): boolean | undefined => {
        const value = cell(column).toLowerCase();
        if (value === '') return undefined;
        if (/^(?:true|yes|1)$/.test(value)) return true;
        if (/^(?:false|no|0)$/.test(value)) return false;
        throw bad(`\`${column}\` must be true or false`);
      };
      const mode = cell('mode') || 'mask';
      if (mode !== 'mask' && mode !== 'never') throw bad('`mode` must be mask or never');
      const type = cell('type') || undefined;
      if (type !== undefined && !(PII_TYPES as readonly string[]).includes(type))
        throw bad(`\`${type}\` is no type of the taxonomy`);
      if (cell('term') === '') throw bad('the term is empty');
      const options = { regex: flag('regex'), caseSensitive: flag('caseSensitive'), wholeWord: flag('wholeWord') };
      return {
        term: cell('term'),
        mode,
        ...(type === undefined ? {} : { type: type as PiiType }),
        ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
      };
    });
}

function csvRows(text: string): { cells: string[]; line: number }[] {
  const rows: { cells: string[]; line: number }[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let start = 1;
  const end = (): void => {
    cells.push(cell);
    cell = '';
  };
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '\n') line++;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text.charAt(i + 1) === '"') cell += text.charAt(++i);
      else quoted = false;
    } else if (char === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (char === ',') end();
    else if (char === '\n' || char === '\r') {
      if (char === '\r' && text.charAt(i + 1) === '\n') continue;
      end();
      rows.push({ cells, line: start });
      cells = [];
      start = line;
    } else cell += char;
  }
  if (cell !== '' || cells.length) {
    end();
    rows.push({ cells, line: start });
  }
  return rows;
}
