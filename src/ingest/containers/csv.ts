/** CSV and TSV files of rows. `text/csv.ts` parses them; here rows become records, and ratings join their messages. */

import { Cancelled } from '../../kit/errors.ts';
import { filesFor, isNamedFor } from '../../model/endings.ts';
import type { SkipCode } from '../../model/source.ts';
import { type Bytes, isUtf32, NOT_UTF8, openBytes, sniffEncoding } from '../bytes.ts';
import { DB_ROWS, layoutOf } from '../formats/tables/db-rows.ts';
import { whyUnreadable } from '../io.ts';
import type { TableKind } from '../rows/columns.ts';
import type { Source } from '../sources.ts';
import { type CsvRow, parseCsv, sniffDelimiter, UnclosedQuote } from '../text/csv.ts';
import { BROKEN, textChunks } from '../text/decode.ts';
import { type Container, Unreadable } from './container.ts';
import { Ratings, rowOf, TableSink } from './table.ts';

export const csv: Container = {
  id: 'csv',
  doc: {
    title: 'CSV and TSV',
    files: filesFor('csv'),
    detection: 'The name, and a first line of column names.',
    notes: [
      'Comma, semicolon, tab or bar; quotes with newlines inside; JSON inside quotes; UTF-8 or UTF-16.',
      'An empty cell is null, a quoted empty cell is empty text.',
      'A table without role and content columns can be mapped by hand (`mappings` in goldpan.json).',
    ],
  },
  claims: (head, name) => isNamedFor('csv', name) && !isBinary(head),
  async *expand(source, bytes, context) {
    const { columns, rows } = openTable(bytes);
    if (columns.length === 0) throw new Unreadable('empty file', 'empty');
    const layout = layoutOf(rowOf(columns, []));
    // Exports put ratings into a file of their own, in the same folder: it is read first.
    const ratings = new Ratings();
    if (layout.kind === 'messages') for (const row of ratingsBeside(source, context.siblings)) ratings.add(row);
    if (layout.kind === 'ratings' && layout.columns.message && tableBeside(source, context.siblings, 'messages'))
      throw new Unreadable('ratings, joined to the messages beside it', 'metadata');
    const sink = new TableSink(context.spills, source.path, source.entry ?? 'rows', layout.kind ? DB_ROWS : undefined);
    try {
      for (const row of rows) {
        if (context.signal?.aborted) throw new Cancelled();
        if (row.cells.length > columns.length) {
          const reason = `${row.cells.length} cells for ${columns.length} columns; quote the cells that hold a delimiter`;
          context.skip(sink.entry, 'malformed', reason, { line: row.line });
          continue;
        }
        const broken = brokenCell(row.cells);
        if (broken) {
          context.skip(sink.entry, broken.code, broken.reason, { line: row.line });
          continue;
        }
        sink.write(ratings.join(rowOf(columns, row.cells)), row.line);
      }
    } catch (error) {
      if (!(error instanceof UnclosedQuote)) {
        sink.abort();
        throw error;
      }
      const reason = `${error.message}: the rows before it were read; close the quote`;
      context.skip(sink.entry, 'malformed', reason, { line: error.line });
    }
    yield sink.end();
  },
};

/** The names in the first line, and the rows behind it. */
function openTable(bytes: Bytes): { columns: string[]; rows: Generator<CsvRow> } {
  const head = [...textChunks({ ...bytes, size: Math.min(bytes.size, 1 << 16) })].join('');
  const rows = parseCsv(textChunks(bytes), sniffDelimiter(head));
  const first = rows.next();
  return { columns: first.done ? [] : first.value.cells.map((c, i) => c?.trim() || `column_${i + 1}`), rows };
}

/** Another CSV file of the same folder that holds a table of this kind. */
function tableBeside(source: Source, siblings: readonly Source[], kind: TableKind): Source | undefined {
  const folder = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
  return siblings.find((other) => {
    if (other.path === source.path || !isNamedFor('csv', other.path) || folder(other.path) !== folder(source.path))
      return false;
    try {
      return withBytes(other, (bytes) => layoutOf(rowOf(openTable(bytes).columns, [])).kind === kind);
    } catch (error) {
      // Reported when its own turn comes.
      if (whyUnreadable(error) !== undefined) return false;
      throw error;
    }
  });
}

/** All rows of the table of ratings beside this file. */
function ratingsBeside(source: Source, siblings: readonly Source[]): unknown[] {
  const table = tableBeside(source, siblings, 'ratings');
  if (!table) return [];
  return withBytes(table, (bytes) => {
    const { columns, rows } = openTable(bytes);
    return Array.from(rows, (row) => rowOf(columns, row.cells));
  });
}

function withBytes<T>(source: Source, use: (bytes: Bytes) => T): T {
  const bytes = openBytes(source.bytes);
  try {
    return use(bytes);
  } finally {
    bytes.close();
  }
}

/** A damaged row is no reason to give up the others: the names in the first line decide. */
function isBinary(head: Buffer): boolean {
  const first = head.subarray(0, head.includes(10) ? head.indexOf(10) : head.length);
  return isUtf32(head) || (sniffEncoding(head).encoding === 'utf8' && first.includes(0));
}

/** Such a row would bring characters into the data that nobody wrote. */
function brokenCell(cells: readonly (string | null)[]): { code: SkipCode; reason: string } | undefined {
  if (cells.some((cell) => cell?.includes(BROKEN))) return { code: 'not_utf8', reason: NOT_UTF8 };
  return cells.some((cell) => cell?.includes('\0'))
    ? { code: 'malformed', reason: 'zero bytes in the row' }
    : undefined;
}
