/** The interface of all log formats: one reader per format, registered in `registry.ts`. */
import type { Session } from '../model/session.ts';
import type { RecordRef, SkipCode } from '../model/source.ts';
import type { Framing } from './scan/machine.ts';

/** A record as a reader sees it. */
export interface InRecord {
  /** Parsed JSON; the text itself for `text` framing. */
  value: unknown;
  /** Raw text of the record. */
  text: string;
  /** Position among the file's records, from 0. */
  ordinal: number;
  ref: RecordRef;
}

/** What detection looks at: up to 200 records from the start of a source. */
export interface Sample {
  /** POSIX path; the name is a hint only. */
  path: string;
  framing: Framing;
  records: readonly unknown[];
}

/** A record's entry in the text-free index. Strings are hashed at once and not kept. */
export interface IndexEntry {
  /**
   * Native id of its session; equal keys of one format join over all files. Undefined without `chain` and links: a session of its own.
   * For a session that is a whole file use `file.key`.
   */
  key?: string;
  /** For logs without session ids whose requests repeat the history: see chain.ts. */
  chain?: Chain;
  /**
   * For records of a talk that names no session: whose they are (user, application). Records of one stream that follow each other
   * within a gap are one session, see streams.ts; `key` stands in where streams are not joined. Needs `time`.
   */
  stream?: string;
  /** In a stream: an answer or a result, with which no session begins. */
  follows?: boolean;
  /** Ids of this record and of the one it goes on from, where logs link records so: linked records are one session. */
  self?: string;
  previous?: string;
  /**
   * Keys or aliases of the session that this one was forked from, the surest first; a copied header may name a grandparent, after
   * them. What the fork repeats is prompt, and both stay in one split: see forks.ts.
   */
  forkOf?: readonly string[];
  /** Names besides `key` by which a fork's log may call this session, such as its file's. */
  aliases?: readonly string[];
  /** Sorts the session's records when the file order cannot be trusted (turn index, then time). Default: file position. */
  order?: number;
  /** UTC ms; orders the files of a session that goes on in another file, and bounds a time window. */
  time?: number;
  /**
   * Native id of the record: a second record with the same one (resumed files) is left out, and the session that it would
   * have started is that of the first.
   */
  uid?: string;
  /** JSON pointer (or a name of the reader's own) when one record holds several sessions; comes back in `ref.pointer`. */
  part?: string;
}

/** Why a record holds no session. */
export interface NoSession {
  skip: string;
  /** Default: `other_format`. */
  code?: SkipCode;
}

/** Digests (see message.ts) of a request's messages and of its reply. */
export interface Chain {
  prompt: readonly string[];
  reply: readonly string[];
  /** Digests of further candidates (n > 1): a later request may go on with any of them. */
  alternates?: readonly (readonly string[])[];
  /**
   * Length of the shortest prefix by which records may be joined: up to and with the first assistant message that
   * follows a user message. 0: the prompt holds none, and nothing may be joined by it. Shorter prefixes are shared by
   * unrelated sessions.
   */
  minPrefix: number;
}

/** Per-file scratch space for readers whose records depend on earlier ones (a header line with the session id). */
export interface FileContext {
  readonly path: string;
  /** A session key that means this very file. */
  readonly key: string;
  readonly framing: Framing;
  readonly state: Record<string, unknown>;
}

/** One session's records, in order. Lazy: each is read when it is reached, so hold none that you do not need. */
export type SessionSlice = Iterable<InRecord>;

interface ReaderDoc {
  /** Name as users know it. */
  title: string;
  /** How it is recognised, in a sentence. */
  detection: string;
  /** What becomes what, and known pitfalls, one sentence each. */
  notes: readonly string[];
  /** Typical file names. */
  files: string;
}

export interface Reader {
  /** Stable id such as `openai-chat`. */
  readonly id: string;
  readonly doc: ReaderDoc;
  /**
   * Does this record have the format's shape? The share of yes decides; readers are listed from specific to general.
   */
  votes(record: unknown, sample: Sample): boolean;
  /** Says no to a whole source whatever its records look like. */
  accepts?(sample: Sample): boolean;
  /** The user has named this source's format: the reader takes it, whatever its records look like. */
  claims?(path: string): boolean;
  /**
   * Top-level array whose elements are sessions. Of a large document the elements are then records of their own, and the rest
   * of it (with that array empty) is the first record of each of their sessions.
   */
  readonly member?: string;
  /** Framing the reader wants in place of the sniffed one (rare: `text`). */
  readonly framing?: Framing;
  /**
   * Sessions that the record belongs to, or the reason why it holds none; a record of many sessions may skip some of them.
   * Throws nothing on any JSON.
   */
  index(record: InRecord, file: FileContext): (IndexEntry | NoSession)[] | NoSession;
  /** Builds the session. `undefined` when its records hold no event. */
  read(records: SessionSlice): Session | undefined;
}
