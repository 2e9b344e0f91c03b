/** The gold set beside the last run: what people say of each example and pair, and what the automation made of it. */
import { resolve } from 'node:path';
import { readManifest } from '../../datasets/manifest.ts';
import { UserError } from '../../kit/errors.ts';
import type { Key } from '../../kit/key.ts';
import type { Config } from '../../model/config.ts';
import type { Example, Pair } from '../../model/example.ts';
import {
  agreedOn,
  type Content,
  freshness,
  type GoldEntry,
  type GoldField,
  type GoldLabels,
} from '../../model/gold.ts';
import { loadDecisions } from '../../run/store/decision-log.ts';
import { type GoldSet, loadGold } from '../../run/store/gold-log.ts';
import { curatedLine } from '../../run/store/ledger/card.ts';
import { LedgerReader } from '../../run/store/ledger/reader.ts';
import type { Workspace } from '../../run/store/workspace.ts';
import type { CuratedCard } from '../../stages/curated.ts';

export interface GoldExample {
  /** As curation left it: what a reviewer decided is no work of the automation. */
  card: CuratedCard;
  /** What all who labelled it agree on, as far as it still holds. */
  labels: GoldLabels;
  /** A person has written one of its answers anew, in the log's place. */
  written: boolean;
}

export interface GoldPair {
  pair: Pair;
  labels: GoldLabels;
}

/** gone: the run has no such example or pair. changed: its messages are others. reworded: see `Freshness`. */
export interface Stale {
  id: string;
  why: 'gone' | 'changed' | 'reworded';
}

export interface Conflict {
  id: string;
  fields: GoldField[];
}

export interface OpenGold {
  examples: GoldExample[];
  pairs: GoldPair[];
  stale: Stale[];
  conflicts: Conflict[];
  people: number;
  lines: number;
  config: Config;
  read: (card: CuratedCard) => Example;
  close: () => void;
}

export interface GoldOptions {
  config: Config;
  /** Asked for when there is a run to measure. */
  key: () => Key;
  /** Folder of the dataset that is meant: it must be the one of the last run. */
  dataset?: string | undefined;
}

/** @throws UserError without a finished run, for one of another key or dataset, and for a line that cannot be read. */
export function openGold(workspace: Workspace, { config, key: keyOf, dataset }: GoldOptions): OpenGold {
  const ledger = LedgerReader.open(workspace.run);
  if (!ledger)
    throw new UserError(
      'there is no finished run here',
      'Run `goldpan run` first, or name the workspace with --config: the gold set is compared with a run.',
    );
  if (dataset !== undefined) checkDataset(ledger, resolve(dataset));
  const key = keyOf();
  if (ledger.head.manifest.key !== key.fingerprint())
    throw new UserError('the last run was made with another key', 'Set GOLDPAN_KEY to its key.');
  const gold = loadGold(workspace.gold, key);
  const decisions = loadDecisions(workspace.decisions, key);
  const cards = new Map<string, CuratedCard>();
  const pairs = [...ledger.pairs()].filter((pair) => gold.entries.has(pair.id));
  const sides = new Set(pairs.flatMap((pair) => [pair.chosen.example, pair.rejected.example]));
  for (const card of ledger.cards())
    if (gold.entries.has(card.id) || sides.has(card.id)) cards.set(card.id, curatedLine(card));
  const store = ledger.store();
  const sorted = new Sorter(gold);
  return {
    examples: [...cards.values()].flatMap((card) => {
      const labels = sorted.take(card.id, exampleContent(card));
      return labels ? [{ card, labels, written: (decisions.get(card.id)?.edits.size ?? 0) > 0 }] : [];
    }),
    pairs: pairs.flatMap((pair) => {
      const labels = sorted.take(pair.id, pairContent(pair, cards));
      return labels ? [{ pair, labels }] : [];
    }),
    ...sorted.rest(),
    people: new Set([...gold.entries.values()].flat().map(({ by }) => by)).size,
    lines: gold.lines,
    config,
    read: (card) => store.read(card),
    close: () => store.close(),
  };
}

export const exampleContent = ({ fingerprint, roles }: Pick<CuratedCard, 'fingerprint' | 'roles'>): Content => ({
  fingerprint,
  messages: roles.length,
});

/** A label on a pair is about both its sides, whichever is called the chosen one. */
export function pairContent(pair: Pair, cards: { get(id: string): CuratedCard | undefined }): Content {
  const sides = [pair.chosen, pair.rejected].map((side) => cards.get(side.example));
  return {
    fingerprint: sides
      .map((card) => card?.fingerprint ?? '')
      .sort()
      .join('+'),
    messages: sides.reduce((n, card) => n + (card?.roles.length ?? 0), 0),
  };
}

function checkDataset(ledger: LedgerReader, folder: string): void {
  const manifest = readManifest(folder);
  const { out, manifest: last } = ledger.head;
  if (folder === out && JSON.stringify(manifest) === JSON.stringify(last)) return;
  throw new UserError(
    `${folder} is not the dataset of the last run here, which wrote ${out}`,
    'Run the pipeline again with it as the output: labels are compared with the examples of the last run.',
  );
}

/** Parts what holds from what does not, and counts both. */
class Sorter {
  private readonly seen = new Set<string>();
  private readonly stale: Stale[] = [];
  private readonly conflicts: Conflict[] = [];

  constructor(private readonly gold: GoldSet) {}

  /** @returns undefined when nothing that was said of it holds */
  take(id: string, now: Content): GoldLabels | undefined {
    const entries = this.gold.entries.get(id);
    if (!entries) return undefined;
    this.seen.add(id);
    const held: Pick<GoldEntry, 'labels'>[] = [];
    const fresh = new Set<Stale['why']>();
    for (const entry of entries) {
      const state = freshness(entry, now);
      if (state !== 'changed') held.push(state === 'same' ? entry : { labels: withoutPlaces(entry.labels) });
      if (state === 'changed' || (state === 'reworded' && entry.labels.redaction)) fresh.add(state);
    }
    for (const why of fresh) this.stale.push({ id, why });
    const { labels, conflicts } = agreedOn(held);
    if (conflicts.length > 0) this.conflicts.push({ id, fields: conflicts });
    return held.length > 0 ? labels : undefined;
  }

  rest(): { stale: Stale[]; conflicts: Conflict[] } {
    const gone = [...this.gold.entries.keys()].filter((id) => !this.seen.has(id));
    return { stale: [...this.stale, ...gone.map((id) => ({ id, why: 'gone' as const }))], conflicts: this.conflicts };
  }
}

/** Places in another text are no places. */
function withoutPlaces({ redaction: _, ...rest }: GoldLabels): GoldLabels {
  return rest;
}
