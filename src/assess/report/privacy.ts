/** What was hidden and what stays readable by decision, from the audit trail: counts, as the trail holds no values. */
import { join } from 'node:path';
import type { Manifest } from '../../datasets/manifest.ts';
import { jsonLines } from '../../kit/jsonl.ts';
import type { Redaction } from '../../redact/types.ts';

export interface Privacy {
  policy: string;
  purpose: string | null;
  destination: string;
  /** The names model of the run and what it read, or null. */
  names: Manifest['names'] | null;
  governance: Manifest['governance'];
  /**
   * Mentions in the sessions read: hidden (`fakes` of them by values that look real), and found but left readable because policy,
   * dictionary or decision say so.
   */
  redactions: Record<string, Mentions>;
  /** People whom the logs' metadata names, in the sessions read. */
  subjects: number;
  /** Sessions that the rows were made from. */
  sessions: number;
}

interface Mentions {
  hidden: number;
  fakes: number;
  kept: number;
}

export async function privacyOf(folder: string, { privacy, governance, names }: Manifest): Promise<Privacy> {
  const redactions = new Map<string, Mentions>();
  for await (const { type, action } of jsonLines<Redaction>(join(folder, 'audit/redactions.jsonl'))) {
    const counts = redactions.get(type) ?? { hidden: 0, fakes: 0, kept: 0 };
    redactions.set(type, counts);
    counts[action === 'keep' ? 'kept' : 'hidden']++;
    if (action === 'surrogate') counts.fakes++;
  }
  const subjects = new Set<string>();
  for await (const line of jsonLines<{ subject: string }>(join(folder, 'audit/subjects.jsonl')))
    subjects.add(line.subject);
  const sessions = new Set<string>();
  for await (const row of jsonLines<{ sessions: string[] }>(join(folder, 'audit/rows.jsonl')))
    for (const session of row.sessions) sessions.add(session);
  return {
    policy: privacy.policy,
    purpose: privacy.purpose ?? null,
    destination: privacy.destination,
    names: names ?? null,
    governance: governance ?? [],
    redactions: Object.fromEntries([...redactions].sort(([a], [b]) => (a < b ? -1 : 1))),
    subjects: subjects.size,
    sessions: sessions.size,
  };
}
