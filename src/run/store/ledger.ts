/**
 * The run's ledger, local only: where every record went and what became of every example. `goldpan why`, the studio's lists
 * and the way back to the source log read it.
 *
 * sources.json     files and their formats; skipped records with reasons; own outputs that were left out
 * provenance.jsonl one line a session: its records (file and lines) and its examples
 * fates.jsonl      one line an example or pair and dataset: written to which split, or dropped why
 * cards.jsonl      one line an example: its facts and byte range in examples.jsonl, what curation added, what was decided
 * pairs.jsonl      one line a preference pair as proposed: before the human's decisions, so that they can be undone
 * audit-sample.jsonl one line a message that a human is asked to read
 * manifest.json    version of the ledger, the dataset's manifest, and the folder it was written to: run/store/run-head.ts
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../datasets/manifest.ts';
import type { Place } from '../../datasets/risk/index.ts';
import type { LogIndex } from '../../ingest/build-index.ts';
import { defined } from '../../kit/defined.ts';
import { JsonlWriter } from '../../kit/jsonl-writer.ts';
import type { Pair } from '../../model/example.ts';
import type { RecordRef, Skipped } from '../../model/source.ts';
import type { Card } from '../../stages/card.ts';
import type { Curation, Verdicts } from '../../stages/curated.ts';
import { ledgerCard } from './ledger-card.ts';
import { writeRunHead } from './run-head.ts';

export class Ledger {
  private readonly provenance: JsonlWriter;
  private readonly fates: JsonlWriter;

  constructor(private readonly folder: string) {
    this.provenance = new JsonlWriter(join(folder, 'provenance.jsonl'));
    this.fates = new JsonlWriter(join(folder, 'fates.jsonl'));
  }

  sources(index: LogIndex, skipped: readonly Skipped[], ownOutputs: readonly string[]): void {
    const sources = index.sources.map(({ path, entry, format, values }) => ({
      path,
      entry,
      format: format ?? null,
      values,
    }));
    writeFileSync(join(this.folder, 'sources.json'), JSON.stringify({ sources, skipped, ownOutputs }));
  }

  session(
    session: string,
    records: readonly RecordRef[],
    examples: readonly string[],
    dropped: readonly string[],
  ): void {
    this.provenance.add({ session, records, examples, ...defined({ dropped: dropped.length ? dropped : undefined }) });
  }

  fate(dataset: string, id: string, fate: { written: string } | { dropped: string }): void {
    this.fates.add({ dataset, id, ...fate });
  }

  /** Places of the dataset that a human is asked to read. */
  sample(places: readonly Place[]): void {
    const list = new JsonlWriter(join(this.folder, 'audit-sample.jsonl'));
    for (const place of places) list.add(place);
    list.close();
  }

  close(
    cards: readonly Card[],
    { curation, verdicts }: { curation: Curation; verdicts: Verdicts },
    pairs: readonly Pair[],
    manifest: Manifest,
    out: string,
  ): void {
    this.provenance.close();
    this.fates.close();
    const list = new JsonlWriter(join(this.folder, 'cards.jsonl'));
    for (const card of cards) list.add(ledgerCard(card, curation, verdicts));
    list.close();
    const sides = new JsonlWriter(join(this.folder, 'pairs.jsonl'));
    for (const pair of pairs) sides.add(pair);
    sides.close();
    writeRunHead(this.folder, { out, manifest });
  }
}
