/** What the server or the network said, and how to fix it. Never the connection string: it may name people and passwords. */
import { Cancelled, UserError } from '../../kit/errors.ts';
import type { Database } from '../../model/config-ingest.ts';

/**
 * Codes of the network and SQLSTATEs (postgresql.org/docs/current/errcodes-appendix.html): what happened, and what to
 * do.
 */
const FIX: readonly [RegExp, string, string][] = [
  [/^ECONNREFUSED$/, 'nobody answers there', 'Check host and port, and that the server is running.'],
  [/^(?:ENOTFOUND|EAI_AGAIN)$/, 'the host name is not known', 'Check the host in the connection string.'],
  [/^(?:ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/, 'the host does not answer', 'Check host and port, VPN and firewall.'],
  [
    /^28P01$/,
    'the password was not accepted',
    'Set GOLDPAN_PG_PASSWORD, or forget the stored password in the editor and enter it again.',
  ],
  [/^28000$/, 'this user may not connect', 'Check the user, and whether the server asks for TLS ("tls": "verify").'],
  [/^3D000$/, 'there is no such database', 'Check the name at the end of the connection string.'],
  [
    /^42P01$/,
    'a table of the query does not exist',
    'Set "schema", "conversations" and "messages", or write your own "sql".',
  ],
  [/^42703$/, 'a column of the query does not exist', 'Write your own "sql", and name its columns under "columns".'],
  [/^42501$/, 'this user may not read a table of the query', 'Grant SELECT on it.'],
  [/^42601$/, 'the SQL has a syntax error', 'Fix "sql"; it must be one SELECT.'],
  [/^25006$/, 'the query wants to write', 'Goldpan only reads: write one SELECT.'],
  [/^57014$/, 'the query took too long', 'Narrow it with "since", or raise "timeoutSeconds".'],
  [/^53300$/, 'the server has no free connection', 'Try again later.'],
  [
    /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS/,
    "the server's certificate was not accepted",
    'Give its authority as "ca", or set "tls" to "encrypt" in a network that you trust.',
  ],
];

/** @returns a UserError (exit code 3) for what is known, `Cancelled` after an abort, else the error itself: a bug. */
export function explain(error: unknown, db: Database, aborted: boolean): unknown {
  if (aborted) return new Cancelled();
  if (error instanceof UserError || error instanceof Cancelled || !(error instanceof Error)) return error;
  const code = String((error as { code?: unknown }).code ?? '');
  const known = FIX.find(([pattern]) => pattern.test(code));
  if (known) return new UserError(`Database ${db.name}: ${known[1]}${detail(error)}`, known[2], 3);
  if (/does not support SSL/.test(error.message))
    return new UserError(
      `Database ${db.name}: the server speaks no TLS`,
      'Set "tls" to "off", in a network that you trust.',
      3,
    );
  if (/SASL|password must be a string/.test(error.message))
    return new UserError(
      `Database ${db.name}: the server asks for a password`,
      'Set GOLDPAN_PG_PASSWORD or PGPASSWORD, or enter it in the editor.',
      3,
    );
  if (/timeout|Connection terminated/i.test(error.message))
    return new UserError(
      `Database ${db.name}: the connection was lost or timed out`,
      'Check host, VPN and firewall, and try again.',
      3,
    );
  if (/^[0-9A-Z]{5}$/.test(code))
    return new UserError(
      `Database ${db.name}: the server refuses the query, SQLSTATE ${code}${detail(error)}`,
      'Check the query and the rights of the user.',
      3,
    );
  return error;
}

/** For mistakes in the query (class 42) the server's words name its tables and columns, which the user needs; others may quote rows. */
const detail = (error: Error): string =>
  /^42/.test(String((error as { code?: unknown }).code)) ? ` (${error.message})` : '';
