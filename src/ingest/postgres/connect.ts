/** A connection to PostgreSQL that cannot write. */
import { readFileSync } from 'node:fs';
import { Client, type ClientConfig } from 'pg';
import { defined } from '../../kit/defined.ts';
import { UserError } from '../../kit/errors.ts';
import type { Database } from '../../model/config-ingest.ts';
import { explain } from './errors.ts';

export interface Access {
  /** From the editor's secret store. Else GOLDPAN_PG_PASSWORD, else PGPASSWORD or ~/.pgpass. */
  password?: string | undefined;
  env?: Readonly<Record<string, string | undefined>>;
  signal?: AbortSignal | undefined;
}

export interface Session {
  client: Client;
  /** Was the connection encrypted? */
  tls: boolean;
}

/** Hosts on this machine: nobody listens on the way, and such servers rarely speak TLS. */
const LOCAL = /^(?:localhost|127\.\d+\.\d+\.\d+|::1|)$/;

/** What `pg` needs to know. Throws UserError on a missing or unsafe connection string. */
function clientConfig(db: Database, access: Access): ClientConfig {
  const env = access.env ?? process.env;
  const url = parseUrl(db, env);
  const host = url.searchParams.get('host') ?? decodeURIComponent(url.hostname).replace(/^\[|\]$/g, '');
  const password = access.password ?? env.GOLDPAN_PG_PASSWORD ?? (decodeURIComponent(url.password) || undefined);
  const config: ClientConfig = {
    host: host || env.PGHOST || 'localhost',
    ...(url.port
      ? { port: Number(url.port) }
      : url.searchParams.get('port')
        ? { port: Number(url.searchParams.get('port')) }
        : {}),
    ...defined({
      user: url.username ? decodeURIComponent(url.username) : undefined,
      database: url.pathname.length > 1 ? decodeURIComponent(url.pathname.slice(1)) : undefined,
      password,
    }),
    application_name: 'goldpan',
    connectionTimeoutMillis: 15_000,
    statement_timeout: db.timeoutSeconds * 1000,
    // All values as the text that the server sends: numbers keep their digits, JSON its spelling.
    types: { getTypeParser: () => (value: string) => value } as NonNullable<ClientConfig['types']>,
  };
  const isLocal = host.startsWith('/') || LOCAL.test(host);
  const mode = url.searchParams.get('sslmode');
  const tls =
    db.tls !== 'auto'
      ? db.tls
      : mode === 'disable'
        ? 'off'
        : mode === 'require'
          ? 'encrypt'
          : mode
            ? 'verify'
            : isLocal
              ? 'off'
              : 'verify';
  config.ssl = tls === 'off' ? false : { rejectUnauthorized: tls === 'verify', ...certificate(db) };
  return config;
}

/** The authority's certificate, where the configuration names one. */
function certificate(db: Database): { ca?: string } {
  if (db.ca === undefined) return {};
  try {
    return { ca: readFileSync(db.ca, 'utf8') };
  } catch {
    throw new UserError(
      `${db.name}: the certificate file ${db.ca} cannot be read`,
      'Check "ca" of the database in goldpan.json.',
    );
  }
}

/**
 * The connection string. A password in goldpan.json is refused: the file is committed. One in the environment is not.
 */
function parseUrl(db: Database, env: Readonly<Record<string, string | undefined>>): URL {
  const where = `databases → ${db.name}`;
  const fromEnv = db.urlEnv === undefined ? undefined : env[db.urlEnv];
  if (db.urlEnv !== undefined && !fromEnv)
    throw new UserError(`${where}: the environment variable ${db.urlEnv} is not set`, 'Set it to a connection string.');
  const text = fromEnv ?? db.url;
  if (!text) throw new UserError(`${where}: no connection string`, 'Give "url" or "urlEnv" in goldpan.json.');
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new UserError(`${where}: not a connection string`, 'Write postgresql://user@host:5432/database.');
  }
  if (!/^postgres(?:ql)?:$/.test(url.protocol))
    throw new UserError(`${where}: ${url.protocol}// is not PostgreSQL`, 'Write postgresql://user@host:5432/database.');
  if (fromEnv === undefined && (url.password || url.searchParams.has('password')))
    throw new UserError(
      `${where}: goldpan.json holds a password`,
      'Take it out, and set GOLDPAN_PG_PASSWORD or PGPASSWORD, or let the editor keep it.',
    );
  return url;
}

/** Runs `use` in one read-only transaction, which is always rolled back. */
export async function withDatabase<T>(db: Database, access: Access, use: (session: Session) => Promise<T>): Promise<T> {
  const config = clientConfig(db, access);
  const client = new Client(config);
  // A lost connection also rejects the query that runs; without a listener it would end the process.
  client.on('error', () => undefined);
  const abort = (): void => void client.end().catch(() => undefined);
  try {
    await client.connect();
    access.signal?.addEventListener('abort', abort, { once: true });
    // One snapshot for all queries, and no way to write, whatever the SQL says.
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query("SET LOCAL TIME ZONE 'UTC'");
    return await use({ client, tls: config.ssl !== false });
  } catch (error) {
    throw explain(error, db, access.signal?.aborted ?? false);
  } finally {
    access.signal?.removeEventListener('abort', abort);
    await client.end().catch(() => undefined);
  }
}
