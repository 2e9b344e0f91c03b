/** Imports conversations from PostgreSQL: a test of the connection, a preview, and the whole, by cursor. */
import QueryStream from 'pg-query-stream';
import { Cancelled } from '../../kit/errors.ts';
import type { Database } from '../../model/config-ingest.ts';
import { TableSink } from '../containers/table.ts';
import { DB_ROWS, layoutOf } from '../formats/tables/db-rows.ts';
import { type Columns, renamed, type TableKind } from '../rows/columns.ts';
import type { Source } from '../sources.ts';
import type { SpillStore } from '../spill.ts';
import { type Access, withDatabase } from './connect.ts';
import { queryFor } from './query.ts';

export interface ConnectionTest {
  /** Such as `PostgreSQL 15.18`. */
  server: string;
  database: string;
  user: string;
  tls: boolean;
  /** Tables that may be read, `schema.table`, those with the shape of messages first. */
  tables: string[];
}

export interface Preview {
  /** The query that was run. */
  sql: string;
  columns: string[];
  /** At most `limit` rows, values as text. */
  rows: Record<string, string | null>[];
  /** Which column is taken for what. */
  guessed: Columns;
  /** undefined: no column that could be a role and a text; name them under `columns`. */
  kind: TableKind | undefined;
}

export async function testConnection(db: Database, access: Access = {}): Promise<ConnectionTest> {
  return withDatabase(db, access, async ({ client, tls }) => {
    const { rows } = await client.query<{ version: string; database: string; user: string }>(
      'SELECT version() AS version, current_database() AS database, current_user AS user',
    );
    const tables = await client.query<{ name: string; columns: string }>(
      `SELECT table_schema || '.' || table_name AS name, string_agg(column_name, chr(10)) AS columns
       FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema')
       GROUP BY 1 ORDER BY 1 LIMIT 500`,
    );
    const isTalk = (columns: string): boolean =>
      layoutOf(Object.fromEntries(columns.split('\n').map((c) => [c, null]))).kind === 'messages';
    const named = tables.rows.map(({ name, columns }) => ({ name, talk: isTalk(columns) }));
    return {
      server: /^PostgreSQL [\d.]+/.exec(rows[0]?.version ?? '')?.[0] ?? 'PostgreSQL',
      database: rows[0]?.database ?? '',
      user: rows[0]?.user ?? '',
      tls,
      tables: [...named.filter((t) => t.talk), ...named.filter((t) => !t.talk)].map((t) => t.name),
    };
  });
}

export async function previewRows(db: Database, access: Access = {}, limit = 10): Promise<Preview> {
  return withDatabase(db, access, async ({ client }) => {
    const { text, values } = await queryFor(client, db);
    const stream = client.query(new QueryStream(text, values, { batchSize: limit, highWaterMark: limit }));
    const rows: Record<string, string | null>[] = [];
    for await (const row of stream as AsyncIterable<Record<string, string | null>>) {
      rows.push(row);
      if (rows.length >= limit) break;
    }
    const columns = Object.keys(rows[0] ?? {});
    const layout = layoutOf(renamed(rows[0] ?? {}, db.columns));
    return { sql: text, columns, rows, guessed: layout.columns, kind: layout.kind };
  });
}

export interface ImportOptions extends Access {
  spills: SpillStore;
  onRows?: (rows: number) => void;
}

const PROGRESS = 1000;

/** Every row, streamed by cursor into an encrypted temporary file. Its path is `postgres:NAME`. */
export async function importDatabase(db: Database, options: ImportOptions): Promise<Source> {
  return withDatabase(db, options, async ({ client }) => {
    const { text, values } = await queryFor(client, db);
    const sink = new TableSink(options.spills, `postgres:${db.name}`, 'query', DB_ROWS);
    try {
      const stream = client.query(new QueryStream(text, values, { batchSize: 500, highWaterMark: 500 }));
      for await (const row of stream as AsyncIterable<Record<string, unknown>>) {
        if (options.signal?.aborted) throw new Cancelled();
        sink.write(renamed(row, db.columns));
        if (sink.rows % PROGRESS === 0) options.onRows?.(sink.rows);
      }
    } catch (error) {
      sink.abort();
      throw error;
    }
    options.onRows?.(sink.rows);
    return sink.end();
  });
}

/** All databases of the configuration, in its order. `passwords` by name, from the editor's secret store. */
export async function databaseSources(
  databases: readonly Database[],
  options: Omit<ImportOptions, 'password'> & { passwords?: Readonly<Record<string, string>> },
): Promise<Source[]> {
  const sources: Source[] = [];
  for (const db of databases) {
    const { passwords, ...rest } = options;
    sources.push(await importDatabase(db, { ...rest, password: passwords?.[db.name] }));
  }
  return sources;
}
