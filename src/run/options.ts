/** What a run is asked for, and what it answers: the same for the command line, the editor and the tests. */
import type { Stage } from '../datasets/manifest.ts';
import type { Config } from '../model/config.ts';
import type { Leak } from '../redact/types.ts';
import type { SplitName } from '../stages/split/split.ts';
import type { SkipGroup } from './skips.ts';
import type { Workspace } from './store/workspace.ts';

export type Phase = 'index' | 'sessions' | 'topics' | 'judge' | 'export';

export interface RunOptions {
  workspace: Workspace;
  /** Files and folders; relative ones start at the workspace folder. */
  paths: readonly string[];
  config: Config;
  /** Folder of the dataset. */
  out: string;
  /** Overrides the workspace's key (GOLDPAN_KEY). */
  key?: string | undefined;
  /** Worker threads; below 2 all is done in this thread. */
  workers?: number;
  workerFile?: URL;
  /** The user has confirmed that the databases of the configuration may be read: the only use of the network. */
  databases?: { passwords?: Readonly<Record<string, string>> };
  /** The user has confirmed that the judge of the configuration may be asked, on this machine. */
  judge?: boolean | undefined;
  /** A dataset with rows may be replaced by one without. */
  allowEmpty?: boolean;
  /** UTC ms; only retention looks at it. */
  now: number;
  signal?: AbortSignal;
  onProgress?: (phase: Phase, done: number, total: number) => void;
}

/** A row that the leak gate held back, for the user. */
export interface WithheldRow extends Leak {
  dataset: string;
  /** Of the example or pair: what `goldpan why` takes. */
  id: string;
}

export interface RunResult {
  /** Records that were indexed. */
  read: number;
  /** Records, and files as a whole, that could not be used. */
  skipped: number;
  /** Those of which the user should hear, whole files first. */
  losses: SkipGroup[];
  /** Records that met a bug of Goldpan: the run went on without them, and ends with 3 when there are any. */
  bugs: number;
  sessions: number;
  examples: number;
  pairs: number;
  stages: Stage[];
  redactions: Record<string, number>;
  outputs: { path: string; rows: number; contract: string; split: SplitName }[];
  /** Rows that the leak gate or the contract kept from being written: the run ends with 1 when there are any. */
  quarantined: number;
  /** Those of them that the leak gate held back, each with its type, place and origin. */
  withheld: WithheldRow[];
  out: string;
  /** What the user should know of the run's paths, in sentences. */
  notes: string[];
}
