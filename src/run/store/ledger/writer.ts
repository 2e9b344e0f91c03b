/** The one writer of the ledger: a run tells it where every record went and what became of every example. */
import { writeFileSync } from 'node:fs';
import { fileOf } from '../../../datasets/dataset.ts';
import type { Manifest } from '../../../datasets/manifest.ts';
import type { RowResult } from '../../../datasets/write.ts';
import type { LogIndex } from '../../../ingest/build-index.ts';
import { JsonlWriter } from '../../../kit/jsonl-writer.ts';
import type { RecordRef, Skipped } from '../../../model/source.ts';
import type { Card } from '../../../stages/card.ts';
import type { Curation, Verdicts } from '../../../stages/curated.ts';
import { ledgerCard } from './card.ts';
import { fileIn } from './files.ts';
import { writeHead } from './head.ts';
import type { LineName, LineOf, Sources } from './schema.ts';

/** A file of lines of one kind: what is added is what the reader will give. */
export class LineWriter<N extends LineName> {
  private readonly lines: JsonlWriter;

  constructor(folder: string, name: N, ending = '') {
    this.lines = new JsonlWriter(fileIn(folder, name) + ending);
  }

  add(line: LineOf<N>): void {
    this.lines.add(line);
  }

  close(): void {
    this.lines.close();
  }
}

function writeLines<N extends LineName>(folder: string, name: N, lines: Iterable<LineOf<N>>): void {
  const writer = new LineWriter(folder, name);
  for (const line of lines) writer.add(line);
  writer.close();
}

export class LedgerWriter {
  private readonly sessions: LineWriter<'sessions'>;
  private readonly results: LineWriter<'exports'>;
  private apps: Iterable<LineOf<'tools'>> = [];
  /** Rows so far, by file. */
  private readonly rows = new Map<string, number>();

  /** @param folder Empty; it becomes `.goldpan/local/run`. */
  constructor(private readonly folder: string) {
    this.sessions = new LineWriter(folder, 'sessions');
    this.results = new LineWriter(folder, 'exports');
  }

  sources(index: Pick<LogIndex, 'sources'>, skipped: readonly Skipped[], ownOutputs: readonly string[]): void {
    const sources = index.sources.map(({ path, entry, format, values }) => ({
      path,
      entry,
      format: format ?? null,
      values,
    }));
    const all: Sources = { sources, skipped: [...skipped], ownOutputs: [...ownOutputs] };
    writeFileSync(fileIn(this.folder, 'sources'), JSON.stringify(all));
  }

  session(
    session: string,
    records: readonly RecordRef[],
    examples: readonly string[],
    dropped: readonly string[],
  ): void {
    this.sessions.add({
      session,
      records: [...records],
      examples: [...examples],
      dropped: dropped.length > 0 ? [...dropped] : undefined,
    });
  }

  /** Called in the order in which the rows are written: the line number of a row is counted here. */
  result(dataset: string, id: string, result: RowResult): void {
    if ('dropped' in result) {
      this.results.add({ dataset, id, ...result });
      return;
    }
    const file = fileOf({ name: dataset }, result.written);
    const line = (this.rows.get(file) ?? 0) + 1;
    this.rows.set(file, line);
    this.results.add({ dataset, id, written: result.written, line });
  }

  /** Places of the dataset that a human is asked to read. */
  sample(places: readonly LineOf<'sample'>[]): void {
    writeLines(this.folder, 'sample', places);
  }

  /** Of each application, for its sessions that declare none. */
  tools(apps: Iterable<LineOf<'tools'>>): void {
    this.apps = apps;
  }

  /** Only now there is a ledger to read. @param out Folder of the dataset. */
  close(
    cards: readonly Card[],
    { curation, verdicts }: { curation: Curation; verdicts: Verdicts },
    pairs: readonly LineOf<'pairs'>[],
    manifest: Manifest,
    out: string,
  ): void {
    this.sessions.close();
    this.results.close();
    const list = new LineWriter(this.folder, 'cards');
    for (const card of cards) list.add(ledgerCard(card, curation, verdicts));
    list.close();
    writeLines(this.folder, 'pairs', pairs);
    writeLines(this.folder, 'tools', this.apps);
    writeHead(this.folder, { out, manifest });
  }
}
