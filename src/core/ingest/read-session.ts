/** Second pass: reads one session's records again, wherever they lie, and has its reader build the session. */
import { UserError } from '../model/errors.ts';
import type { Session } from '../model/session.ts';
import { type IndexedSource, refOf } from './build-index.ts';
import { type Bytes, decode, openBytes } from './bytes.ts';
import { HEADER_END } from './members.ts';
import { parseJson } from './parse.ts';
import type { InRecord, Reader } from './reader.ts';
import type { IndexedRecord } from './record-index.ts';
import { READERS } from './registry.ts';

/** What is needed to read one session; plain data. */
export interface SessionJob {
  format: string;
  records: IndexedRecord[];
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

  /** undefined: the records hold no event. @throws UserError for a file that changed since the index; else what the reader throws, a bug. */
  read(job: SessionJob): Session | undefined {
    const reader = this.readers.find((r) => r.id === job.format);
    if (!reader) throw new Error(`no reader for ${job.format}`);
    return reader.read(this.records(job));
  }

  close(): void {
    for (const bytes of this.open.values()) bytes.close();
    this.open.clear();
    this.last = undefined;
    this.header = undefined;
  }

  private *records(job: SessionJob): Generator<InRecord> {
    for (const record of job.records) {
      const source = this.sources[record.source] as IndexedSource;
      const { value, text } = this.load(record, source);
      const ref = refOf(source, record);
      yield {
        value,
        text,
        ordinal: record.ordinal,
        ref: record.part === undefined ? ref : { ...ref, pointer: record.part },
      };
    }
  }

  private load(record: IndexedRecord, source: IndexedSource): { value: unknown; text: string } {
    if (record.start === source.header) return this.loadHeader(record, source);
    const { last } = this;
    if (last && last.source === record.source && last.start === record.start) return last;
    this.last = undefined;
    const text =
      decode(this.bytes(record.source, source).read(record.start, record.end - record.start), source.encoding) ?? '';
    const value = source.framing === 'text' ? text : reparsed(text, source, record);
    // Only a record of several sessions is worth keeping.
    if (record.part !== undefined) this.last = { source: record.source, start: record.start, value, text };
    return { value, text };
  }

  private loadHeader(record: IndexedRecord, source: IndexedSource): { value: unknown; text: string } {
    if (this.header?.source === record.source) return this.header;
    const bytes = this.bytes(record.source, source).read(record.start, record.end - record.start);
    const text = (decode(bytes, source.encoding) ?? '') + HEADER_END;
    this.header = { source: record.source, value: reparsed(text, source, record), text };
    return this.header;
  }

  private bytes(number: number, source: IndexedSource): Bytes {
    let bytes = this.open.get(number);
    if (!bytes) {
      if (this.open.size >= MAX_OPEN) this.closeOldest();
      bytes = openBytes(source.bytes);
      this.open.set(number, bytes);
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

/** The first pass has parsed these bytes: when they are JSON no more, somebody wrote to the file since. */
function reparsed(text: string, source: IndexedSource, record: IndexedRecord): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const place = `${source.path}${source.entry ? ` › ${source.entry}` : ''}:${record.line}`;
    throw new UserError(
      `${place}: the file was changed while it was read`,
      'Run it again when nothing writes to the file; lines that are only appended do no harm.',
      3,
    );
  }
}

const MAX_OPEN = 64;
