/** The manifest: everything that is needed to know how a dataset came about. No clock in it: same input, same bytes. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../kit/errors.ts';
import { readJson } from '../kit/json/parse.ts';
import type { Config } from '../model/config.ts';
import { DATASET_MARK } from '../model/own-files.ts';
import type { GovernanceRule } from '../stages/curate/governance.ts';
import type { Likeness } from '../stages/curated.ts';
import type { Survival } from '../stages/observe/survival.ts';
import type { SplitName } from '../stages/split/split.ts';
import type { CrossCoverage } from './coverage.ts';
import type { Periods } from './periods.ts';
import type { Risk } from './risk/index.ts';
import type { TopicsBy } from './topics-by.ts';

/** A file of rows. */
export interface OutputFile {
  /** POSIX path inside the dataset. */
  path: string;
  rows: number;
  contract: string;
  split: SplitName;
  bytes: number;
  sha256: string;
}

/** What went into a stage and what became of it: in = out + the sum of dropped. */
export interface Stage {
  name: string;
  /** What is counted. */
  unit: 'files' | 'records' | 'sessions' | 'examples' | 'pairs' | 'rows';
  in: number;
  out: number;
  dropped: Record<string, number>;
  /** Values that were hidden in rows by what sessions of the run proved, and how many rows that were; absent when there were none. */
  hidden?: { values: number; rows: number };
  /** Messages of written rows that weigh 0 though they could be learnt from, by reason (`failed_step: loop`), and how many rows hold such. */
  masked?: { messages: number; rows: number; rules: Record<string, number> };
}

/** What a judge on this machine was asked: its verdicts are marked wherever they are used. */
export interface JudgeReport {
  model: string;
  /** Host and port. */
  place: string;
  /** Examples with a verdict, answers that were none, and examples beyond the bound of a run or held back by the leak gate. */
  judged: number;
  unread: number;
  unasked: number;
  /** Of examples whose outcome the log states: how many got a verdict, and how many of those the same one. */
  stated: { asked: number; agreed: number };
  /** Topics that it named. */
  topics: number;
}

export interface Manifest {
  manifest: 1;
  goldpan: string;
  /** Fingerprint of the key behind the ids. */
  key: string;
  seed: string;
  config: string;
  privacy: { policy: string; consent: string; purpose?: string; destinations: string[]; destination: string };
  /** What the rules of the policy kept out, and what the logs do not state. */
  governance: GovernanceRule[];
  policy: { unknownOutcome: 'keep' | 'drop' };
  sessions: number;
  examples: number;
  pairs: number;
  /** Wishes with a known outcome, and those with successes and failures. */
  intents: { count: number; withBothOutcomes: number };
  /** What near-duplicates came to; absent in datasets of earlier versions. */
  likeness?: Likeness;
  stages: Stage[];
  /** What could not be used, by reason: files (and entries of archives) of which nothing was read, and single records. */
  skipped: { files: Record<string, number>; records: Record<string, number> };
  redactions: Record<string, number>;
  /** The names model that judged what the rules were unsure of, and how much of it: windows of text, read and beyond the run's bound. */
  names?: { name: string; sha256: string; windows: number; chars: number; unread: number };
  /** SFT rows by complexity, domain, outcome and tool, and the targets of goldpan.json; absent without rows. */
  coverage?: CrossCoverage;
  /** Topics of what users ask for, the largest first; absent where there are none. */
  topics?: { names: readonly string[]; silhouette: number; by?: TopicsBy };
  /** The judge that was asked, and how far it can be believed. */
  judge?: JudgeReport;
  /**
   * Examples that edit files, by what became of their edits in the workspace's Git repositories; keyed hashes of the commits that were
   * HEAD: at another one the same logs give another result. Absent where no repository was asked
   * about any.
   */
  git?: { heads: string[]; examples: number } & Record<Survival, number>;
  /** What the examples were like over time; absent where no log tells a time. */
  periods?: Periods;
  /** What may still be in the data, as far as it can be told. */
  risk: Risk;
  outputs: OutputFile[];
  /** What `goldpan erase` took out since. Counts above it are those of the run. */
  erased?: { requests: number; rows: number; sessions: number };
}

/** Hash of the configuration as used. */
export const configHash = (config: Config): string =>
  createHash('sha256').update(JSON.stringify(config)).digest('hex').slice(0, 16);

const Counts = z.record(z.string(), z.number());

/** Relative, with forward slashes, and inside the dataset: whoever hands a dataset on must not name files of the reader. */
const InsidePath = z.string().regex(/^(?!.*(?:^|\/)\.\.(?:\/|$))[^/\\\0:][^\\\0:]*$/);

/** What every reader of a manifest relies on. What a later version adds is let through. */
const ManifestShape = z.looseObject({
  manifest: z.literal(1),
  goldpan: z.string(),
  key: z.string(),
  privacy: z.looseObject({ policy: z.string(), destination: z.string() }),
  stages: z.array(
    z.looseObject({ name: z.string(), unit: z.string(), in: z.number(), out: z.number(), dropped: Counts }),
  ),
  redactions: Counts,
  outputs: z.array(
    z.looseObject({
      path: InsidePath,
      rows: z.number(),
      contract: z.string(),
      split: z.string(),
      bytes: z.number(),
      sha256: z.string(),
    }),
  ),
});

const ANEW = 'Make the dataset anew with `goldpan run`.';

/** The one reader of manifests. @throws UserError when there is none, or it is damaged or of another version. */
export function readManifest(folder: string): Manifest {
  const file = join(folder, DATASET_MARK);
  if (!existsSync(file))
    throw new UserError(`${folder} is not a dataset of Goldpan`, 'Give the folder that `goldpan run` wrote.');
  return asManifest(readJson(file, ANEW), file);
}

/** A parsed manifest, checked. `file`: for the message. @throws UserError */
export function asManifest(value: unknown, file: string): Manifest {
  const checked = ManifestShape.safeParse(value);
  if (checked.success) return value as Manifest;
  const at = checked.error.issues[0]?.path.join('.') || '(root)';
  throw new UserError(`${file} is damaged, or of another version (at ${at})`, ANEW);
}
