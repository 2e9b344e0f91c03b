/** The manifest: everything that is needed to know how a dataset came about. No clock in it: same input, same bytes. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../core/config.ts';
import type { GovernanceRule } from '../core/curate/governance.ts';
import { DATASET_MARK } from '../core/ingest/sources.ts';
import { UserError } from '../core/model/errors.ts';
import type { Risk } from '../core/redact/risk/index.ts';
import type { SplitName } from '../core/split/split.ts';

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
  unit: 'records' | 'sessions' | 'examples' | 'pairs' | 'rows';
  in: number;
  out: number;
  dropped: Record<string, number>;
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
  stages: Stage[];
  redactions: Record<string, number>;
  /** What may still be in the data, as far as it can be told. */
  risk: Risk;
  outputs: OutputFile[];
  /** What `goldpan erase` took out since. Counts above it are those of the run. */
  erased?: { requests: number; rows: number; sessions: number };
}

/** Hash of the configuration as used. */
export const configHash = (config: Config): string =>
  createHash('sha256').update(JSON.stringify(config)).digest('hex').slice(0, 16);

/** Throws UserError for a folder without a manifest that can be read. */
export function readManifest(folder: string): Manifest {
  const file = join(folder, DATASET_MARK);
  if (!existsSync(file))
    throw new UserError(`${folder} is no dataset of Goldpan`, 'Give the folder that `goldpan run` wrote.');
  let manifest: Partial<Manifest> | null;
  try {
    manifest = JSON.parse(readFileSync(file, 'utf8')) as Partial<Manifest> | null;
  } catch {
    manifest = null;
  }
  if (manifest?.manifest !== 1 || !Array.isArray(manifest.stages) || !Array.isArray(manifest.outputs))
    throw new UserError(`${file} is damaged, or of another version`, 'Make the dataset anew with `goldpan run`.');
  return manifest as Manifest;
}
