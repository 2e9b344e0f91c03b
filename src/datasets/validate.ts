/** Checks dataset files row by row, as a stream, with the code that checks a row before it is written. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { displayPath } from '../ingest/sources.ts';
import { UserError } from '../kit/errors.ts';
import { asUserError } from '../kit/os-error.ts';
import { DATASET_MARK } from '../model/own-files.ts';
import type { SplitName } from '../stages/split/split.ts';
import type { Kind } from './kinds/kind.ts';
import { readManifest } from './manifest.ts';
import { type RowFile, readRows, rowFiles } from './read.ts';
import { recoverDataset } from './replace.ts';
import type { Row } from './row.ts';

export interface Finding {
  path: string;
  /** From 1; 0 when it is about the file as a whole. */
  line: number;
  /** JSON pointer in the row. */
  pointer: string;
  message: string;
  fix: string;
}

export interface ValidationReport {
  files: { path: string; rows: number; contract: string }[];
  findings: Finding[];
}

/**
 * Folders: the JSONL files of each dataset in them.
 * @throws UserError when there is nothing to check, or a manifest cannot be read.
 */
export async function validatePaths(paths: readonly string[], cwd: string): Promise<ValidationReport> {
  const report: ValidationReport = { files: [], findings: [] };
  for (const path of paths) {
    recoverDataset(path);
    if (!existsSync(path))
      throw new UserError(
        `${displayPath(path, cwd)}: no such file or folder`,
        'Give a dataset folder or a JSONL file.',
      );
    const folder = statSync(path).isDirectory();
    const files: RowFile[] = folder ? rowFiles(path) : [{ file: path }];
    if (files.length === 0 && !existsSync(join(path, DATASET_MARK)))
      throw new UserError(
        `${displayPath(path, cwd)}: no dataset files in it`,
        'Give the folder that `goldpan run` wrote, or a JSONL file.',
      );
    const families: Families = new Map();
    for (const file of files) await validateFile(file, cwd, report, families);
    if (folder) await checkManifest(path, cwd, report);
  }
  return report;
}

/** Split and file in which a session and its forks were met first, by the `family` in their rows' meta. */
type Families = Map<string, { split: SplitName; path: string }>;

async function validateFile(at: RowFile, cwd: string, report: ValidationReport, families: Families): Promise<void> {
  const path = displayPath(at.file, cwd);
  let rows = 0;
  let first: Kind | undefined;
  for await (const { line, dataset, row, violations } of readRows(at)) {
    rows++;
    const kind = dataset?.kind;
    first ??= kind;
    if (kind && first && kind !== first)
      report.findings.push({
        path,
        line,
        pointer: '',
        message: `a ${kind.name} row in a file of ${first.name} rows`,
        fix: 'keep one kind of row a file: trainers take the first as the schema',
      });
    for (const violation of violations) report.findings.push({ path, line, ...violation });
    const elsewhere = violations.length === 0 && inOtherSplit(row, { split: at.split, path }, families);
    if (elsewhere)
      report.findings.push({
        path,
        line,
        pointer: '/meta/family',
        message: `a fork of a session in ${elsewhere}, which is another split`,
        fix: 'keep a session and its forks in one split: they share their beginning',
      });
  }
  report.files.push({ path, rows, contract: first?.contract.id ?? 'none: no rows' });
}

/** The file that holds the row's family, when that is one of another split. */
function inOtherSplit(
  { meta }: Row,
  { split, path }: { split: SplitName | undefined; path: string },
  families: Families,
): string | undefined {
  const { family } = meta;
  if (typeof family !== 'string' || split === undefined) return undefined;
  const first = families.get(family);
  if (!first) families.set(family, { split, path });
  return first && first.split !== split ? first.path : undefined;
}

/** A file that was changed by hand no longer is what the manifest vouches for. */
async function checkManifest(folder: string, cwd: string, report: ValidationReport): Promise<void> {
  if (!existsSync(join(folder, DATASET_MARK))) return;
  for (const output of readManifest(folder).outputs) {
    const file = join(folder, output.path);
    const add = (message: string): void =>
      void report.findings.push({
        path: displayPath(file, cwd),
        line: 0,
        pointer: '',
        message,
        fix: 'run the pipeline again; edits belong into the studio, where they are kept as decisions',
      });
    if (!existsSync(file)) add('named in the manifest and not there');
    else if ((await sha256Of(file)) !== output.sha256) add('differs from what the manifest vouches for');
  }
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  } catch (error) {
    throw asUserError(error, file);
  }
  return hash.digest('hex');
}
