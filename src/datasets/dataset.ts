/** Writes rows of one dataset kind into the staging folder: contract and leak gate first, then the bytes. */
import { createHash, type Hash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { LeakGate } from '../core/redact/types.ts';
import type { SplitName } from '../core/split/split.ts';
import type { AuditWriter } from './audit.ts';
import { CONTRACTS, checkRow, type RowKind } from './contract.ts';

export interface OutputFile {
  /** POSIX path inside the dataset. */
  path: string;
  rows: number;
  contract: string;
  split: SplitName;
  bytes: number;
  sha256: string;
}

export type RowFate = { written: SplitName } | { dropped: string };

/** Where finished rows go: a dataset, or the studio's preview of one row. */
export interface RowSink {
  write(row: string, split: SplitName, sessions: readonly string[]): RowFate;
  /** Rows written to the split so far. */
  count(split: SplitName): number;
}

export class RowWriter implements RowSink {
  private readonly files = new Map<SplitName, { fd: number; path: string; rows: number; bytes: number; hash: Hash }>();

  constructor(
    private readonly folder: string,
    private readonly kind: RowKind,
    private readonly gate: LeakGate,
    private readonly audit?: Pick<AuditWriter, 'row'>,
  ) {}

  /** `sessions`: those that the row was made from. A row that breaks its contract or leaks is not written. */
  write(row: string, split: SplitName, sessions: readonly string[]): RowFate {
    const parsed: unknown = JSON.parse(row);
    const violations = checkRow(this.kind, parsed);
    if (violations[0]) return { dropped: `contract: ${violations[0].message}` };
    const leaks = this.gate.check(row, sessions);
    if (leaks[0])
      return { dropped: `leak: ${leaks[0].type} by ${leaks[0].by}${leaks[0].detector ? ` ${leaks[0].detector}` : ''}` };
    const file = this.file(split);
    const bytes = Buffer.from(`${row}\n`);
    let done = 0;
    while (done < bytes.length) done += writeSync(file.fd, bytes, done);
    file.hash.update(bytes);
    file.bytes += bytes.length;
    file.rows++;
    this.audit?.row(this.kind, rowId(parsed), sessions);
    return { written: split };
  }

  /** Number of rows written to the split so far. */
  count(split: SplitName): number {
    return this.files.get(split)?.rows ?? 0;
  }

  close(): OutputFile[] {
    const order: SplitName[] = ['train', 'validation', 'test'];
    return order.flatMap((split) => {
      const file = this.files.get(split);
      if (!file) return [];
      closeSync(file.fd);
      const { path, rows, bytes } = file;
      return [{ path, rows, contract: CONTRACTS[this.kind], split, bytes, sha256: file.hash.digest('hex') }];
    });
  }

  private file(split: SplitName) {
    let file = this.files.get(split);
    if (!file) {
      const path = `${this.kind}/${split}.jsonl`;
      mkdirSync(join(this.folder, this.kind), { recursive: true });
      file = { fd: openSync(join(this.folder, path), 'w'), path, rows: 0, bytes: 0, hash: createHash('sha256') };
      this.files.set(split, file);
    }
    return file;
  }
}

/** Id of a row that keeps its contract: the `id` in its `meta`. */
export const rowId = (row: unknown): string => (JSON.parse((row as { meta: string }).meta) as { id: string }).id;
