/** The dataset row of an example or pair, made by the very code that writes it. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Dataset } from '../../datasets/dataset.ts';
import { fileOf, mainDataset } from '../../datasets/dataset.ts';
import { dpoCandidate } from '../../datasets/kinds/dpo.ts';
import { KINDS } from '../../datasets/kinds/index.ts';
import type { Candidate, Context, Inputs, Kind } from '../../datasets/kinds/kind.ts';
import { sftCandidate } from '../../datasets/kinds/sft.ts';
import type { Row as CanonicalRow } from '../../datasets/row.ts';
import type { RowResult } from '../../datasets/write.ts';
import { breachOf, lineOf, writeRows } from '../../datasets/write.ts';
import { defined } from '../../kit/defined.ts';
import type { Pair } from '../../model/example.ts';
import type { Row } from '../../protocol/studio.ts';
import type { Redacted } from '../../redact/brand.ts';
import type { CardLookup, CuratedCard } from '../../stages/curated.ts';
import { CuratedCards } from '../../stages/curated.ts';
import type { Decisions } from '../../stages/decide/decide.ts';
import { decide, turned } from '../../stages/decide/decide.ts';
import type { ExampleSource } from '../../stages/example-source.ts';
import type { SplitName } from '../../stages/split/split.ts';
import { split } from '../../stages/split/split.ts';
import { lines } from '../lines.ts';
import type { StudioRun } from './run.ts';

/** Takes the line instead of writing it. Contract as in an export; the leak gate needs a whole run. */
class Preview {
  line: Redacted<string> | undefined;
  constructor(private readonly dataset: Dataset) {}

  write(row: Redacted<CanonicalRow>, name: SplitName): RowResult {
    this.line = lineOf(this.dataset, row);
    return breachOf(this.dataset, row) ?? { written: name };
  }
}

/** The row of an example as SFT would write it now, and whether the dataset still has the same. */
export async function exampleRow(run: StudioRun, id: string, store: ExampleSource): Promise<Row> {
  const { splits, byId } = situation(run);
  const card = byId.get(id) as CuratedCard;
  const context = { config: run.config, store, decisions: run.decisions, byId, splits };
  return preview(run, KINDS.sft, { cards: new Set([card]), pairs: [] }, context, sftCandidate(card, context));
}

/** The row of a pair as DPO would write it now. */
export async function pairRowView(run: StudioRun, pair: Pair, store: ExampleSource): Promise<Row> {
  const { pairs, splits, byId } = situation(run);
  const context = { config: run.config, store, decisions: run.decisions, byId, splits };
  const kept = pairs.filter((p) => p.id === pair.id);
  // A rejected pair as it would be, were it not rejected.
  const shown = kept[0] ?? turned(pair, run.decisions.get(pair.id));
  return preview(run, KINDS.dpo, { cards: new Set(), pairs: kept }, context, dpoCandidate(shown, context));
}

/** @param candidate What the row is of: what a mark or a reviewer leaves out is still worth seeing. */
function preview<C extends Candidate, R extends CanonicalRow>(
  run: StudioRun,
  kind: Kind<C, R>,
  inputs: Inputs,
  context: Context,
  candidate: C,
): Promise<Row> {
  const dataset = mainDataset(kind, run.config);
  const writer = new Preview(dataset);
  const [made] = [...writeRows(dataset, inputs, context, writer)];
  // Left out by a mark or a decision: the row is made all the same, and shown with the reason.
  if (writer.line === undefined) {
    const row = kind.row(candidate, context);
    if (!('why' in row)) writer.write(row, candidate.split);
  }
  const result = made?.result ?? { dropped: 'rejected' };
  return finish(run, dataset, candidate.id, writer.line ?? null, result);
}

interface Situation {
  cards: StudioRun['cards'];
  decisions: Decisions;
  pairs: Pair[];
  splits: Map<string, SplitName>;
  byId: CardLookup;
}

let last: Situation | undefined;

/** Cards, pairs and splits as the next export will have them; kept until a decision or a run changes them. */
function situation(run: StudioRun): Situation {
  if (last?.cards === run.cards && last.decisions === run.decisions) return last;
  const cards = [...run.cards.values()];
  const decided = decide(cards, run.curation, [...run.pairs.values()], run.decisions);
  const { pairs } = decided;
  last = {
    cards: run.cards,
    decisions: run.decisions,
    pairs,
    splits: split(cards, run.curation, pairs, run.config),
    byId: new CuratedCards(cards, run.curation, decided),
  };
  return last;
}

/** The row with its place in the dataset, why it is not there, and whether what is there says the same. */
async function finish(
  run: StudioRun,
  dataset: Dataset,
  id: string,
  text: string | null,
  result: RowResult,
): Promise<Row> {
  const { section } = dataset.kind;
  const last = run.results.get(`${dataset.name}:${id}`);
  const dropped = 'dropped' in result ? result.dropped : undefined;
  // The leak gate compares all rows of a run and cannot be asked about one: what it said last time still holds.
  const leak = last && 'dropped' in last && last.dropped.startsWith('leak') ? last.dropped : undefined;
  const enabled = run.config.exports[section].enabled;
  const why = enabled ? (dropped ?? leak) : `exports.${section}.enabled is false in goldpan.json`;
  const row: Row = { dataset: dataset.name, text, ...defined({ why }) };
  if ('written' in result) row.split = result.written;
  if (last && 'written' in last) {
    const path = join(run.data.out, fileOf(dataset, last.written));
    if (existsSync(path)) {
      const found = await lines({ file: path, from: last.line - 1, count: 1, max: 50_000_000 });
      row.written = { path, line: last.line, same: found.lines[0]?.text === text };
    }
  }
  return row;
}
