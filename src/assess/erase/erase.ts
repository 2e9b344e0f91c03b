/** The right to erasure: a person's rows leave the datasets, and a tombstone keeps the person out of the next run. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Manifest, readManifest } from '../../datasets/manifest.ts';
import { checkContents } from '../../datasets/output.ts';
import { lockOutput, recoverDataset } from '../../datasets/replace.ts';
import { defined } from '../../kit/defined.ts';
import { UserError } from '../../kit/errors.ts';
import type { Key } from '../../kit/key.ts';
import { LedgerEditor, type Rewritten } from '../../run/store/ledger/editor.ts';
import { appendTombstone } from '../../run/store/tombstones.ts';
import { lock, type Workspace } from '../../run/store/workspace.ts';
import { forgetDecisions } from './forget.ts';
import { identify } from './identify.ts';
import { rewriteDataset } from './rewrite.ts';
import { link, rowsOf, sessionsOf } from './trace.ts';

export interface EraseOptions {
  workspace: Workspace;
  key: Key;
  /** Any identifier of the person. It is hashed at once, and never written or printed. */
  subject: string;
  /** Folders of datasets. */
  datasets: readonly string[];
  /** ISO time for the tombstone. */
  at?: string;
}

export interface Erased {
  /** Sessions in which the person occurs, over all datasets. */
  sessions: number;
  /** Identifiers of the person that the audit links: the given one and the others. */
  identifiers: number;
  datasets: { folder: string; rows: number; left: number }[];
  /** Examples that the last run kept on this machine. */
  examples: number;
}

/** Throws UserError for a folder that is not a dataset, or was made with another key, and for a damaged ledger of the last run. */
export async function erase(options: EraseOptions): Promise<Erased> {
  const { workspace, key } = options;
  const identity = identify(options.subject, key);
  const releases = [lock(workspace)];
  try {
    const datasets = [...new Set(options.datasets.map((folder) => resolve(folder)))].map((folder) => {
      recoverDataset(folder);
      if (existsSync(folder)) releases.push(lockOutput(folder));
      return openDataset(folder, key);
    });
    const folders = datasets.map((d) => d.folder);
    const linked = await link(identity, folders);
    const sessions = await sessionsOf(linked, folders);
    // Read before anything is changed: a damaged ledger must not end it half done.
    const ledger = LedgerEditor.open(workspace.run);
    const removal = ledger?.find(sessions);
    // First of all: whatever happens now, the next run leaves the person out.
    appendTombstone(
      workspace.tombstones,
      {
        values: [...linked.values].sort(),
        subjects: [...linked.subjects].sort(),
        ...defined({ at: options.at || undefined }),
      },
      key,
    );
    const out: Erased = { sessions: sessions.size, identifiers: linked.values.size, datasets: [], examples: 0 };
    if (sessions.size > 0) {
      const examples = removal?.examples ?? new Set<string>();
      let ownDataset: Rewritten | undefined;
      for (const { folder, manifest } of datasets) {
        const own = await sessionsOf(linked, [folder]);
        const rows = await rowsOf(folder, sessions);
        const next =
          own.size + rows.size > 0
            ? await rewriteDataset(folder, manifest, { rows, sessions, examples })
            : { removed: 0, manifest };
        if (folder === ledger?.out) ownDataset = { manifest: next.manifest, rows };
        const left = next.manifest.outputs.reduce((n, o) => n + o.rows, 0);
        out.datasets.push({ folder, rows: next.removed, left });
      }
      removal?.apply(ownDataset);
      const gone = removal?.ids ?? new Set<string>();
      await forgetDecisions(workspace.decisions, gone);
      out.examples = gone.size;
    }
    return out;
  } finally {
    for (const release of releases) release();
  }
}

function openDataset(folder: string, key: Key): { folder: string; manifest: Manifest } {
  const manifest = readManifest(folder);
  checkContents(folder);
  if (manifest.key !== key.fingerprint())
    throw new UserError(
      `${folder} was made with another key (${manifest.key}, this one is ${key.fingerprint()})`,
      'Set GOLDPAN_KEY to its key, or start from its workspace: without the key nobody can be found in it.',
    );
  if (!existsSync(join(folder, 'audit/rows.jsonl')))
    throw new UserError(
      `${folder} does not say which sessions its rows come from`,
      'It lacks audit/rows.jsonl: make the dataset anew with `goldpan run` after this erasure.',
    );
  return { folder, manifest };
}
