/** Writes the rows of one dataset into the staging folder: contract, then what the run hides and the leak gate, then the bytes. */

import { createHash, type Hash } from 'node:crypto';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeAll } from '../kit/write.ts';
import { derive, type Redacted } from '../redact/brand.ts';
import type { Leak, LeakGate } from '../redact/types.ts';
import type { SplitName } from '../stages/split/split.ts';
import type { AuditWriter } from './audit.ts';
import { type Dataset, fileOf, SPLITS, violationsOf } from './dataset.ts';
import { stringify } from './json.ts';
import type { Candidate, Context, Inputs } from './kinds/kind.ts';
import type { OutputFile } from './manifest.ts';
import type { Row } from './row.ts';

/** What became of a candidate. */
export type RowResult =
  /** `hidden`: values that other sessions of the run proved, hidden in it. `masked`: messages of weight 0 by rule, see Kind. */
  | { written: SplitName; hidden?: number; masked?: Readonly<Record<string, number>> }
  /** `leak`: the first of those that the gate found. */
  | { dropped: string; leak?: Leak };

/** The row as the target's consumer reads it, without a newline. Rows become text here only. */
export const lineOf = ({ target }: Dataset, row: Redacted<Row>): Redacted<string> =>
  derive(row, stringify(target.encode(row)));

/** The part of the contract that a row breaks, as the reason why it is dropped. */
export function breachOf(dataset: Dataset, row: Redacted<Row>): { dropped: string } | undefined {
  const [violation] = violationsOf(dataset, row);
  return violation && { dropped: `contract: ${violation.message}` };
}

interface OpenFile {
  fd: number;
  path: string;
  rows: number;
  bytes: number;
  hash: Hash;
}

export class RowWriter {
  private readonly files = new Map<SplitName, OpenFile>();

  constructor(
    private readonly folder: string,
    private readonly dataset: Dataset,
    private readonly gate: Pick<LeakGate, 'check'>,
    private readonly audit?: Pick<AuditWriter, 'row' | 'hidden'>,
  ) {}

  /** @param sessions Keyed ids of those that the row was made from. A row that breaks its contract or leaks is not written. */
  write(row: Redacted<Row>, split: SplitName, sessions: readonly string[]): RowResult {
    const breach = breachOf(this.dataset, row);
    if (breach) return breach;
    const checked = this.gate.check(lineOf(this.dataset, row), sessions);
    const [leak] = checked.leaks;
    if (leak) return { dropped: leakReason(leak), leak };
    const { row: line, hidden } = checked;
    const file = this.file(split);
    const bytes = Buffer.from(`${line}\n`);
    writeAll(file.fd, bytes, join(this.folder, file.path));
    file.hash.update(bytes);
    file.bytes += bytes.length;
    file.rows++;
    this.audit?.row(this.dataset.name, row.meta.id, sessions);
    if (hidden.length === 0) return { written: split };
    this.audit?.hidden(this.dataset.name, row.meta.id, sessions, hidden);
    return { written: split, hidden: hidden.length };
  }

  /** The files in the order of the splits; a split without rows has none. */
  close(): OutputFile[] {
    return SPLITS.flatMap((split) => {
      const file = this.files.get(split);
      if (!file) return [];
      closeSync(file.fd);
      const { path, rows, bytes } = file;
      return [{ path, rows, contract: this.dataset.kind.contract.id, split, bytes, sha256: file.hash.digest('hex') }];
    });
  }

  private file(split: SplitName): OpenFile {
    let file = this.files.get(split);
    if (!file) {
      const path = fileOf(this.dataset, split);
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      file = { fd: openSync(join(this.folder, path), 'w'), path, rows: 0, bytes: 0, hash: createHash('sha256') };
      this.files.set(split, file);
    }
    return file;
  }
}

const leakReason = ({ type, by, detector }: Leak): string => `leak: ${type} by ${by}${detector ? ` ${detector}` : ''}`;

/** Writes every candidate of a dataset, and tells of each what became of it. `shows`: whose messages are in the row. */
export function* writeRows(
  { kind }: Dataset,
  inputs: Inputs,
  context: Context,
  writer: Pick<RowWriter, 'write'>,
): Generator<{ id: string; result: RowResult; shows: Candidate['shows'] }> {
  for (const candidate of kind.candidates(inputs, context)) {
    const { id } = candidate;
    if ('why' in candidate) {
      yield { id, result: { dropped: candidate.why }, shows: [] };
      continue;
    }
    const row = kind.row(candidate, context);
    if ('why' in row) yield { id, result: { dropped: row.why }, shows: [] };
    else {
      const result = writer.write(row, candidate.split, candidate.sessions);
      const masked = 'written' in result ? kind.masked?.(candidate, context) : undefined;
      const any = masked && Object.keys(masked).length > 0;
      yield { id, result: any ? { ...result, masked } : result, shows: candidate.shows };
    }
  }
}
