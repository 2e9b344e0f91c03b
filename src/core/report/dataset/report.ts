/** What can be said of a dataset folder that a run wrote: one pass over its rows and its audit trail, in little memory. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CONTRACTS, type RowKind } from '../../../datasets/contract.ts';
import { type Manifest, readManifest } from '../../../datasets/manifest.ts';
import { UserError } from '../../model/errors.ts';
import type { Risk } from '../../redact/risk/index.ts';
import type { SplitName } from '../../split/split.ts';
import { type Bias, LengthBias } from './bias.ts';
import { type Coverage, CoverageCounter } from './coverage.ts';
import { type Diversity, DiversityMeter } from './diversity.ts';
import { type Funnel, funnelOf } from './funnel.ts';
import { type Privacy, privacyOf } from './privacy.ts';
import { readRows, SPLITS } from './rows.ts';

/** What `goldpan report --json` prints; docs/exports.md explains it. Shares are from 0 to 1. */
export interface DatasetReport {
  report: 1;
  /** Version that made the dataset. */
  goldpan: string;
  /** Rows found in the files, by kind of dataset and split. */
  rows: Partial<Record<RowKind, Partial<Record<SplitName, number>>>>;
  funnel: Funnel;
  /** Of each kind of dataset that has rows. */
  coverage: Partial<Record<RowKind, Coverage>>;
  diversity: Partial<Record<RowKind, Diversity>>;
  /** Null without pairs. */
  bias: Bias | null;
  privacy: Privacy;
  /** As the manifest carries it; null when a version made the dataset that did not measure it. */
  risk: Risk | null;
}

/** Throws UserError for a folder that is no dataset, or whose files were damaged. */
export async function reportDataset(folder: string): Promise<DatasetReport> {
  try {
    return await report(folder);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UserError(`${join(folder, 'audit')}: a line is no JSON`, 'Make the dataset anew with `goldpan run`.');
  }
}

async function report(folder: string): Promise<DatasetReport> {
  const manifest: Manifest & { risk?: Risk } = readManifest(folder);
  const done: DatasetReport = {
    report: 1,
    goldpan: manifest.goldpan,
    rows: {},
    funnel: { stages: [], mismatches: [] },
    coverage: {},
    diversity: {},
    bias: null,
    privacy: await privacyOf(folder, manifest),
    risk: manifest.risk ?? null,
  };
  const pairs = new LengthBias();
  for (const kind of Object.keys(CONTRACTS) as RowKind[]) {
    const counts: Partial<Record<SplitName, number>> = {};
    const coverage = new CoverageCounter(kind);
    const diversity = new DiversityMeter();
    for (const split of SPLITS) {
      const file = join(folder, kind, `${split}.jsonl`);
      if (!existsSync(file) || statSync(file).size === 0) continue;
      for await (const row of readRows(file, kind)) {
        counts[split] = (counts[split] ?? 0) + 1;
        coverage.add(split, row);
        await diversity.add(row);
        if (row.rejected) pairs.add(row);
      }
    }
    const meter = await diversity.close();
    if (Object.keys(counts).length === 0) continue;
    done.rows[kind] = counts;
    done.coverage[kind] = coverage.close();
    done.diversity[kind] = meter;
  }
  done.bias = pairs.close();
  done.funnel = await funnelOf(folder, manifest, done.rows);
  return done;
}
