/**
 * Tombstones: people who asked to be erased, as keyed hashes only. The file is shared (`.goldpan/tombstones.jsonl`), because
 * a colleague's next run must not bring them back.
 */
import { z } from 'zod';
import type { Key } from '../../kit/key.ts';
import type { Mark } from '../../model/marks.ts';
import type { Redaction, ValueDecision } from '../../redact/types.ts';
import { KeyedLog } from './keyed-log.ts';

export const Tombstone = z.object({
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

const logOf = (file: string, key: Key): KeyedLog<Tombstone> =>
  new KeyedLog(file, key, {
    what: 'a tombstone',
    version: 1,
    schema: Tombstone,
    fixLine: 'Correct the line; to delete it may bring a person back.',
    fixKey: 'Set GOLDPAN_KEY to the key of your team: without it Goldpan cannot tell who asked to be erased.',
  });

/** Missing file: none. @throws UserError as of KeyedLog */
export const loadTombstones = (file: string, key: Key): Tombstones => new Tombstones(logOf(file, key).read());

/** Written at once, before anything is rewritten: a stop leaves the person out of the next run in any case. */
export const appendTombstone = (file: string, tombstone: Tombstone, key: Key): void =>
  logOf(file, key).append(tombstone);
