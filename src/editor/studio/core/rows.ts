/** The dataset row of an example or pair, made by the very code that writes it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { applyToCards, applyToPairs, type Decisions } from '../../../core/decide/decisions.ts';
import type { Pair } from '../../../core/model/example.ts';
import { type SplitName, split } from '../../../core/split/split.ts';
import type { Card } from '../../../core/store/card.ts';
import type { ExampleSource } from '../../../core/store/run-store.ts';
import { checkRow, type RowKind } from '../../../datasets/contract.ts';
import type { RowFate, RowSink } from '../../../datasets/dataset.ts';
import { exportDpo, pairRow } from '../../../datasets/dpo.ts';
import { dpoRow, sftRow } from '../../../datasets/rows.ts';
import { editsOf, exportSft } from '../../../datasets/sft.ts';
import type { Row } from '../../../protocol.ts';
import { lines } from '../../worker/lines.ts';
import type { StudioRun } from './run.ts';

/** Takes the row instead of writing it. Contract as in an export; the leak gate needs a whole run. */
class Preview implements RowSink {
  row: { text: string; split: SplitName } | undefined;
  constructor(
    private readonly kind: RowKind,
    private readonly before: (split: SplitName) => number,
  ) {}

  write(text: string, name: SplitName): RowFate {
    this.row = { text, split: name };
    const [violation] = checkRow(this.kind, JSON.parse(text));
    return violation ? { dropped: `contract: ${violation.message}` } : { written: name };
  }

  count(name: SplitName): number {
    return this.before(name);
  }
}

export async function exampleRow(run: StudioRun, id: string, store: ExampleSource): Promise<Row> {
  const { splits, byId } = situation(run);
  const card = byId.get(id) as Card;
  const writer = new Preview('sft', () => 0);
  const context = { config: run.config, store, decisions: run.decisions, byId, writer };
  const [made] = [...exportSft([card], splits, context)];
  let text = writer.row?.text ?? null;
  if (text === null) {
    // Left out by a mark: still worth seeing what it would be.
    const row = sftRow(store.read(card), editsOf(card, context), run.config.exports);
    text = typeof row === 'string' ? row : null;
  }
  return finish(run, 'sft', id, text, made?.fate, run.config.exports.sft.enabled);
}

export async function pairRowView(run: StudioRun, pair: Pair, store: ExampleSource): Promise<Row> {
  const { pairs, splits, byId } = situation(run);
  const splitOf = (p: Pair): SplitName => splits.get(p.chosen.example) ?? 'train';
  // Every second row carries a weight: count the rows of the same split that come before.
  const before = (name: SplitName): number => {
    let rows = 0;
    for (const other of pairs) {
      if (other.id === pair.id) break;
      const last = run.fates.get(`dpo:${other.id}`);
      const lost = last && 'dropped' in last && last.dropped !== 'rejected';
      if (splitOf(other) === name && !lost) rows++;
    }
    return rows;
  };
  const writer = new Preview('dpo', before);
  const context = { config: run.config, store, decisions: run.decisions, byId, writer };
  const kept = pairs.find((p) => p.id === pair.id);
  const fate: RowFate | undefined = kept ? [...exportDpo([kept], splits, context)][0]?.fate : { dropped: 'rejected' };
  let text = writer.row?.text ?? null;
  if (text === null) {
    const [turned] = applyToPairs(
      [pair],
      new Map([...run.decisions].map(([k, d]) => [k, { ...d, verdict: undefined }])),
    ).pairs;
    const row = pairRow(turned ?? pair, context);
    const made = 'why' in row ? row : dpoRow(row, before(splitOf(pair)) % 2 === 0, run.config.exports);
    text = typeof made === 'string' ? made : null;
  }
  return finish(run, 'dpo', pair.id, text, fate, run.config.exports.dpo.enabled);
}

interface Situation {
  cards: Map<string, Card>;
  decisions: Decisions;
  pairs: Pair[];
  splits: Map<string, SplitName>;
  byId: Map<string, Card>;
}

let last: Situation | undefined;

/** Cards, pairs and splits as the next export will have them; kept until a decision or a run changes them. */
function situation(run: StudioRun): Situation {
  if (last?.cards === run.cards && last.decisions === run.decisions) return last;
  const cards = [...run.cards.values()].map((card) => ({ ...card, marks: [...card.marks] }));
  applyToCards(cards, run.decisions);
  const { pairs } = applyToPairs([...run.pairs.values()], run.decisions);
  last = {
    cards: run.cards,
    decisions: run.decisions,
    pairs,
    splits: split(cards, pairs, run.config),
    byId: new Map(cards.map((c) => [c.id, c])),
  };
  return last;
}

async function finish(
  run: StudioRun,
  dataset: RowKind & ('sft' | 'dpo'),
  id: string,
  text: string | null,
  fate: RowFate | undefined,
  enabled: boolean,
): Promise<Row> {
  const last = run.fates.get(`${dataset}:${id}`);
  const dropped = fate && 'dropped' in fate ? fate.dropped : undefined;
  const leak = last && 'dropped' in last && last.dropped.startsWith('leak') ? last.dropped : undefined;
  const why = enabled ? (dropped ?? leak) : `exports.${dataset}.enabled is false in goldpan.json`;
  const row: Row = { dataset, text, ...(why === undefined ? {} : { why }) };
  if (fate && 'written' in fate) row.split = fate.written;
  if (last && 'written' in last) {
    const path = join(run.data.out, dataset, `${last.written}.jsonl`);
    if (existsSync(path)) {
      const found = await lines({ file: path, from: last.line - 1, count: 1, max: 50_000_000 });
      row.written = { path, line: last.line, same: found.lines[0]?.text === text };
    }
  }
  return row;
}
