/** The query that fetches conversations: the user's own, or one made for the tables that are there. */
import type { Client } from 'pg';
import { UserError } from '../../kit/errors.ts';
import type { Database } from '../../model/config-ingest.ts';
import { guessColumns } from '../rows/columns.ts';

/** A query and its parameters. */
export interface Query {
  text: string;
  values: string[];
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** @throws UserError when `since` is set and the user's own SQL does not use it: it would be ignored silently. */
export async function queryFor(client: Client, db: Database): Promise<Query> {
  const start = await startOf(client, db);
  if (db.sql !== undefined) {
    const text = db.sql.trim().replace(/;\s*$/, '');
    if (!/\$1\b/.test(text)) {
      if (db.since !== undefined)
        throw new UserError(
          `databases → ${db.name}: "since" is set, and the SQL does not use it`,
          'Compare a time column with $1 in the SQL, or take "since" out.',
        );
      return { text, values: [] };
    }
    // Without `since`, everything is later than its start.
    return { text, values: [start ?? '-infinity'] };
  }
  return defaultQuery(client, db, start);
}

/** Conversations joined to their messages. Whole conversations come, also when only their last message lies in the window. */
async function defaultQuery(client: Client, db: Database, start: string | undefined): Promise<Query> {
  const messages = await columnsOf(client, db.schema, db.messages);
  if (messages.length === 0)
    throw new UserError(
      `Database ${db.name}: there is no table ${db.schema}.${db.messages}`,
      'Set "schema", "conversations" and "messages" of the database, or write your own "sql".',
      3,
    );
  const guess = guessColumns(messages);
  const link = db.columns?.conversation ?? guess.conversation;
  const time = db.columns?.time ?? guess.time;
  if (!link)
    throw new UserError(
      `Database ${db.name}: ${db.messages} has no column for the conversation`,
      'Name it: "columns": { "conversation": "…" }.',
      3,
    );
  const conversations = await columnsOf(client, db.schema, db.conversations);
  const from = [`FROM ${quoted(db.schema)}.${quoted(db.messages)} m`];
  const select = ['m.*'];
  if (!guess.id && !db.columns?.id) select.push('m.ctid::text AS "key"');
  if (conversations.includes('id')) {
    from.push(`JOIN ${quoted(db.schema)}.${quoted(db.conversations)} c ON c."id"::text = m.${quoted(link)}::text`);
    const also = ['metadata', 'user_id'].filter((name) => conversations.includes(name) && !messages.includes(name));
    select.push(
      ...also.map((name) => `c.${quoted(name)} AS ${quoted(name === 'metadata' ? 'conversation_metadata' : name)}`),
    );
  }
  const order = [
    `m.${quoted(link)}`,
    ...(time ? [`m.${quoted(time)}`] : []),
    guess.id ? `m.${quoted(guess.id)}` : 'm.ctid',
  ];
  const values: string[] = [];
  let where = '';
  if (start !== undefined && time) {
    values.push(start);
    where = `WHERE m.${quoted(link)} IN (SELECT ${quoted(link)} FROM ${quoted(db.schema)}.${quoted(db.messages)} WHERE ${quoted(time)} >= $1::timestamptz)`;
  }
  return {
    text: [`SELECT ${select.join(', ')}`, ...from, where, `ORDER BY ${order.join(', ')}`].filter(Boolean).join('\n'),
    values,
  };
}

async function columnsOf(client: Client, schema: string, table: string): Promise<string[]> {
  const { rows } = await client.query<{ column_name: string }>(
    'SELECT column_name FROM information_schema.columns WHERE table_schema = $1 AND table_name = $2 ORDER BY ordinal_position',
    [schema, table],
  );
  return rows.map((row) => row.column_name);
}

/** Start of the window as the server's clock has it. */
async function startOf(client: Client, db: Database): Promise<string | undefined> {
  if (db.since === undefined) return undefined;
  const isDate = /^\d{4}-/.test(db.since);
  const expression = isDate ? '$1::timestamptz' : 'now() - $1::interval';
  const { rows } = await client.query<{ start: string }>(`SELECT (${expression})::text AS start`, [db.since]);
  return rows[0]?.start;
}
