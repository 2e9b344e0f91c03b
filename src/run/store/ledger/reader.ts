/**
 * The one reader of the ledger. Every line is checked when it is read; nothing is kept, so that a run of any size can be walked
 * through. The files are read without waiting: the editor does it in its worker thread.
 */
import { existsSync, statSync } from 'node:fs';
import { UserError } from '../../../kit/errors.ts';
import { readJson } from '../../../kit/json/parse.ts';
import { fileLinesSync, parseLine } from '../../../kit/jsonl.ts';
import { StoreReader } from '../run-store.ts';
import { RunTools } from '../run-tools.ts';
import { fileIn, type LEDGER_FILES } from './files.ts';
import { AGAIN, readHead } from './head.ts';
import { type LedgerHead, LINES, type LineName, type LineOf, Sources } from './schema.ts';

export class LedgerReader {
  private constructor(
    private readonly folder: string,
    readonly head: LedgerHead,
  ) {}

  /**
   * @param folder `.goldpan/local/run` of a workspace.
   * @returns undefined when there was no run.
   * @throws UserError for a ledger that is damaged or of another version. All methods throw it with file and line.
   */
  static open(folder: string): LedgerReader | undefined {
    const head = readHead(folder);
    return head && new LedgerReader(folder, head);
  }

  /** When the ledger was last written, in UTC ms; undefined when there is none. Another time: open it again. */
  static writtenAt(folder: string): number | undefined {
    return statSync(fileIn(folder, 'head'), { throwIfNoEntry: false })?.mtimeMs;
  }

  sources(): Sources {
    const file = this.file('sources');
    const read = Sources.safeParse(readJson(file, AGAIN));
    if (read.success) return read.data;
    throw new UserError(`${file} is damaged${at(read.error.issues)}`, AGAIN);
  }

  /** In the order of the logs. */
  sessions = (): Generator<LineOf<'sessions'>> => this.lines('sessions');
  /** In the order of their ids. */
  cards = (): Generator<LineOf<'cards'>> => this.lines('cards');
  pairs = (): Generator<LineOf<'pairs'>> => this.lines('pairs');
  /** Dataset by dataset, in the order of the rows. */
  exports = (): Generator<LineOf<'exports'>> => this.lines('exports');
  sample = (): Generator<LineOf<'sample'>> => this.lines('sample');
  tools = (): Generator<LineOf<'tools'>> => this.lines('tools');

  /** Number of lines, which are not looked at. */
  count(name: LineName): number {
    let n = 0;
    for (const _ of fileLinesSync(this.file(name))) n++;
    return n;
  }

  card(id: string): LineOf<'cards'> | undefined {
    return first(this.cards(), (card) => card.id === id);
  }

  pair(id: string): LineOf<'pairs'> | undefined {
    return first(this.pairs(), (pair) => pair.id === id);
  }

  /** By its own id or that of one of its examples. */
  sessionOf(id: string): LineOf<'sessions'> | undefined {
    return first(this.sessions(), ({ session, examples }) => session === id || examples.includes(id));
  }

  /** Those whose record begins at the line, or nearest above it; several where one record holds several sessions. */
  sessionsAt(path: string, line: number): LineOf<'sessions'>[] {
    const owners: LineOf<'sessions'>[] = [];
    let nearest = 1;
    for (const owner of this.sessions()) {
      let start = 0;
      for (const record of owner.records)
        if (record.path === path && record.line <= line && record.line > start) start = record.line;
      if (start < nearest) continue;
      if (start > nearest) owners.length = 0;
      nearest = start;
      owners.push(owner);
    }
    return owners;
  }

  /** What became of an example or pair, dataset by dataset. */
  resultsOf(id: string): LineOf<'exports'>[] {
    const results: LineOf<'exports'>[] = [];
    for (const result of this.exports()) if (result.id === id) results.push(result);
    return results;
  }

  /** Whoever opens the store closes it. @throws UserError as of StoreReader */
  store(): StoreReader {
    return new StoreReader(this.file('examples'), new RunTools(this.tools()));
  }

  private *lines<N extends LineName>(name: N): Generator<LineOf<N>> {
    const file = this.file(name);
    const { schema, what } = LINES[name];
    for (const line of fileLinesSync(file)) {
      const read = schema.safeParse(parseLine(file, line, AGAIN));
      // The field only: a key further in may be a word of a log.
      if (!read.success)
        throw new UserError(`${file}:${line.number}: not ${what} of this ledger${at(read.error.issues)}`, AGAIN);
      yield read.data as LineOf<N>;
    }
  }

  /** A file that is there: a run writes all of them. */
  private file(name: keyof typeof LEDGER_FILES): string {
    const file = fileIn(this.folder, name);
    if (!existsSync(file)) throw new UserError(`${file} is missing`, AGAIN);
    return file;
  }
}

function first<T>(lines: Iterable<T>, wanted: (line: T) => boolean): T | undefined {
  for (const line of lines) if (wanted(line)) return line;
  return undefined;
}

function at(issues: readonly { path: readonly PropertyKey[] }[]): string {
  const field = issues[0]?.path[0];
  return field === undefined ? '' : ` (at ${String(field)})`;
}
