/** Rows of a database as aligned text, with what each column is taken for. */
import type { Preview } from '../ingest/postgres/import.ts';

const MAX_CELL = 48;

export function tableOf(name: string, { columns, rows, guessed, kind, sql }: Preview): string {
  const fields = Object.entries(guessed);
  const use = new Map(fields.map(([field, column]) => [column, field]));
  const cells = rows.map((row) => columns.map((c) => cell(row[c] ?? null)));
  const all = [columns, columns.map((c) => (use.has(c) ? `= ${use.get(c)}` : '')), ...cells];
  const widths = columns.map((_, i) => Math.max(...all.map((line) => [...(line[i] ?? '')].length)));
  const line = (parts: readonly string[]) =>
    parts
      .map((part, i) => part + ' '.repeat((widths[i] ?? 0) - [...part].length))
      .join(' │ ')
      .trimEnd();
  const [names = [], uses = []] = all;
  return [
    `${name}: the first ${rows.length} rows, as they are in the database. Nothing of them is written.`,
    kind
      ? `Read as ${kind}. Which column is taken for what is written under its name.`
      : rows.length === 0
        ? 'The query gives no rows.'
        : 'No column could be a role and a text: name them under "columns" of the database in goldpan.json.',
    '',
    ...(columns.length > 0 ? [line(names), line(uses), widths.map((w) => '─'.repeat(w)).join('─┼─')] : []),
    ...cells.map(line),
    '',
    'Query:',
    sql.trim(),
    '',
  ].join('\n');
}

/** One line, no longer than a column may be. */
function cell(value: string | null): string {
  if (value === null) return 'NULL';
  const chars = [...value.replace(/\r\n|[\r\n\u2028\u2029]/g, '⏎').replaceAll('\t', ' ')];
  return chars.length > MAX_CELL ? `${chars.slice(0, MAX_CELL - 1).join('')}…` : chars.join('');
}
