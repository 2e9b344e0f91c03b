/**
 * SQLite databases: logs of `llm`, Cursor's state, those of coding agents, and any with tables of conversations and messages.
 *
 * The known schemas are unpacked into one record per conversation, because theirs cannot be guessed from column
 * names. Of any other database each table is looked at by itself.
 */

import { Cancelled } from '../../kit/errors.ts';
import { filesFor } from '../../model/endings.ts';
import { CURSOR } from '../formats/coding-agents/cursor.ts';
import { DB_ROWS, layoutOf } from '../formats/tables/db-rows.ts';
import { LLM } from '../formats/tables/llm-sqlite.ts';
import type { Source } from '../sources.ts';
import { type AgentStore, agentStore } from '../sqlite/agents.ts';
import { cursorRecords, isCursor } from '../sqlite/cursor.ts';
import { isLlm, llmRecords } from '../sqlite/llm.ts';
import { type Opened, openSqlite, type Row } from '../sqlite/open.ts';
import { type Container, type ExpandContext, isOutside, Unreadable } from './container.ts';
import { Ratings, rowOf, TableSink } from './table.ts';

/** The first sixteen bytes of every SQLite 3 file (sqlite.org/fileformat.html). */
const MAGIC = 'SQLite format 3\0';

export const sqlite: Container = {
  id: 'sqlite',
  doc: {
    title: 'SQLite databases',
    files: filesFor('sqlite'),
    detection: 'The first sixteen bytes; then the names of tables and columns.',
    notes: [
      'Read in place and never written; with a write-ahead log or a journal beside it, a private copy is read together with that.',
      'Sessions of OpenCode, Crush, Goose, Zed, Amazon Q, Kiro, Cursor, ADK and the Agents SDK are put together from their tables; the tables and keys beside them are named as skipped.',
      'Every table with a role, a text and a conversation id is read, and a table of ratings is joined to its messages.',
      'Full-text search tables repeat the text and are left out; so are blobs.',
      'Inside an archive it cannot be read: unpack it first.',
    ],
  },
  claims: (head) => head.subarray(0, 16).toString('latin1') === MAGIC,
  async *expand(source, _bytes, context) {
    if (source.bytes.kind !== 'file') throw new Unreadable('a SQLite database inside an archive; unpack it first');
    const db = await openSqlite(source.bytes.file, context.spills);
    try {
      const tables = new Set(db.all("SELECT name FROM sqlite_master WHERE type = 'table'").map((r) => String(r.name)));
      if (isLlm(tables)) yield whole(source, 'conversations', LLM, llmRecords(db, tables), context);
      else if (tables.has('ai_queries') && tables.has('agent_conversations'))
        throw new Unreadable(
          'Warp keeps nothing but the prompts in a form that can be read; export the conversation there as Markdown',
          'unknown_format',
        );
      else if (isCursor(tables)) yield cursorSource(db, tables, source, context);
      else {
        const store = agentStore(db, tables);
        yield* store ? agentSources(store, db, tables, source, context) : tableSources(db, source, context);
      }
    } finally {
      db.close();
    }
  },
};

/** Chats of Cursor, and the keys beside them. */
function cursorSource(db: Opened, tables: ReadonlySet<string>, source: Source, context: ExpandContext): Source {
  const left: [string, string, number][] = [];
  try {
    const records = cursorRecords(db, tables, (...keys) => left.push(keys));
    return whole(source, 'chats', CURSOR, records, context);
  } finally {
    for (const [keys, reason, records] of left) context.skip(keys, 'metadata', reason, { line: 0, records });
  }
}

/** Sessions of a coding agent; what else its database holds is named. */
function* agentSources(
  store: AgentStore,
  db: Opened,
  tables: ReadonlySet<string>,
  source: Source,
  context: ExpandContext,
): Generator<Source> {
  for (const table of tables)
    if (!(table in store.needs) && !table.startsWith('sqlite_')) context.skip(table, 'metadata', NO_MESSAGES);
  const lost = new Map<string, number>();
  const made = whole(
    source,
    store.entry,
    store.as,
    store.records(db, (table) => lost.set(table, (lost.get(table) ?? 0) + 1)),
    context,
  );
  for (const [table, records] of lost)
    context.skip(table, 'malformed', 'a cell of data that is no JSON object', { line: 0, records });
  yield made;
}

/** One record a conversation, put together here because its parts lie in several tables. */
function whole(source: Source, entry: string, as: string, records: Iterable<unknown>, context: ExpandContext): Source {
  const made = filled(new TableSink(context.spills, source.path, entry, as), records, context);
  if (!made) throw new Unreadable('no conversation in it', 'empty');
  return made;
}

/** The rows of a damaged table are read as far as they go. undefined: there are none. */
function filled(sink: TableSink, rows: Iterable<unknown>, context: ExpandContext): Source | undefined {
  let cut: string | undefined;
  try {
    for (const row of rows) {
      if (context.signal?.aborted) throw new Cancelled();
      sink.write(row);
    }
  } catch (error) {
    if (isOutside(error) || sink.rows === 0) {
      sink.abort();
      throw error;
    }
    cut = 'the SQLite database is damaged here: the rows before were read; recover it with: sqlite3 FILE .recover';
  }
  if (sink.rows > 0) return sink.end(cut);
  sink.abort();
  return undefined;
}

function* mapped<T, U>(items: Iterable<T>, make: (item: T) => U): Generator<U> {
  for (const item of items) yield make(item);
}

/** Why a table without the shape of messages holds none that can be read. LangGraph's checkpointers pack theirs. */
const NO_MESSAGES = 'no table of messages';
const packed = (tables: readonly { name: string; columns: readonly string[] }[]): boolean =>
  tables.some(({ name, columns }) => name === 'checkpoints' && columns.includes('checkpoint_id'));
const PACKED =
  'a LangGraph checkpoint, packed as msgpack; write the states as JSON instead: graph.get_state_history(config)';

/**
 * A source for each table with the shape of messages. Ratings are read first, so that they can be joined to messages.
 */
function* tableSources(db: Opened, source: Source, context: ExpandContext): Generator<Source> {
  const found = dataTables(db).map((name) => {
    const columns = db.all(`PRAGMA table_info(${quoted(name)})`).map((r) => String(r.name));
    return { name, columns, layout: layoutOf(rowOf(columns, [])) };
  });
  const ratings = new Ratings();
  for (const { name, layout } of found) {
    if (layout.kind === 'ratings')
      for (const row of db.iterate(`SELECT * FROM ${quoted(name)}`)) ratings.add(plain(row));
  }
  let used = 0;
  const none = packed(found) ? PACKED : NO_MESSAGES;
  for (const { name, layout } of found) {
    const { kind, columns } = layout;
    // Ratings that name a message have gone to it; those that only name a conversation are rows of their own.
    const joined = kind === 'ratings' && columns.message !== undefined;
    if (kind === undefined || joined) {
      context.skip(name, 'metadata', joined ? 'ratings, joined to their messages' : none);
      continue;
    }
    used++;
    const rows = mapped(db.iterate(`SELECT * FROM ${quoted(name)}`), (row) => ratings.join(plain(row)));
    try {
      const made = filled(new TableSink(context.spills, source.path, name, DB_ROWS), rows, context);
      if (made) yield made;
      else context.skip(name, 'empty', 'holds no rows');
    } catch (error) {
      if (isOutside(error)) throw error;
      context.skip(name, 'unreadable', 'damaged: none of its rows can be read; recover it with: sqlite3 FILE .recover');
    }
  }
  if (used === 0) throw new Unreadable('a SQLite database without a table of messages', 'unknown_format');
}

/** A name as SQL identifier: table names come from the file, and may hold anything. */
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** No virtual tables, none of SQLite's own, and none of the shadow tables of full-text search. */
function dataTables(db: Opened): string[] {
  const all = db.all("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name");
  const virtual = all.filter((r) => /^CREATE\s+VIRTUAL/i.test(String(r.sql))).map((r) => String(r.name));
  return all
    .map((r) => String(r.name))
    .filter((name) => !name.startsWith('sqlite_') && !virtual.some((v) => name === v || name.startsWith(`${v}_`)));
}

/** Bytes are text or nothing that belongs into a talk; 64-bit numbers keep their digits. */
function plain(row: Row): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(row)) {
    out[key] = value instanceof Uint8Array ? textOf(value) : typeof value === 'bigint' ? value.toString() : value;
  }
  return out;
}

/** Bytes as UTF-8; null for those that are none. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
