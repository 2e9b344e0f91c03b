/** Second pass: reads one session's records again, wherever they lie, and has its reader build the session. */
import type { Session } from '../model/session.ts';
import { type IndexedSource, refOf } from './build-index.ts';
import { type Bytes, openBytes } from './bytes.ts';
import { markAgents, markInherited } from './inherit.ts';
import { isSystemError, readFailure, whyUnreadable } from './io.ts';
import type { InRecord, Reader } from './reader.ts';
import { readAgain, SourceChanged } from './record.ts';
import type { IndexedRecord } from './record-index.ts';
import { READERS } from './registry.ts';

/** What is needed to read one session; plain data. */
export interface SessionJob {
  format: string;
  records: IndexedRecord[];
  /** Records of the session that it was forked from, see forks.ts. */
  elder?: IndexedRecord[];
  /** Digest that it shares with its forks. */
  family?: string;
}

/** Keeps the files open and the last parsed record at hand: one record may hold many sessions. */
export class SessionReader {
  private readonly open = new Map<number, Bytes>();
  /** Header of a document whose sessions are read one by one: it is the first record of each. */
  private header: { source: number; value: unknown; text: string } | undefined;
  private last: { source: number; start: number; value: unknown; text: string } | undefined;

  constructor(
    private readonly sources: readonly IndexedSource[],
    private readonly readers: readonly Reader[] = READERS,
  ) {}

  /**
   * undefined: the records hold no event.
   * @throws SourceChanged when a file is no longer what was indexed; UserError when the machine fails; what the reader throws
   */
  read(job: SessionJob): Session | undefined {
    const reader = this.readers.find((r) => r.id === job.format);
    if (!reader) throw new Error(`no reader for ${job.format}`);
    const session = reader.read(this.records(job.records));
    if (session) markAgents(session);
    if (!session || job.family === undefined) return session;
    session.family = job.family;
    const elder = job.elder && reader.read(this.records(job.elder));
    if (elder) markInherited(session, elder);
    return session;
  }

  close(): void {
    for (const bytes of this.open.values()) bytes.close();
    this.open.clear();
    this.last = undefined;
    this.header = undefined;
  }

  private *records(records: readonly IndexedRecord[]): Generator<InRecord> {
    for (const record of records) {
      const source = this.sources[record.source] as IndexedSource;
      const { value, text } = this.loadOrExplain(record, source);
      const ref = refOf(source, record);
      yield {
        value,
        text,
        ordinal: record.ordinal,
        ref: record.part === undefined ? ref : { ...ref, pointer: record.part },
      };
    }
  }

  private loadOrExplain(record: IndexedRecord, source: IndexedSource): { value: unknown; text: string } {
    try {
      return this.load(record, source);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      const why = whyUnreadable(error);
      if (why === undefined) throw readFailure(source.path, error);
      throw new SourceChanged({ path: source.path, entry: source.entry, line: record.line }, why);
    }
  }

  private load(record: IndexedRecord, source: IndexedSource): { value: unknown; text: string } {
    if (record.start === source.header) return this.loadHeader(record, source);
    const { last } = this;
    if (last && last.source === record.source && last.start === record.start) return last;
    this.last = undefined;
    const { value, text } = readAgain(this.bytes(record, source), source, record);
    // Only a record of several sessions is worth keeping.
    if (record.part !== undefined) this.last = { source: record.source, start: record.start, value, text };
    return { value, text };
  }

  private loadHeader(record: IndexedRecord, source: IndexedSource): { value: unknown; text: string } {
    if (this.header?.source === record.source) return this.header;
    this.header = { source: record.source, ...readAgain(this.bytes(record, source), source, record, true) };
    return this.header;
  }

  private bytes(record: IndexedRecord, source: IndexedSource): Bytes {
    let bytes = this.open.get(record.source);
    if (!bytes) {
      if (this.open.size >= MAX_OPEN) this.closeOldest();
      bytes = openBytes(source.bytes);
      this.open.set(record.source, bytes);
    }
    return bytes;
  }

  private closeOldest(): void {
    const oldest = this.open.entries().next().value;
    if (!oldest) return;
    oldest[1].close();
    this.open.delete(oldest[0]);
  }
}

const MAX_OPEN = 64;
