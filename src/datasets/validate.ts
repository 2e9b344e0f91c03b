/** Checks dataset files row by row, as a stream. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DATASET_MARK, displayPath } from '../core/ingest/sources.ts';
import { UserError } from '../core/model/errors.ts';
import { CONTRACTS, checkRow, kindOfRow, type RowKind } from './contract.ts';

export interface Finding {
  path: string;
  /** From 1; 0 when it is about the file as a whole. */
  line: number;
  /** JSON pointer in the row. */
  pointer: string;
  message: string;
  mend: string;
}

export interface ValidationReport {
  files: { path: string; rows: number; contract: string }[];
  findings: Finding[];
}

/** Folders: the JSONL files of each dataset kind in them. Throws UserError when there is nothing to check. */
export async function validatePaths(paths: readonly string[], cwd: string): Promise<ValidationReport> {
  const report: ValidationReport = { files: [], findings: [] };
  for (const path of paths) {
    if (!existsSync(path))
      throw new UserError(
        `${displayPath(path, cwd)}: no such file or folder`,
        'Give a dataset folder or a JSONL file.',
      );
    const folder = statSync(path).isDirectory();
    const files = folder ? datasetFiles(path) : [path];
    if (files.length === 0 && !existsSync(join(path, DATASET_MARK))) {
      throw new UserError(
        `${displayPath(path, cwd)}: no dataset files in it`,
        'Give the folder that `goldpan run` wrote, or a JSONL file.',
      );
    }
    for (const file of files) await validateFile(file, cwd, report);
    if (folder) checkManifest(path, cwd, report);
  }
  return report;
}

function datasetFiles(folder: string): string[] {
  const kinds = Object.keys(CONTRACTS).filter((kind) => existsSync(join(folder, kind)));
  const at = kinds.length > 0 ? kinds.map((kind) => join(folder, kind)) : [folder];
  return at.flatMap((f) =>
    readdirSync(f)
      .filter((n) => n.endsWith('.jsonl'))
      .sort()
      .map((n) => join(f, n)),
  );
}

async function validateFile(file: string, cwd: string, report: ValidationReport): Promise<void> {
  const path = displayPath(file, cwd);
  let line = 0;
  let rows = 0;
  let kind: RowKind | undefined;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    line++;
    if (text.trim() === '') continue;
    rows++;
    const add = (pointer: string, message: string, mend: string): void =>
      void report.findings.push({ path, line, pointer, message, mend });
    let row: unknown;
    try {
      row = JSON.parse(text);
    } catch (error) {
      add(
        '',
        `not valid JSON: ${(error as Error).message.replace(/ in JSON at.*| \(line.*/, '').slice(0, 60)}`,
        'one JSON object a line',
      );
      continue;
    }
    const own = kindOfRow(row);
    if (!own) {
      add('', 'neither an SFT nor a DPO row', 'a row has "messages", or "prompt" with "chosen" and "rejected"');
      continue;
    }
    kind ??= own;
    if (own !== kind)
      add(
        '',
        `a ${own} row in a file of ${kind} rows`,
        'keep one kind of row a file: trainers take the first as the schema',
      );
    for (const v of checkRow(own, row)) add(v.pointer, v.message, v.mend);
  }
  report.files.push({ path, rows, contract: kind ? CONTRACTS[kind] : 'none: no rows' });
}

/** A file that was changed by hand no longer is what the manifest vouches for. */
function checkManifest(folder: string, cwd: string, report: ValidationReport): void {
  const file = join(folder, DATASET_MARK);
  if (!existsSync(file)) return;
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { outputs?: { path: string; sha256: string }[] };
  for (const output of manifest.outputs ?? []) {
    const at = join(folder, output.path);
    const path = displayPath(at, cwd);
    const mend = 'run the pipeline again; edits belong into the studio, where they are kept as decisions';
    if (!existsSync(at))
      report.findings.push({ path, line: 0, pointer: '', message: 'named in the manifest and not there', mend });
    else if (createHash('sha256').update(readFileSync(at)).digest('hex') !== output.sha256) {
      report.findings.push({ path, line: 0, pointer: '', message: 'differs from what the manifest vouches for', mend });
    }
  }
}
