/** Checks dataset files row by row, as a stream. */
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { recoverDataset } from '../../datasets/replace.ts';
import { jsonErrorAt } from '../../kit/json/error-at.ts';
import { fileLines } from '../../kit/jsonl.ts';
import { asUserError, explained } from '../../kit/os-error.ts';
import { DATASET_MARK } from '../../model/own-files.ts';
import { CONTRACTS, checkRow, kindOfRow, type RowKind } from '../export/contract.ts';
import { readManifest } from '../export/manifest.ts';
import { displayPath } from '../ingest/sources.ts';
import { UserError } from '../model/errors.ts';

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

/**
 * Folders: the JSONL files of each dataset kind in them.
 * @throws UserError when there is nothing to check, something cannot be read, or the manifest is damaged.
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
    const files = folder ? datasetFiles(path) : [path];
    if (files.length === 0 && !existsSync(join(path, DATASET_MARK))) {
      throw new UserError(
        `${displayPath(path, cwd)}: no dataset files in it`,
        'Give the folder that `goldpan run` wrote, or a JSONL file.',
      );
    }
    for (const file of files) await validateFile(file, cwd, report);
    if (existsSync(join(path, DATASET_MARK))) await checkManifest(path, cwd, report);
  }
  return report;
}

function datasetFiles(folder: string): string[] {
  const kinds = Object.keys(CONTRACTS).filter((kind) => existsSync(join(folder, kind)));
  const at = kinds.length > 0 ? kinds.map((kind) => join(folder, kind)) : [folder];
  return at.flatMap((f) =>
    explained(f, () => readdirSync(f))
      .filter((n) => n.endsWith('.jsonl'))
      .sort()
      .map((n) => join(f, n)),
  );
}

async function validateFile(file: string, cwd: string, report: ValidationReport): Promise<void> {
  const path = displayPath(file, cwd);
  let rows = 0;
  let kind: RowKind | undefined;
  for await (const { number, bytes } of fileLines(file)) {
    rows++;
    const add = (pointer: string, message: string, mend: string): void =>
      void report.findings.push({ path, line: number, pointer, message, mend });
    if (!isUtf8(bytes)) add('', 'not valid UTF-8', 'write the file in UTF-8');
    const row = parseRow(bytes.toString('utf8'), add);
    if (row === undefined) continue;
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

/** undefined: not JSON, which has been added then. */
function parseRow(text: string, add: (pointer: string, message: string, mend: string) => void): unknown {
  try {
    return JSON.parse(text);
  } catch {
    add('', `not valid JSON at column ${(jsonErrorAt(text) ?? 0) + 1}`, 'one JSON object a line');
    return undefined;
  }
}

/** A file that was changed by hand no longer is what the manifest vouches for. */
async function checkManifest(folder: string, cwd: string, report: ValidationReport): Promise<void> {
  for (const output of readManifest(folder).outputs) {
    const at = join(folder, output.path);
    const path = displayPath(at, cwd);
    const mend = 'run the pipeline again; edits belong into the studio, where they are kept as decisions';
    if (!existsSync(at))
      report.findings.push({ path, line: 0, pointer: '', message: 'named in the manifest and not there', mend });
    else if ((await digestOf(at)) !== output.sha256) {
      report.findings.push({ path, line: 0, pointer: '', message: 'differs from what the manifest vouches for', mend });
    }
  }
}

/** SHA-256 of a file of any size. */
async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) hash.update(chunk);
  } catch (error) {
    throw asUserError(error, file);
  }
  return hash.digest('hex');
}
