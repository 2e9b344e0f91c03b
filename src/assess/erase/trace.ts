/**
 * From an identifier to the sessions and rows of its person, by the audit trails of datasets. They hold keyed hashes only:
 * without the key that made them nobody can ask.
 */
import { join } from 'node:path';
import { jsonLines } from '../../kit/jsonl.ts';
import { piiFacts } from '../../model/pii.ts';
import type { PiiType, Redaction } from '../../redact/types.ts';
import type { Identity } from './identify.ts';

export type AuditLine = Redaction & { session: string };

/**
 * Adds what the audit links to the identity: the subject that its values belong to, and that subject's other accounts and
 * addresses. No further: a login that two people share must not carry an erasure from one to the other.
 */
export async function link(identity: Identity, folders: readonly string[]): Promise<Identity> {
  if (!identity.links) return identity;
  const subjects = new Set(identity.subjects);
  for await (const { type, value, subject } of redactionsOf(folders))
    if ((piiFacts(type).erasure || isFullName(type, value)) && identity.values.has(value)) subjects.add(subject);
  const values = new Set(identity.values);
  for await (const { type, value, subject } of redactionsOf(folders))
    if (piiFacts(type).erasure && subjects.has(subject)) values.add(value);
  return { values, subjects, links: true };
}

/** The hash tells the number of words, see `valueHash`. */
const isFullName = (type: PiiType, value: string): boolean => type === 'PERSON' && Number(value.split('-')[1]) > 1;

/** Keyed ids of the sessions in which the person occurs, or which the log's metadata says are about them. */
export async function sessionsOf(identity: Identity, folders: readonly string[]): Promise<Set<string>> {
  const sessions = new Set<string>();
  for await (const { session, value, subject } of redactionsOf(folders))
    if (identity.values.has(value) || identity.subjects.has(subject)) sessions.add(session);
  for (const folder of folders)
    for await (const { session, subject } of jsonLines<{ session: string; subject: string }>(
      join(folder, 'audit/subjects.jsonl'),
    ))
      if (identity.values.has(subject)) sessions.add(session);
  return sessions;
}

/** Ids of the dataset's rows that were made from one of the sessions. */
export async function rowsOf(folder: string, sessions: ReadonlySet<string>): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const row of jsonLines<{ id: string; sessions: string[] }>(join(folder, 'audit/rows.jsonl')))
    if (row.sessions.some((session) => sessions.has(session))) ids.add(row.id);
  return ids;
}

/** Sessions that rows were made from. */
export async function sessionsBehind(folder: string, rows: ReadonlySet<string>): Promise<Set<string>> {
  const sessions = new Set<string>();
  if (rows.size === 0) return sessions;
  for await (const row of jsonLines<{ id: string; sessions: string[] }>(join(folder, 'audit/rows.jsonl')))
    if (rows.has(row.id)) for (const session of row.sessions) sessions.add(session);
  return sessions;
}

/** Whether the audit trail of a folder tells of any of the sessions. */
export async function isAudited(folder: string, sessions: ReadonlySet<string>): Promise<boolean> {
  for (const name of ['redactions', 'subjects'])
    for await (const { session } of jsonLines<{ session: string }>(join(folder, 'audit', `${name}.jsonl`)))
      if (sessions.has(session)) return true;
  return false;
}

async function* redactionsOf(folders: readonly string[]): AsyncGenerator<AuditLine> {
  for (const folder of folders) yield* jsonLines<AuditLine>(join(folder, 'audit/redactions.jsonl'));
}
