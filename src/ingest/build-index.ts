/**
 * First pass over the sources: recognise the format of each, note every record in the index, report what is no record.
 */
import { setImmediate } from 'node:timers/promises';
import { bugPlace } from '../kit/bug.ts';
import { defined } from '../kit/defined.ts';
import { Cancelled, UserError } from '../kit/errors.ts';
import { relieveMemory } from '../kit/memory.ts';
import { asUserError } from '../kit/os-error.ts';
import { defaultSegment } from '../model/config-segment.ts';
import type { SkipCode, Skipped } from '../model/source.ts';
import { type Bytes, openBytes } from './bytes.ts';
import { type Detected, detect } from './detect.ts';
import { expandSources } from './expand.ts';
import type { Kin } from './forks.ts';
import { isSystemError, readFailure, whyUnreadable } from './io.ts';
import type { FileContext, IndexEntry, InRecord, Reader } from './reader.ts';
import { behindTorn, type ReadRecord, readRecord, zeroesAround } from './record.ts';
import { type IndexedRecord, RecordIndex } from './record-index.ts';
import { READERS } from './registry.ts';
import type { Span } from './scan/machine.ts';
import { scan } from './scan.ts';
import { SessionLinks } from './session-links.ts';
import type { Source } from './sources.ts';
import { SpillStore } from './spill.ts';

/** A source and what was recognised in it. Plain data but for the reader, which goes by its id. */
export interface IndexedSource extends Source {
  /** Reader id; undefined when the format is unknown. */
  format?: string;
  encoding: Detected['encoding'];
  framing: Detected['framing'];
  /** Values found, whether they became records or were skipped. */
  values: number;
  /** Of a document that is read element by element: where its header starts. */
  header?: number;
}

/**
 * What the first pass found. Holds positions and numbers only, no text of the logs, so that it fits into memory for
 * millions of records; the text is read again, session by session, by `SessionReader`.
 */
export interface LogIndex {
  /** In the order in which they were read; `IndexedRecord.source` is an index into it. */
  sources: IndexedSource[];
  records: RecordIndex;
  /** Everything left out, in reading order, those of `IndexOptions.skipped` first; reading the sessions adds to it. */
  skipped: Skipped[];
  /** Format of each session, by session number. */
  formats: string[];
  /** Forks and the sessions they were forked from, by session number. */
  kin: ReadonlyMap<number, Kin>;
  /**
   * Removes the temporary files that archives and databases were unpacked to; after that their sessions cannot be read.
   */
  dispose(): void;
}

/** Settings of the first pass. All are optional; without any, every known format is tried. */
export interface IndexOptions {
  /** Size in bytes from which a document of many sessions is read element by element. */
  largeDocument?: number;
  /** Looked at between chunks and between containers; the pass then ends with `Cancelled`. */
  signal?: AbortSignal;
  /** Bytes read and bytes in all, of unpacked sources. Called once per chunk, and a last time with both equal. */
  onProgress?: (done: number, total: number) => void;
  /** Formats to try, from specific to general. Default: those of registry.ts, without the user's mappings. */
  readers?: readonly Reader[];
  /** Minutes within which records of one user that name no session are one; 0: none are. Default: that of goldpan.json. */
  gapMinutes?: number;
  /** What was left out before: see `findSources`. Comes first among the skipped. */
  skipped?: readonly Skipped[];
  /** Where archives and databases are unpacked to. Default: a store of the index's own. */
  spills?: SpillStore;
}

/**
 * Reads every source once and indexes its records.
 *
 * @param sources read in this order, which also numbers sessions: the same sources give the same index.
 * @returns The index; call its `dispose` when no session is to be read any more.
 * @throws Cancelled when `options.signal` was aborted.
 * @throws UserError when the machine, not one file, refuses to go on reading (see io.ts), or when a file failed after
 *   some of its records had been indexed. A file that cannot be opened is skipped and named instead.
 */
export async function buildIndex(sources: readonly Source[], options: IndexOptions = {}): Promise<LogIndex> {
  return new Indexer(sources, options).run();
}

class Indexer {
  private readonly spills: SpillStore;
  private readonly index: LogIndex;
  private readonly links: SessionLinks;
  private total = 0;
  /** Bytes of the sources that are done; progress inside a source is added to it. */
  private before = 0;

  constructor(
    private readonly sources: readonly Source[],
    private readonly options: IndexOptions,
  ) {
    this.spills = options.spills ?? new SpillStore();
    this.index = {
      sources: [],
      records: new RecordIndex(),
      skipped: [...(options.skipped ?? [])],
      formats: [],
      kin: new Map(),
      dispose: () => this.spills.dispose(),
    };
    const minutes = options.gapMinutes ?? defaultSegment().gapMinutes;
    this.links = new SessionLinks(this.index.records, this.index.formats, minutes * 60_000);
  }

  async run(): Promise<LogIndex> {
    try {
      const { signal } = this.options;
      const { sources, skipped } = await expandSources(this.sources, { spills: this.spills, signal });
      this.index.skipped.push(...skipped);
      this.total = sources.reduce((n, s) => n + s.size, 0);
      for (const source of sources) {
        await this.addSource(source);
        this.before += source.size;
      }
    } catch (error) {
      if (!this.options.spills) this.spills.dispose();
      throw error;
    }
    this.links.joinStreams();
    this.index.kin = this.links.kin();
    this.options.onProgress?.(this.total, this.total);
    return this.index;
  }

  private async addSource(source: Source): Promise<void> {
    const known = this.index.sources.length;
    try {
      await this.readSource(source);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      const why = whyUnreadable(error);
      // A file that could be opened and then fails has left records in the index: no part of it may pass for the whole.
      if (why === undefined || this.index.sources.length > known) throw readFailure(source.path, error);
      this.index.sources.push({ ...source, encoding: 'utf8', framing: 'text', values: 0 });
      this.skip(source, 0, 'unreadable', why);
    }
  }

  private async readSource(source: Source): Promise<void> {
    const bytes = openBytes(source.bytes);
    try {
      const found = await this.detect(bytes, source);
      const entry: IndexedSource = { ...source, encoding: found.encoding, framing: found.framing, values: 0 };
      if (found.reader) entry.format = found.reader.id;
      const number = this.index.sources.push(entry) - 1;
      if (!found.reader) {
        this.skip(source, 0, found.code ?? 'unknown_format', found.why ?? 'unknown format');
        return;
      }
      if (found.zeroes) this.skip(source, 1, 'malformed', `${found.zeroes} ${ZEROES}`);
      await this.addRecords(bytes, number, entry, found, found.reader);
      if (entry.values === 0) this.skip(source, 0, 'empty', 'holds no records');
    } finally {
      bytes.close();
    }
  }

  /**
   * The reader of a source, in this order: one that claims its path (the user's mapping), the one that whoever made the
   * source names (`as`), the winner of the vote. A mapping reads JSON, so it does not get a source that is no JSON.
   */
  private async detect(bytes: Bytes, source: Source): Promise<Detected> {
    const readers = this.options.readers ?? READERS;
    const claimed = readers.find((r) => r.claims?.(source.path));
    if (source.as === undefined) {
      const found = await detect(
        bytes,
        source.entry === undefined ? source.path : `${source.path}/${source.entry}`,
        readers,
        this.options.largeDocument,
      );
      return claimed && found.framing !== 'text' ? { ...found, reader: claimed } : found;
    }
    const reader = claimed ?? readers.find((r) => r.id === source.as);
    return {
      reader,
      framing: 'lines',
      encoding: 'utf8',
      bom: 0,
      ...defined({ why: reader ? undefined : `no reader ${source.as}` }),
    };
  }

  /** Scans a source to its end. Every value is either noted in the index or counted as skipped, never both. */
  private async addRecords(
    bytes: Bytes,
    number: number,
    source: IndexedSource,
    found: Detected,
    reader: Reader,
  ): Promise<void> {
    const file: FileContext = {
      path: source.path,
      key: `file:${source.path}\0${source.entry ?? ''}`,
      framing: found.framing,
      state: {},
    };
    const onChunk = async (done: number): Promise<void> => {
      this.options.onProgress?.(this.before + done, this.total);
      await setImmediate();
      relieveMemory();
      if (this.options.signal?.aborted) throw new Cancelled();
    };
    let ordinal = 0;
    let header: Header | undefined;
    let last: Span | undefined;
    for await (const scanned of scan(bytes, { ...found, onChunk })) {
      source.values++;
      last = scanned;
      // The half record at the end is what the damage is counted as.
      if (source.cut && !scanned.complete) continue;
      const read = this.readAround(bytes, source, scanned);
      if (!read) continue;
      const { span, record } = read;
      const { check } = record;
      if (span.header) {
        header = { ...span, check, used: false };
        source.header = span.start;
        ordinal++;
        continue;
      }
      const ref = refOf(source, span);
      const entries = indexed(reader, { value: record.value, text: record.text, ordinal, ref }, file);
      if ('skip' in entries) this.skip(source, span.line, entries.code ?? 'other_format', entries.skip);
      else if (entries.length === 0) this.skip(source, span.line, 'empty', 'holds no session');
      else {
        const { start, end, line } = span;
        for (const entry of entries) {
          if ('skip' in entry) this.skip(source, line, entry.code ?? 'other_format', entry.skip);
          else if (this.note(entry, number, reader, { start, end, line, ordinal, check }, header) && header)
            header.used = true;
        }
      }
      ordinal++;
    }
    if (header && !header.used) this.skip(source, header.line, 'empty', 'a document without sessions');
    if (source.cut && source.values > 0) this.skip(source, endOf(last), 'malformed', source.cut);
  }

  /** Zero bytes around a record, or a piece of another one before it, are counted as a broken one, and the record is read. */
  private readAround(
    bytes: Bytes,
    source: IndexedSource,
    scanned: Span,
  ): { span: Span; record: ReadRecord } | undefined {
    const first = readRecord(bytes, source, scanned);
    if (!('code' in first)) return { span: scanned, record: first };
    const inner = source.framing === 'text' ? undefined : zeroesAround(bytes, source.encoding, scanned);
    if (inner) this.skip(source, scanned.line, 'malformed', `${inner.zeroes} ${ZEROES}`);
    if (inner && inner.span.start === inner.span.end) return undefined;
    const record = inner ? readRecord(bytes, source, inner.span) : first;
    if (!('code' in record)) return { span: inner?.span ?? scanned, record };
    const rest = record.code === 'too_large' ? undefined : behindTorn(bytes, source, scanned);
    const behind = rest && readRecord(bytes, source, rest);
    const whole = rest && behind && !('code' in behind) ? { span: rest, record: behind } : undefined;
    if (whole) this.skip(source, scanned.line, 'malformed', 'a torn record before a whole one on its line');
    else this.skip(source, scanned.line, record.code, record.reason);
    return whole;
  }

  /** False for a duplicate. `header` is the first record of the session. */
  private note(
    entry: IndexEntry,
    source: number,
    reader: Reader,
    at: Omit<IndexedRecord, 'source'>,
    header?: Header,
  ): boolean {
    const { records } = this.index;
    const session = this.links.sessionOf(entry, reader);
    if (session === undefined) {
      const where = this.index.sources[source] as IndexedSource;
      this.skip(where, at.line, 'duplicate_record', 'the same record is elsewhere in the logs');
      return false;
    }
    if (header) {
      const { start, end, line, check } = header;
      records.add({ source, start, end, line, check, ordinal: 0 }, session, Number.NaN, Number.NaN);
    }
    records.add({ ...at, source, part: entry.part }, session, entry.order ?? Number.NaN, entry.time ?? Number.NaN);
    return true;
  }

  private skip(source: Source, line: number, code: SkipCode, reason: string): void {
    this.index.skipped.push({
      path: source.path,
      ...defined({ entry: source.entry || undefined }),
      line,
      code,
      reason,
    });
  }
}

/** A bug in one reader costs the record that it met, counted and named, and not the run. */
function indexed(reader: Reader, record: InRecord, file: FileContext): ReturnType<Reader['index']> {
  try {
    return reader.index(record, file);
  } catch (error) {
    if (asUserError(error) instanceof UserError || error instanceof Cancelled) throw error;
    return { skip: `a bug in the reader ${reader.id}: ${bugPlace(error)}`, code: 'reader_bug' };
  }
}

/** The part of a large document before its array of sessions; unused when no element became a session. */
interface Header extends Span {
  check: number;
  used: boolean;
}

/** Reason for a block of zero bytes; the number of bytes is put before it. */
const ZEROES = 'zero bytes where a record was, as a crash or a rotated log leaves them; nothing can be read there';

/** Line on which a source ends in the midst: that of its half record, or the one after its last. */
const endOf = (last: Span | undefined): number => (last ? last.line + (last.complete ? 1 : 0) : 1);

/** Where a record is, as sessions and messages show it: line from 1, `start` and `end` in bytes, end exclusive. */
export const refOf = (source: Source, span: { line: number; start: number; end: number }) => ({
  path: source.path,
  ...defined({ entry: source.entry || undefined }),
  line: span.line,
  start: span.start,
  end: span.end,
});
