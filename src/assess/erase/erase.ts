/** The right to erasure: a person's rows leave the datasets, and a tombstone keeps the person out of the next run. */
import { existsSync, rmSync } from 'node:fs';
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
import { forgetLines } from './forget.ts';
import { identify } from './identify.ts';
import { rewriteDataset } from './rewrite.ts';
import { type RowPlace, TextSearch } from './search.ts';
import { isAudited, link, rowsOf, sessionsBehind, sessionsOf } from './trace.ts';

export interface EraseOptions {
  workspace: Workspace;
  key: Key;
  /** Any identifier of the person. It is hashed at once, and never written or printed. */
  subject: string;
  /** Folders of datasets. */
  datasets: readonly string[];
  /** Rows that hold only a part of the identifier go as well (see `Hit`). Default: they are counted and named. */
  parts?: boolean;
  /** ISO time for the tombstone. */
  at?: string;
}

export interface Erased {
  /** Sessions in which the person occurs, over all datasets and the last run's store. */
  sessions: number;
  /** Those of them that the audit trail knew of; the text of rows and examples gave the others away. */
  byAudit: number;
  /** Identifiers of the person that the audit links: the given one and the others. */
  identifiers: number;
  datasets: ErasedDataset[];
  /** Examples that the last run kept on this machine. */
  examples: number;
}

interface ErasedDataset {
  folder: string;
  /** Rows taken out. */
  rows: number;
  /** Rows left; each was read once more, after the others were gone. */
  left: number;
  /** Rows left that hold the identifier all the same. Empty, unless somebody wrote to the folder meanwhile. */
  still: RowPlace[];
  /** Rows left that hold a part of the identifier. */
  parts: RowPlace[];
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
    const search = new TextSearch(options.subject, linked, key);
    const known = await sessionsOf(linked, folders);
    // Read before anything is changed: a damaged ledger or row must not end it half done.
    const ledger = LedgerEditor.open(workspace.run);
    const seen = await seenInText(search, datasets, ledger, options.parts === true);
    const sessions = new Set([...known, ...seen.sessions]);
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
    const examples = removal?.examples ?? new Set<string>();
    const out: Erased = {
      sessions: sessions.size,
      byAudit: known.size,
      identifiers: linked.values.size,
      datasets: [],
      examples: removal?.ids.size ?? 0,
    };
    const isNamed = (name: string): boolean => search.in(name) !== undefined;
    let ownDataset: Rewritten | undefined;
    for (const { folder, manifest } of datasets) {
      const rows = new Set([...(await rowsOf(folder, sessions)), ...(seen.rows.get(folder) ?? [])]);
      const next =
        rows.size > 0 || (await isAudited(folder, sessions))
          ? await rewriteDataset(folder, manifest, { rows, sessions, examples, isNamed })
          : { removed: 0, manifest };
      if (folder === ledger?.out) ownDataset = { manifest: next.manifest, rows };
      const left = await search.rows(folder, next.manifest);
      out.datasets.push({ folder, rows: next.removed, left: left.rows, still: left.whole, parts: left.parts });
    }
    if (sessions.size > 0 || ownDataset?.rows.size) {
      removal?.apply(ownDataset);
      // Its hashes are of texts with the person, and nobody can tell which: the next run asks again.
      rmSync(workspace.verdicts, { force: true });
      for (const file of [workspace.decisions, workspace.gold]) await forgetLines(file, removal?.ids ?? new Set());
    }
    return out;
  } finally {
    for (const release of releases) release();
  }
}

/** Rows whose text holds the person, by folder, and the sessions behind them and behind examples that gave no row. */
async function seenInText(
  search: TextSearch,
  datasets: readonly { folder: string; manifest: Manifest }[],
  ledger: LedgerEditor | undefined,
  withParts: boolean,
): Promise<{ rows: Map<string, Set<string>>; sessions: Set<string> }> {
  const rows = new Map<string, Set<string>>();
  const sessions = ledger?.search((json) => search.in(json) === 'whole') ?? new Set<string>();
  for (const { folder, manifest } of datasets) {
    const { whole, parts } = await search.rows(folder, manifest);
    const ids = new Set([...whole, ...(withParts ? parts : [])].map(({ id }) => id));
    rows.set(folder, ids);
    for (const session of await sessionsBehind(folder, ids)) sessions.add(session);
  }
  return { rows, sessions };
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
