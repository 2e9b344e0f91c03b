/**
 * SQL dumps: pg_dump in plain format, and INSERT statements of any database.
 *
 * The dump is read twice, line by line: once for ratings, which may come after the messages that they are about, and
 * once for everything else. `text/sql.ts` reads the statements.
 */

import { Cancelled } from '../../kit/errors.ts';
import { filesFor, isNamedFor } from '../../model/endings.ts';
import type { SkipCode } from '../../model/source.ts';
import { isUtf32, NOT_UTF8, sniffEncoding } from '../bytes.ts';
import { DB_ROWS, layoutOf } from '../formats/tables/db-rows.ts';
import type { TableKind } from '../rows/columns.ts';
import { BROKEN, textLines } from '../text/decode.ts';
import { type DumpRow, dumpRows } from '../text/sql.ts';
import { type Container, Unreadable } from './container.ts';
import { Ratings, rowOf, TableSink } from './table.ts';

/** Kinds of tables that become sources. */
const USEFUL: readonly TableKind[] = ['messages', 'pairs', 'conversations', 'chats'];

export const sqlDump: Container = {
  id: 'sql-dump',
  doc: {
    title: 'SQL dumps',
    files: filesFor('sql-dump'),
    detection: '`COPY … FROM stdin` or `INSERT INTO` statements in the first lines, or the header of pg_dump.',
    notes: [
      'Every table with the shape of conversations or messages is read, as an entry of its own; other tables are named and left out.',
      "COPY's escapes (`\\N`, `\\t`, `\\\\`) and INSERT's quotes are undone; JSON columns keep their exact text.",
      'Ratings in a table of their own are joined to their messages by id.',
      "pg_dump's custom format is no text: `pg_restore -f dump.sql dump.custom` turns it into one.",
    ],
  },
  claims: (head, name) => {
    if (head.subarray(0, 5).toString('latin1') === 'PGDMP') return true;
    if (isUtf32(head)) return false;
    const text = head.toString(sniffEncoding(head).encoding === 'utf8' ? 'utf8' : 'utf16le');
    if (/^\s*--\s*(?:\r?\n--\s*)?(?:PostgreSQL database|MySQL) dump/m.test(text.slice(0, 4096))) return true;
    return (
      isNamedFor('sql-dump', name) &&
      /^\s*(?:COPY\s.*FROM\s+stdin|INSERT\s+INTO|CREATE\s+TABLE|PRAGMA|BEGIN)/im.test(text)
    );
  },
  async *expand(source, bytes, context) {
    if (bytes.read(0, 5).toString('latin1') === 'PGDMP')
      throw new Unreadable('pg_dump in custom format; turn it into text with: pg_restore -f dump.sql FILE');
    const kinds = new Map<string, TableKind | undefined>();
    // Asked for every row: what a table is, is decided once.
    const kindOf = (table: string, columns: readonly string[]): TableKind | undefined => {
      const known = kinds.get(table);
      if (known !== undefined || kinds.has(table)) return known;
      const { kind } = layoutOf(rowOf(columns, []));
      kinds.set(table, kind);
      return kind;
    };
    const ratings = new Ratings();
    for (const row of dumpRows(textLines(bytes), (table, columns) => kindOf(table, columns) === 'ratings')) {
      ratings.add(rowOf(row.columns, row.values));
    }
    const sinks = new Map<string, TableSink>();
    const wanted = (table: string, columns: readonly string[]): boolean => {
      const kind = kindOf(table, columns);
      const byChat = kind === 'ratings' && ratingsByChat(columns);
      return kind !== undefined && (USEFUL.includes(kind) || byChat);
    };
    const lost = (line: number, reason: string): void => context.skip(source.entry, 'malformed', reason, { line });
    for (const row of dumpRows(textLines(bytes), wanted, lost)) {
      if (context.signal?.aborted) throw new Cancelled();
      // A dump may switch between tables; each has its own source.
      let sink = sinks.get(row.table);
      if (!sink) {
        sink = new TableSink(context.spills, source.path, entryOf(source.entry, row.table), DB_ROWS);
        sinks.set(row.table, sink);
      }
      const wrong = whatIsWrong(row);
      if (wrong) context.skip(sink.entry, wrong.code, wrong.reason, { line: row.line });
      else sink.write(ratings.join(rowOf(row.columns, row.values)), row.line);
    }
    if (ratings.full)
      context.skip(undefined, 'too_large', 'more ratings than can be joined at once; the rest is left out');
    for (const [table, kind] of kinds) {
      if (kind === undefined) context.skip(entryOf(source.entry, table), 'metadata', 'no table of messages');
      else if (kind === 'ratings' && !sinks.has(table))
        context.skip(entryOf(source.entry, table), 'metadata', 'ratings, joined to their messages');
    }
    if (sinks.size === 0) throw new Unreadable('no table of messages in this dump', 'unknown_format');
    for (const sink of sinks.values()) yield sink.end();
  },
};

/** Why a row is left out; the others of its table are read all the same. */
function whatIsWrong({ values, columns }: DumpRow): { code: SkipCode; reason: string } | undefined {
  if (values.length !== columns.length) {
    const reason = `${values.length} values for ${columns.length} columns; dump it again`;
    return { code: 'malformed', reason };
  }
  return values.some((value) => typeof value === 'string' && value.includes(BROKEN))
    ? { code: 'not_utf8', reason: NOT_UTF8 }
    : undefined;
}

/** Ratings that name the conversation, but no message, cannot be joined and are rows of their own. */
function ratingsByChat(columns: readonly string[]): boolean {
  const layout = layoutOf(rowOf(columns, []));
  return (
    layout.columns.message === undefined && (layout.columns.conversation !== undefined || columns.includes('meta'))
  );
}

const entryOf = (entry: string | undefined, table: string): string =>
  entry === undefined ? table : `${entry}/${table}`;
