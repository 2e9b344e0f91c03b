/** First pass over the sources: recognise the format of each, note every record in the index, report what is no record. */
import { setImmediate } from 'node:timers/promises';
import { Table64 } from '../../kit/table64.ts';
import { relieveMemory } from '../memory.ts';
import { Cancelled } from '../model/errors.ts';
import type { SkipCode, Skipped } from '../model/source.ts';
import { type Bytes, decode, openBytes } from './bytes.ts';
import { ChainLinker } from './chain.ts';
import { type Detected, detect, MAX_RECORD } from './detect.ts';
import { digest16 } from './digest.ts';
import { expandSources } from './expand.ts';
import { MAX_TEXT } from './formats/text/plain-text.ts';
import { HEADER_END } from './members.ts';
import { parseJson } from './parse.ts';
import type { FileContext, IndexEntry, Reader } from './reader.ts';
import { RecordIndex } from './record-index.ts';
import { READERS } from './registry.ts';
import type { Span } from './scan/machine.ts';
import { scan } from './scan.ts';
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

export interface LogIndex {
  sources: IndexedSource[];
  records: RecordIndex;
  skipped: Skipped[];
  /** Format of each session, by session number. */
  formats: string[];
  /** Removes the temporary files that archives and databases were unpacked to; after that their sessions cannot be read. */
  dispose(): void;
}

export interface IndexOptions {
  /** Size in bytes from which a document of many sessions is read element by element. */
  largeDocument?: number;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
  readers?: readonly Reader[];
  /** Where archives and databases are unpacked to. Default: a store of the index's own. */
  spills?: SpillStore;
}

export async function buildIndex(sources: readonly Source[], options: IndexOptions = {}): Promise<LogIndex> {
  return new Indexer(sources, options).run();
}

class Indexer {
  private readonly spills: SpillStore;
  private readonly index: LogIndex;
  private readonly keys = new Table64();
  private readonly uids = new Table64();
  private readonly chains = new ChainLinker();
  private total = 0;
  private before = 0;

  constructor(
    private readonly sources: readonly Source[],
    private readonly options: IndexOptions,
  ) {
    this.spills = options.spills ?? new SpillStore();
    this.index = {
      sources: [],
      records: new RecordIndex(),
      skipped: [],
      formats: [],
      dispose: () => this.spills.dispose(),
    };
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
    this.options.onProgress?.(this.total, this.total);
    return this.index;
  }

  private async addSource(source: Source): Promise<void> {
    let bytes: Bytes;
    try {
      bytes = openBytes(source.bytes);
    } catch (error) {
      this.index.sources.push({ ...source, encoding: 'utf8', framing: 'text', values: 0 });
      this.skip(source, 0, 'unreadable', `cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'error'}`);
      return;
    }
    try {
      const found = await this.detect(bytes, source);
      const entry: IndexedSource = { ...source, encoding: found.encoding, framing: found.framing, values: 0 };
      if (found.reader) entry.format = found.reader.id;
      const number = this.index.sources.push(entry) - 1;
      if (!found.reader) {
        this.skip(source, 0, found.why === 'empty file' ? 'empty' : 'unknown_format', found.why ?? 'unknown format');
        return;
      }
      await this.addRecords(bytes, number, entry, found, found.reader);
      if (entry.values === 0) this.skip(source, 0, 'empty', 'holds no records');
    } finally {
      bytes.close();
    }
  }

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
    return { reader, framing: 'lines', encoding: 'utf8', bom: 0, ...(reader ? {} : { why: `no reader ${source.as}` }) };
  }

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
    let header: (Span & { used: boolean }) | undefined;
    for await (const span of scan(bytes, { ...found, onChunk })) {
      source.values++;
      const record = this.parse(bytes, source, found, span);
      if (!record) continue;
      if (span.header) {
        header = { ...span, used: false };
        source.header = span.start;
        ordinal++;
        continue;
      }
      const ref = refOf(source, span);
      const entries = reader.index({ value: record.value, text: record.text, ordinal, ref }, file);
      if ('skip' in entries) this.skip(source, span.line, entries.code ?? 'other_format', entries.skip);
      else if (entries.length === 0) this.skip(source, span.line, 'empty', 'holds no session');
      else {
        for (const entry of entries) {
          if ('skip' in entry) this.skip(source, span.line, entry.code ?? 'other_format', entry.skip);
          else if (this.note(entry, number, reader, span, ordinal, header) && header) header.used = true;
        }
      }
      ordinal++;
    }
    if (header && !header.used) this.skip(source, header.line, 'empty', 'a document without sessions');
  }

  private parse(
    bytes: Bytes,
    source: Source,
    found: Detected,
    span: Span,
  ): { value: unknown; text: string } | undefined {
    const size = span.end - span.start;
    const most = found.framing === 'text' ? MAX_TEXT : MAX_RECORD;
    if (size > most) {
      const what = found.framing === 'text' ? 'a text' : 'one record';
      const reason = `${what} of ${Math.round(size / 1e6)} MB; the most is ${most >> 20} MiB, so split it`;
      this.skip(source, span.line, 'too_large', reason);
      return undefined;
    }
    const text = decode(bytes.read(span.start, size), found.encoding);
    if (text === undefined) {
      this.skip(source, span.line, 'not_utf8', 'bytes that are not UTF-8; convert the file, for instance with iconv');
      return undefined;
    }
    if (found.framing === 'text') return { value: text, text };
    try {
      const whole = span.header ? text + HEADER_END : text;
      return { value: parseJson(whole), text: whole };
    } catch {
      if (span.complete) this.skip(source, span.line, 'malformed', `not valid JSON${whereBroken(text)}`);
      else this.skip(source, span.line, 'pending', 'half-written last record; it is read when the rest is there');
      return undefined;
    }
  }

  /** False for a duplicate. `header` is the first record of the session. */
  private note(entry: IndexEntry, source: number, reader: Reader, span: Span, ordinal: number, header?: Span): boolean {
    const { records } = this.index;
    if (entry.uid !== undefined) {
      const uid = digest16(`${reader.id}\0${entry.uid}`);
      const owner = this.uids.get(uid);
      if (owner !== undefined) {
        // A resumed file copies the old lines: what it adds to them goes on with the old session.
        if (entry.key !== undefined) this.join(entry.key, reader, owner);
        const where = this.index.sources[source] as IndexedSource;
        this.skip(where, span.line, 'duplicate_record', 'the same record stands elsewhere in the logs');
        return false;
      }
    }
    const session = this.sessionOf(entry, reader);
    if (entry.uid !== undefined) this.uids.set(digest16(`${reader.id}\0${entry.uid}`), session);
    if (header) {
      const { start, end, line } = header;
      records.add({ source, start, end, line, ordinal: 0 }, session, Number.NaN, Number.NaN);
    }
    records.add(
      {
        source,
        start: span.start,
        end: span.end,
        line: span.line,
        ordinal,
        ...(entry.part === undefined ? {} : { part: entry.part }),
      },
      session,
      entry.order ?? Number.NaN,
      entry.time ?? Number.NaN,
    );
    return true;
  }

  /** A key that no record has used yet stands for that session from now on. */
  private join(nativeKey: string, reader: Reader, session: number): void {
    const key = digest16(`${reader.id}\0${nativeKey}`);
    if (this.keys.get(key) === undefined) this.keys.set(key, session);
  }

  private sessionOf(entry: IndexEntry, reader: Reader): number {
    const fresh = (): number => {
      this.index.formats.push(reader.id);
      return this.index.records.newSession();
    };
    let session: number | undefined;
    if (entry.key !== undefined) session = this.keyed(entry.key, reader, fresh);
    const links = [entry.self, entry.previous].flatMap((id) =>
      id === undefined ? [] : [digest16(`${reader.id}\0link\0${id}`)],
    );
    for (const link of links) session = this.joined(session, this.keys.get(link));
    if (entry.key === undefined && entry.chain) {
      const { chain } = entry;
      const before = session;
      session = this.joined(
        before,
        this.chains.link(chain, digest16(reader.id), () => before ?? fresh()),
      );
    }
    session ??= fresh();
    for (const link of links) if (this.keys.get(link) === undefined) this.keys.set(link, session);
    return session;
  }

  private keyed(name: string, reader: Reader, fresh: () => number): number {
    const key = digest16(`${reader.id}\0${name}`);
    const known = this.keys.get(key);
    if (known !== undefined) return known;
    const session = fresh();
    this.keys.set(key, session);
    return session;
  }

  /** Records that came out of order may have opened two sessions for one talk. */
  private joined(a: number | undefined, b: number | undefined): number | undefined {
    if (a === undefined || b === undefined) return a ?? b;
    this.index.records.merge(a, b);
    return Math.min(a, b);
  }

  private skip(source: Source, line: number, code: SkipCode, reason: string): void {
    this.index.skipped.push({
      path: source.path,
      ...(source.entry ? { entry: source.entry } : {}),
      line,
      code,
      reason,
    });
  }
}

export const refOf = (source: Source, span: { line: number; start: number; end: number }) => ({
  path: source.path,
  ...(source.entry ? { entry: source.entry } : {}),
  line: span.line,
  start: span.start,
  end: span.end,
});

/** ` (at character 17)`, from the engine's message; never any of the text. */
function whereBroken(text: string): string {
  try {
    JSON.parse(text);
  } catch (error) {
    const at = /position (\d+)/.exec((error as Error).message)?.[1];
    if (at) return ` (at character ${Number(at) + 1})`;
  }
  return '';
}
