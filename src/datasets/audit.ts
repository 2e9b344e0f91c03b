/** The audit trail of a dataset: what was removed where, by which detector; what was left out and why. Never a value. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { JsonlWriter } from '../kit/jsonl-writer.ts';
import { AUDIT_FILES } from '../model/own-files.ts';
import type { Leak, Redaction, RowRedaction } from '../redact/types.ts';
import type { Refusal } from '../stages/prefer/candidate.ts';

export class AuditWriter {
  private readonly removed: JsonlWriter;
  private readonly left: JsonlWriter;
  private readonly people: JsonlWriter;
  private readonly rows: JsonlWriter;
  private readonly counts = new Map<string, number>();

  constructor(folder: string) {
    mkdirSync(join(folder, 'audit'), { recursive: true });
    this.removed = new JsonlWriter(join(folder, AUDIT_FILES.redactions));
    this.left = new JsonlWriter(join(folder, AUDIT_FILES.dropped));
    this.people = new JsonlWriter(join(folder, AUDIT_FILES.subjects));
    this.rows = new JsonlWriter(join(folder, AUDIT_FILES.rows));
  }

  redactions(session: string, redactions: readonly Redaction[]): void {
    for (const r of redactions) {
      if (r.action !== 'keep') this.counts.set(r.type, (this.counts.get(r.type) ?? 0) + 1);
      this.removed.add({ session, ...r });
    }
  }

  /** What was hidden in a row by what the run's sessions proved, under the session that the row is of, so that an erasure finds it. */
  hidden(dataset: string, id: string, sessions: readonly string[], redactions: readonly RowRedaction[]): void {
    for (const r of redactions) {
      this.counts.set(r.type, (this.counts.get(r.type) ?? 0) + 1);
      this.removed.add({ session: sessions[0] ?? '', dataset, id, ...r });
    }
  }

  /** Whom the log's metadata says that a session is about: keyed hashes. */
  subjects(session: string, subjects: readonly string[]): void {
    for (const subject of subjects) this.people.add({ session, subject });
  }

  /** Which sessions a row was made from: what an erasure needs to find it again. */
  row(dataset: string, id: string, sessions: readonly string[]): void {
    this.rows.add({ dataset, id, sessions });
  }

  /** `leak`: type, place and origin of what the gate held the row back for. */
  dropped(dataset: string, id: string, reason: string, leak?: Leak): void {
    this.left.add({ dataset, id, reason, leak });
  }

  /** Records, or a file as a whole, that could not be used. `file`: keyed hash of its path, because paths name people. */
  skipped(stage: string, file: string, line: number, count: number, reason: string): void {
    this.left.add({ stage, file, line, count, reason });
  }

  /** A possible pair that was not built. */
  refused(refusal: Refusal): void {
    this.left.add({ dataset: 'dpo', sides: refusal.sides, reason: `${refusal.source}: ${refusal.why}` });
  }

  /** Returns the counts by type, in the order of the type's name. */
  close(): Record<string, number> {
    this.removed.close();
    this.left.close();
    this.people.close();
    this.rows.close();
    return Object.fromEntries([...this.counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
