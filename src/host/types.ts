/** What the worker thread and the editor say to each other, as plain data. */

import type { Answer } from '../assess/why.ts';
import type { Manifest } from '../datasets/manifest.ts';
import type { Database, Mapping } from '../model/config-ingest.ts';
import type { RecordRef } from '../model/source.ts';
import type { Phase } from '../run/options.ts';
import type { LedgerReader } from '../run/store/ledger/reader.ts';
import type { CuratedCard } from '../stages/curated.ts';

/** A workspace folder. Untrusted: parts of its goldpan.json are ignored, and nothing is written. */
export interface ProjectSpec {
  root: string;
  trusted: boolean;
}

/** One log file (or entry of an archive) as the index sees it. */
export interface LogFile {
  path: string;
  entry?: string;
  format: string | null;
  sessions: number;
  size: number;
  skipped: number;
}

/** A session before any run: what reading it tells. */
export interface SessionInfo {
  line: number;
  events: number;
  calls: number;
  success: boolean | null;
}

/** The last finished run of a workspace folder. It stays in the worker thread, and is read as it is asked for. */
export interface RunData {
  out: string;
  manifest: Manifest;
  ledger: LedgerReader;
  /** When it ended, in UTC ms. */
  at: number;
}

/** What the editor knows of the last run without asking further. */
export interface RunSummary extends Pick<RunData, 'out' | 'manifest' | 'at'> {
  examples: number;
  pairs: number;
}

/** A session of the last run, as the side bar lists it. */
export interface KnownSession {
  session: string;
  /** Where it begins in its file. */
  line: number;
  /** First words of its user, as redacted. */
  title: string;
  /** Why there is no example of it. */
  dropped?: string;
  examples: KnownExample[];
}
interface KnownExample extends Pick<CuratedCard, 'id' | 'kind' | 'tags' | 'outcome' | 'marks' | 'redactions'> {
  /** Signals of its feedback. */
  feedback: string[];
}

/** A line of a log that was left out, and why. */
export interface DroppedPlace {
  /** Tells it from the others of its reason. */
  key: string;
  path: string;
  line: number;
  why: string;
}

export interface RunProgress {
  phase: Phase;
  done: number;
  total: number;
}

export interface Preview {
  raw: string;
  redacted: string;
  sessions: number;
  shown: number;
  redactions: number;
  /** Line of the transcript (from 0) and the record that it shows. */
  anchors: { line: number; ref: RecordRef }[];
}

/** What became of a line of a log, or of an example; and the rows that it ended up in. */
export type WhyAnswer = Answer & { rows: RowPlace[] };

/** A written row. */
export interface RowPlace {
  file: string;
  line: number;
  id: string;
}

/** Where a dataset row came from. */
export interface RowSource {
  id: string;
  records: { path: string; line: number }[];
}

/** A database as the user names it: the rest is default. */
export type NewDatabase = Pick<Database, 'name' | 'url'> & Partial<Database>;

/** A pointer to choose, and the first value that it finds. */
export interface PointerChoice {
  pointer: string;
  sample: string;
}

/** A mapping of a file, and what comes of its first records. */
export interface MappingView {
  path: string;
  mapping: Mapping;
  from: 'picked' | 'goldpan.json' | 'proposed';
  /** Of the proposal: from 0 to 1. */
  confidence: number;
  reasons: readonly string[];
  records: number;
  /** False when the file goes on behind the records. */
  whole: boolean;
  sessions: number;
  skipped: number;
  /** All of it, for people to read. */
  text: string;
  pointers: { record: PointerChoice[]; message: PointerChoice[] };
}
