/**
 * Tombstones: people who asked to be erased, as keyed hashes only. The file is shared (`.goldpan/tombstones.jsonl`), because
 * a colleague's next run must not bring them back.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Mark } from '../../model/marks.ts';
import type { Key } from '../key.ts';
import { UserError } from '../model/errors.ts';
import type { Redaction, ValueDecision } from '../redact/types.ts';

export const Tombstone = z.object({
  v: z.literal(1),
  /** Fingerprint of the key that made the hashes. */
  key: z.string(),
  /** `Redaction.value` of the identifiers, linked ones included. */
  values: z.array(z.string()),
  /** `Redaction.subject` of the person. */
  subjects: z.array(z.string()),
  /** ISO time of the request. */
  at: z.string().optional(),
});
export type Tombstone = z.infer<typeof Tombstone>;

export class Tombstones {
  private readonly values: ReadonlySet<string>;
  private readonly subjects: ReadonlySet<string>;

  constructor(private readonly all: readonly Tombstone[]) {
    this.values = new Set(all.flatMap((t) => t.values));
    this.subjects = new Set(all.flatMap((t) => t.subjects));
  }

  get count(): number {
    return this.all.length;
  }

  /** The redactor looks for these by hash in all text: nobody comes back because a detector missed the name. */
  get decisions(): ValueDecision[] {
    return [...this.values].map((hash) => ({ hash, decision: 'mask' }));
  }

  /** `subjects`: keyed hashes of those whom the log's metadata names. */
  marks(redactions: readonly Pick<Redaction, 'value' | 'subject'>[], subjects: readonly string[]): Mark[] {
    const hit =
      subjects.some((hash) => this.values.has(hash)) ||
      redactions.some((r) => this.values.has(r.value) || this.subjects.has(r.subject));
    return hit ? [{ mark: 'erased', why: 'its subject asked to be erased' }] : [];
  }
}

/** Missing file: none. Throws UserError for a line that is broken, or made with another key. */
export function loadTombstones(file: string, key: Key): Tombstones {
  if (!existsSync(file)) return new Tombstones([]);
  const lines = readFileSync(file, 'utf8').split('\n');
  return new Tombstones(lines.flatMap((line, i) => (line.trim() === '' ? [] : [parse(line, `${file}:${i + 1}`, key)])));
}

function parse(line: string, where: string, key: Key): Tombstone {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // Falls through: no tombstone.
  }
  const { data } = Tombstone.safeParse(value);
  if (!data) throw new UserError(`${where}: not a tombstone`, 'Mend the line; to delete it may bring a person back.');
  if (data.key !== key.fingerprint())
    throw new UserError(
      `${where}: made with another key (${data.key}, this one is ${key.fingerprint()})`,
      'Set GOLDPAN_KEY to the key of your team: without it Goldpan cannot tell who asked to be erased.',
    );
  return data;
}

/** Written at once, before anything is rewritten: a stop leaves the person out of the next run in any case. */
export function appendTombstone(file: string, tombstone: Omit<Tombstone, 'v' | 'key'>, key: Key): void {
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify({ v: 1, key: key.fingerprint(), ...tombstone })}\n`);
}
