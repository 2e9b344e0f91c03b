/** CSV and TSV files of rows. */
import { Cancelled } from '../../model/errors.ts';
import { sniffEncoding } from '../bytes.ts';
import { DB_ROWS, layoutOf } from '../readers/db-rows.ts';
import { parseCsv, sniffDelimiter, UnclosedQuote } from '../text/csv.ts';
import { textChunks } from '../text/decode.ts';
import { type Container, Unreadable } from './container.ts';
import { rowOf, TableSink } from './table.ts';

export const csv: Container = {
  id: 'csv',
  doc: {
    title: 'CSV and TSV',
    files: '*.csv, *.tsv',
    detection: 'The name, and a first line of column names.',
    notes: [
      'Comma, semicolon, tab or bar; quotes with newlines inside; JSON inside quotes; UTF-8 or UTF-16.',
      'An empty cell is null, a quoted empty cell is empty text.',
      'A table without role and content columns can be mapped by hand (`mappings` in goldpan.json).',
    ],
  },
  claims: (head, name) => /\.(?:csv|tsv)$/i.test(name) && !isBinary(head),
  async *expand(source, bytes, context) {
    const head = [...textChunks({ ...bytes, size: Math.min(bytes.size, 1 << 16) })].join('');
    const rows = parseCsv(textChunks(bytes), sniffDelimiter(head));
    const first = rows.next();
    if (first.done) throw new Unreadable('empty file', 'empty');
    const columns = first.value.cells.map((c, i) => c?.trim() || `column_${i + 1}`);
    const layout = layoutOf(rowOf(columns, []));
    const sink = new TableSink(context.spills, source.path, source.entry ?? 'rows', layout.kind ? DB_ROWS : undefined);
    try {
      for (const row of rows) {
        if (context.signal?.aborted) throw new Cancelled();
        if (row.cells.length > columns.length) {
          context.skip(
            source.entry,
            'malformed',
            `line ${row.line}: ${row.cells.length} cells for ${columns.length} columns`,
          );
          continue;
        }
        sink.write(rowOf(columns, row.cells), row.line);
      }
    } catch (error) {
      if (!(error instanceof UnclosedQuote)) {
        sink.abort();
        throw error;
      }
      context.skip(source.entry, 'malformed', `${error.message}; the rows before it were read`);
    }
    yield sink.end();
  },
};

const isBinary = (head: Buffer): boolean => sniffEncoding(head).encoding === 'utf8' && head.includes(0);
