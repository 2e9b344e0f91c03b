/** Rewrites a dataset without some rows and sessions: beside its place, then swapped in whole. */
import { createHash } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { nameOfFile, stageOf } from '../../datasets/dataset.ts';
import type { Manifest, OutputFile } from '../../datasets/manifest.ts';
import { writeManifest } from '../../datasets/manifest-files.ts';
import { outputFile, readRows } from '../../datasets/read.ts';
import { beginDataset } from '../../datasets/replace.ts';
import { UserError } from '../../kit/errors.ts';
import { jsonLines } from '../../kit/jsonl.ts';
import { JsonlWriter } from '../../kit/jsonl-writer.ts';
import { withoutNames } from './names.ts';
import type { AuditLine } from './trace.ts';

/** What leaves, by ids. `examples` are those of the sessions that gave no row. */
export interface Leaving {
  rows: ReadonlySet<string>;
  sessions: ReadonlySet<string>;
  examples: ReadonlySet<string>;
  /** Does a name of a tool or topic hold the person? */
  isNamed(name: string): boolean;
}

/** The caller holds the lock of the folder. Returns the number of rows taken out, in all files. */
export async function rewriteDataset(
  folder: string,
  manifest: Manifest,
  leaving: Leaving,
): Promise<{ removed: number; manifest: Manifest }> {
  const swap = beginDataset(folder);
  const { staging } = swap;
  try {
    cpSync(folder, staging, { recursive: true });
    const next = withoutNames(structuredClone(manifest), (name) => leaving.isNamed(name));
    let removed = 0;
    next.outputs = [];
    for (const output of manifest.outputs) {
      const kept = await rewriteRows(folder, staging, output, leaving.rows);
      const gone = output.rows - kept.rows;
      const stage = next.stages.find((s) => s.name === stageOf({ name: nameOfFile(output.path) }));
      if (stage && gone > 0) {
        stage.out -= gone;
        stage.dropped.erased = (stage.dropped.erased ?? 0) + gone;
      }
      removed += gone;
      if (kept.rows > 0) next.outputs.push(kept);
      else rmSync(join(staging, output.path), { force: true });
    }
    const audit = await rewriteAudit(folder, staging, leaving);
    next.redactions = audit.redactions;
    const before = manifest.erased ?? { requests: 0, rows: 0, sessions: 0 };
    next.erased = {
      requests: before.requests + 1,
      rows: before.rows + removed,
      sessions: before.sessions + audit.sessions,
    };
    writeManifest(staging, next);
    swap.commit();
    return { removed, manifest: next };
  } finally {
    swap.abandon();
  }
}

/** JsonlWriter that stay are copied byte by byte. */
async function rewriteRows(
  folder: string,
  staging: string,
  output: OutputFile,
  rows: ReadonlySet<string>,
): Promise<OutputFile> {
  const hash = createHash('sha256');
  const kept = { ...output, rows: 0, bytes: 0 };
  const lines = new JsonlWriter(join(staging, output.path));
  for await (const { line, bytes, row } of readRows(outputFile(folder, output))) {
    // A row changed by hand may stay, as long as it says whose it is.
    if (row.meta.id === '')
      throw new UserError(
        `${join(folder, output.path)}:${line}: a row without an id, so nobody can tell whose it is`,
        'Run `goldpan validate` on the dataset: it says what is wrong. Fix or delete the line, then erase again.',
      );
    if (rows.has(row.meta.id)) continue;
    lines.text(bytes.toString('utf8'));
    hash.update(bytes).update('\n');
    kept.rows++;
    kept.bytes += bytes.length + 1;
  }
  lines.close();
  return { ...kept, sha256: hash.digest('hex') };
}

/** The trail of an erased session goes as well: with the key it would still tell that the person was there. */
async function rewriteAudit(
  folder: string,
  staging: string,
  { rows, sessions, examples }: Leaving,
): Promise<{ redactions: Record<string, number>; sessions: number }> {
  const gone = new Set<string>();
  const counts = new Map<string, number>();
  await filter<AuditLine>(folder, staging, 'redactions', (line) => {
    if (sessions.has(line.session)) {
      gone.add(line.session);
      return false;
    }
    if (line.action !== 'keep') counts.set(line.type, (counts.get(line.type) ?? 0) + 1);
    return true;
  });
  await filter<{ session: string }>(folder, staging, 'subjects', ({ session }) => {
    if (sessions.has(session)) gone.add(session);
    return !sessions.has(session);
  });
  await filter<{ id: string }>(folder, staging, 'rows', ({ id }) => !rows.has(id));
  await filter<{ id?: string; sides?: string[] }>(folder, staging, 'dropped', ({ id = '', sides = [] }) =>
    [id, ...sides].every((one) => !rows.has(one) && !examples.has(one)),
  );
  const redactions = Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { redactions, sessions: gone.size };
}

async function filter<T extends object>(
  folder: string,
  staging: string,
  name: string,
  keep: (line: T) => boolean,
): Promise<void> {
  const lines = new JsonlWriter(join(staging, 'audit', `${name}.jsonl`));
  for await (const line of jsonLines<T>(join(folder, 'audit', `${name}.jsonl`))) if (keep(line)) lines.add(line);
  lines.close();
}
