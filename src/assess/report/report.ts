/** What can be said of a dataset folder that a run wrote: one pass over its rows and its audit trail, in little memory. */

import { CrossCounter, type CrossCoverage } from '../../datasets/coverage.ts';
import { allDatasets } from '../../datasets/dataset.ts';
import { type JudgeReport, type Manifest, readManifest } from '../../datasets/manifest.ts';
import { runFiles } from '../../datasets/read.ts';
import { recoverDataset } from '../../datasets/replace.ts';
import type { Risk } from '../../datasets/risk/index.ts';
import type { SplitName } from '../../stages/split/split.ts';
import { type Bias, LengthBias } from './bias.ts';
import { type Coverage, CoverageCounter } from './coverage.ts';
import { type Diversity, DiversityMeter } from './diversity.ts';
import { type Drift, driftOf } from './drift.ts';
import { type Funnel, funnelOf } from './funnel.ts';
import { type Grounding, GroundingCounter } from './grounding.ts';
import { type Privacy, privacyOf } from './privacy.ts';
import { callsOf, learntRows } from './rows.ts';
import { type ToolUse, ToolUseMeter } from './tool-use.ts';

/** What `goldpan report --json` prints; docs/exports.md explains it. Shares are from 0 to 1. */
export interface DatasetReport {
  report: 1;
  /** Version that made the dataset. */
  goldpan: string;
  /** Rows found in the files, by dataset (`sft`, `dpo`, or `target/sft` …) and split. */
  rows: Record<string, Partial<Record<SplitName, number>>>;
  funnel: Funnel;
  /** Of each dataset that has rows. */
  coverage: Record<string, Coverage>;
  diversity: Record<string, Diversity>;
  grounding: Record<string, Grounding>;
  /** Rows of SFT by complexity, domain, outcome and tool; null without such rows. */
  crossed: CrossCoverage | null;
  toolUse: Record<string, ToolUse>;
  /** Topics of what users ask for; null where a run found none. */
  topics: Manifest['topics'] | null;
  judge: JudgeReport | null;
  /** What the examples of the run were like over time; null where no log tells a time. */
  drift: Drift | null;
  /** Examples that edit files, by what became of their edits; null where no Git repository was asked. */
  edits: Manifest['git'] | null;
  /** Null without pairs. */
  bias: Bias | null;
  privacy: Privacy;
  /** As the manifest carries it; null when a version made the dataset that did not measure it. */
  risk: Risk | null;
}

/** Throws UserError for a folder that is not a dataset, or whose files were damaged. */
export async function reportDataset(folder: string): Promise<DatasetReport> {
  recoverDataset(folder);
  const manifest: Manifest & { risk?: Risk } = readManifest(folder);
  const done: DatasetReport = {
    report: 1,
    goldpan: manifest.goldpan,
    rows: {},
    funnel: { stages: [], mismatches: [] },
    coverage: {},
    diversity: {},
    grounding: {},
    crossed: null,
    toolUse: {},
    topics: manifest.topics ?? null,
    judge: manifest.judge ?? null,
    drift: driftOf(manifest.periods),
    edits: manifest.git ?? null,
    bias: null,
    privacy: await privacyOf(folder, manifest),
    risk: manifest.risk ?? null,
  };
  const targets = (manifest.coverage?.targets ?? []).map(({ found: _found, missing: _missing, ...target }) => target);
  const pairs = new LengthBias();
  const files = runFiles(folder);
  for (const dataset of allDatasets()) {
    const { name } = dataset;
    const counts: Partial<Record<SplitName, number>> = {};
    const coverage = new CoverageCounter(dataset.kind);
    const diversity = new DiversityMeter();
    const grounding = new GroundingCounter();
    const toolUse = new ToolUseMeter();
    const crossed = new CrossCounter(targets);
    for (const at of files.filter((one) => one.dataset.name === name)) {
      for await (const row of learntRows(at)) {
        counts[at.split] = (counts[at.split] ?? 0) + 1;
        coverage.add(at.split, row);
        await diversity.add(row);
        grounding.add(row);
        toolUse.add(row);
        crossed.add(row.meta, [...new Set(row.messages.flatMap(callsOf).map((c) => c.function.name))]);
        if (row.rejected) pairs.add(row);
      }
    }
    const meter = await diversity.close();
    if (Object.keys(counts).length === 0) continue;
    done.rows[name] = counts;
    done.coverage[name] = coverage.close();
    done.diversity[name] = meter;
    done.grounding[name] = grounding.close();
    done.toolUse[name] = toolUse.close();
    // Each target holds the same rows: the first one's are counted.
    if (dataset.kind.name === 'sft') done.crossed ??= crossed.close();
  }
  done.bias = pairs.close();
  done.funnel = await funnelOf(folder, manifest, done.rows);
  return done;
}
