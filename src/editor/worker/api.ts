import type { Manifest } from '../../core/export/manifest.ts';
import type { Database, Mapping } from '../../core/ingest/config.ts';
import type { ConnectionTest } from '../../core/ingest/postgres/import.ts';
import type { Columns } from '../../core/ingest/rows/columns.ts';
import type { Pair } from '../../core/model/example.ts';
import type { RecordRef, Skipped } from '../../core/model/source.ts';
import type { Phase, RunResult } from '../../core/pipeline.ts';
import type { PiiType } from '../../core/redact/types.ts';
import type { ValidationReport } from '../../core/report/validate.ts';
import type { Answer } from '../../core/report/why.ts';
import type { Card } from '../../core/store/card.ts';
import type { StudioApi } from '../studio/core/api.ts';

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

export type StoredCard = Omit<Card, 'chain'>;

export interface Provenance {
  session: string;
  records: RecordRef[];
  examples: string[];
  dropped?: string[];
}

export type Fate = { dataset: string; id: string } & ({ written: string } | { dropped: string });

/** The last finished run of a workspace folder. */
export interface RunData {
  out: string;
  manifest: Manifest;
  cards: StoredCard[];
  pairs: Pair[];
  fates: Fate[];
  provenance: Provenance[];
  sources: { path: string; entry?: string; format: string | null; values: number }[];
  skipped: Skipped[];
  /** When it ended, in UTC ms. */
  at: number;
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
type WhyAnswer = Answer & { rows: RowPlace[] };

/** A written row. */
export interface RowPlace {
  file: string;
  line: number;
  id: string;
}

/** Where a dataset row came from. */
interface RowSource {
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
  /** All of it, for a human. */
  text: string;
  pointers: { record: PointerChoice[]; message: PointerChoice[] };
}

/** Requests by name: what goes in, what comes out, what is reported on the way. */
interface Api extends StudioApi {
  scan: { in: { project: ProjectSpec }; out: { files: LogFile[]; ownOutputs: string[] } };
  sessionsOf: { in: { project: ProjectSpec; path: string; limit: number }; out: SessionInfo[] };
  run: {
    /** `databases`: the user has confirmed that they may be read, the only use of the network. Passwords by name. */
    in: {
      project: ProjectSpec;
      paths?: string[];
      workerFile: string;
      databases?: { passwords: Record<string, string> };
    };
    out: RunResult;
    progress: { phase: Phase; done: number; total: number };
  };
  results: { in: { project: ProjectSpec }; out: RunData | null };
  /** The first words of examples, as redacted. */
  titles: { in: { project: ProjectSpec; ids: string[] }; out: Record<string, string> };
  preview: { in: { project: ProjectSpec; file: string }; out: Preview };
  validate: { in: { root: string; paths: string[] }; out: ValidationReport };
  /** `where`: FILE:LINE, or an id. */
  why: { in: { project: ProjectSpec; where: string }; out: WhyAnswer };
  rowSource: { in: { project: ProjectSpec; row: string }; out: RowSource };
  teach: {
    in: { project: ProjectSpec; term: string; mode: 'mask' | 'never'; type?: PiiType };
    out: { file: string; known: boolean };
  };
  /** Databases that a run would read, and the keys of goldpan.json that are ignored without trust. */
  settings: {
    in: { project: ProjectSpec };
    out: { ignored: string[]; databases: { name: string; place: string }[] };
  };
  testDatabase: { in: { project: ProjectSpec; database: NewDatabase; password?: string }; out: ConnectionTest };
  /** Ten rows as aligned text, and which column is taken for what. `kind` null: none could be a role and a text. */
  previewDatabase: {
    in: { project: ProjectSpec; database: NewDatabase; password?: string };
    out: { columns: string[]; rows: number; guessed: Columns; kind: string | null; text: string };
  };
  saveDatabase: { in: { project: ProjectSpec; database: NewDatabase }; out: { file: string } };
  /** `configText`: goldpan.json as it stands in the editor, when it is open. */
  proposeMapping: {
    in: { project: ProjectSpec; file: string; picked?: Mapping; configText?: string };
    out: MappingView;
  };
  saveMapping: { in: { project: ProjectSpec; mapping: Mapping }; out: { file: string } };
  /** Lines by number from 0; each cut after `max` bytes, with its full length. */
  lines: {
    in: { file: string; from: number; count: number; max: number };
    out: { total: number; size: number; lines: { text: string; bytes: number }[] };
  };
}

export type Method = keyof Api;
export type In<M extends Method> = Api[M]['in'];
export type Out<M extends Method> = Api[M]['out'];
export type Progress<M extends Method> = Api[M] extends { progress: infer P } ? P : never;

/** Host to worker. `cancel` is shared memory: the core sees it even while it never yields. */
export interface Request<M extends Method = Method> {
  id: number;
  method: M;
  params: In<M>;
  cancel: SharedArrayBuffer;
}

/** Worker to host. */
export type Reply =
  | { id: number; kind: 'done'; result: unknown }
  | { id: number; kind: 'progress'; progress: unknown }
  | { id: number; kind: 'failed'; error: Failure };

/** An error that crossed the thread border. `mend` tells a user's mistake from a bug. */
export interface Failure {
  name: string;
  message: string;
  mend?: string;
  stack?: string;
}
