/** Takes sessions out of the ledger and the run store, for those who asked to be erased. The caller holds the workspace's lock. */
import { closeSync, openSync, renameSync, writeSync } from 'node:fs';
import type { Manifest } from '../../../datasets/manifest.ts';
import { MARKS, type Mark } from '../../../model/marks.ts';
import { fileIn } from './files.ts';
import { writeHead } from './head.ts';
import { LedgerReader } from './reader.ts';
import type { LineName, LineOf } from './schema.ts';
import { LineWriter } from './writer.ts';

/** The dataset of the run, after the rows of the sessions have left it. */
export interface Rewritten {
  manifest: Manifest;
  /** Ids of the rows that were taken out: those below them have moved up. */
  rows: ReadonlySet<string>;
}

export class LedgerEditor {
  private constructor(
    private readonly folder: string,
    private readonly reader: LedgerReader,
  ) {}

  /** @returns undefined when there was no run. @throws UserError as of LedgerReader */
  static open(folder: string): LedgerEditor | undefined {
    const reader = LedgerReader.open(folder);
    return reader && new LedgerEditor(folder, reader);
  }

  /** Folder of the dataset that the ledger is about. */
  get out(): string {
    return this.reader.head.out;
  }

  /**
   * Sessions of the examples that `holds` says yes to, whether or not they gave a row.
   * @param holds is given an example as JSON.
   */
  search(holds: (json: string) => boolean): Set<string> {
    const sessions = new Set<string>();
    const store = this.reader.store();
    try {
      for (const card of this.reader.cards()) if (holds(JSON.stringify(store.read(card)))) sessions.add(card.session);
    } finally {
      store.close();
    }
    return sessions;
  }

  /**
   * Finds all that there is of the sessions; nothing is changed yet.
   * @throws UserError for any line that is damaged: better now than with half of the work done.
   */
  find(sessions: ReadonlySet<string>): Removal {
    const places: LineOf<'cards'>[] = [];
    const ids = new Set<string>();
    for (const card of this.reader.cards()) {
      if (!sessions.has(card.session)) continue;
      ids.add(card.id);
      places.push(card);
    }
    const examples: ReadonlySet<string> = new Set(ids);
    for (const pair of this.reader.pairs())
      if (examples.has(pair.chosen.example) || examples.has(pair.rejected.example)) ids.add(pair.id);
    for (const name of ['sessions', 'exports', 'sample'] as const) for (const _ of this.reader[name]());
    this.reader.store().close();
    return new Removal(this.folder, this.reader, { sessions, examples, ids, places });
  }
}

/** What `find` found. */
export class Removal {
  constructor(
    private readonly folder: string,
    private readonly reader: LedgerReader,
    private readonly found: {
      sessions: ReadonlySet<string>;
      examples: ReadonlySet<string>;
      ids: ReadonlySet<string>;
      places: readonly { offset: number; length: number }[];
    },
  ) {}

  /** Ids of the sessions' examples. */
  get examples(): ReadonlySet<string> {
    return this.found.examples;
  }

  /** Those, and the ids of the pairs that have a side in them. */
  get ids(): ReadonlySet<string> {
    return this.found.ids;
  }

  /** @param dataset Absent when the dataset of the run is as it was. */
  apply(dataset?: Rewritten): void {
    const { sessions, examples, ids, places } = this.found;
    blank(fileIn(this.folder, 'examples'), places);
    this.rewrite('pairs', (pair) => (ids.has(pair.id) ? undefined : pair));
    this.rewrite('exports', renumbered(ids, dataset?.rows ?? new Set()));
    this.rewrite('sample', (place) => (ids.has(place.example) ? undefined : place));
    this.rewrite('cards', (card) => (examples.has(card.id) ? undefined : withoutCopies(card, examples)));
    this.rewrite('sessions', (owner) => (sessions.has(owner.session) ? undefined : owner));
    const { out, manifest } = this.reader.head;
    // Last, in any case: whoever has read the ledger sees that it is another one.
    writeHead(this.folder, { out, manifest: dataset?.manifest ?? manifest });
  }

  private rewrite<N extends LineName>(name: N, change: (line: LineOf<N>) => LineOf<N> | undefined): void {
    const ending = '.new';
    const writer = new LineWriter(this.folder, name, ending);
    const lines = this.reader[name] as () => Generator<LineOf<N>>;
    for (const line of lines()) {
      const changed = change(line);
      if (changed) writer.add(changed);
    }
    writer.close();
    const file = fileIn(this.folder, name);
    renameSync(file + ending, file);
  }
}

/** Bytes of the run store are blanked in place, so that the offsets of the others stay true. */
function blank(file: string, places: readonly { offset: number; length: number }[]): void {
  if (places.length === 0) return;
  const fd = openSync(file, 'r+');
  for (const { offset, length } of places) writeSync(fd, Buffer.alloc(length, ' '), 0, length, offset);
  closeSync(fd);
}

/** Results that stay, with the lines that their rows are in now. */
function renumbered(ids: ReadonlySet<string>, rows: ReadonlySet<string>) {
  /** Rows taken out so far, by file. */
  const gone = new Map<string, number>();
  return (result: LineOf<'exports'>): LineOf<'exports'> | undefined => {
    if (!('written' in result)) return ids.has(result.id) ? undefined : result;
    const file = `${result.dataset}/${result.written}`;
    const above = gone.get(file) ?? 0;
    if (rows.has(result.id)) gone.set(file, above + 1);
    return ids.has(result.id) ? undefined : { ...result, line: result.line - above };
  };
}

/** An example no longer names those that left: neither as its copies, whose feedback goes too, nor as what it is a copy of or like. */
function withoutCopies(card: LineOf<'cards'>, gone: ReadonlySet<string>): LineOf<'cards'> {
  const { curation, decided } = card;
  if (!curation) return card;
  const { duplicateOf, merged } = curation;
  const unnamed = (marks: readonly Readonly<Mark>[] | undefined) =>
    marks?.map((one) => (MARKS[one.mark].class === 'duplicate' ? { ...one, why: withoutIds(one.why, gone) } : one));
  return {
    ...card,
    curation: {
      ...curation,
      marks: unnamed(curation.marks),
      duplicateOf: duplicateOf !== undefined && gone.has(duplicateOf) ? undefined : duplicateOf,
      merged: merged && {
        ...merged,
        folded: merged.folded.filter((id) => !gone.has(id)),
        feedback: merged.feedback.filter(({ from }) => !gone.has(from)),
      },
    },
    decided: decided && { ...decided, marks: unnamed(decided.marks), overruled: unnamed(decided.overruled) },
  };
}

/** Why an example is a duplicate is told with the id of another one, as a word of its own. */
const withoutIds = (why: string, gone: ReadonlySet<string>): string =>
  why
    .split(' ')
    .map((word) => (gone.has(word) ? 'an erased example' : word))
    .join(' ');
