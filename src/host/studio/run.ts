/** The last run as the studio sees it: looked up by id, with the reviewer's decisions as they are now. */

import { defined } from '../../kit/defined.ts';
import { UserError } from '../../kit/errors.ts';
import { stampOf } from '../../kit/own-writes.ts';
import type { Config } from '../../model/config.ts';
import type { Pair } from '../../model/example.ts';
import type { Redacted } from '../../redact/brand.ts';
import type { Redactor } from '../../redact/types.ts';
import type { WrittenDecisions } from '../../run/store/decision-log.ts';
import { loadDecisions, redactDecisions } from '../../run/store/decision-log.ts';
import { redactEdits } from '../../run/store/edits.ts';
import { type GoldSet, loadGold } from '../../run/store/gold-log.ts';
import { curatedLine, curationOf } from '../../run/store/ledger/card.ts';
import type { ExportResult, LedgerCard, Provenance } from '../../run/store/ledger/schema.ts';
import type { StoreReader } from '../../run/store/run-store.ts';
import type { Workspace } from '../../run/store/workspace.ts';
import type { CuratedCard, Curation } from '../../stages/curated.ts';
import type { Decided, Decisions } from '../../stages/decide/decide.ts';
import { keyFor, openProject } from '../config.ts';
import { redactorFor } from '../redactor.ts';
import { runData } from '../results.ts';
import type { ProjectSpec, RunData } from '../types.ts';

export interface StudioRun {
  project: ProjectSpec;
  workspace: Workspace;
  config: Config;
  data: RunData;
  /** Before decisions: an undo brings back what they took away. */
  cards: Map<string, CuratedCard>;
  curation: Curation;
  pairs: Map<string, Pair>;
  /** Session of an example; the examples in the order of the logs. */
  owners: Map<string, Provenance>;
  /** By dataset and id. */
  results: Map<string, ExportResult>;
  decisions: Decisions;
  /** What people say of examples and pairs, as the file has it now. */
  gold: GoldSet;
  store: StoreReader;
}

/** What does not change until the next run. */
type Fixed = Pick<StudioRun, 'data' | 'cards' | 'curation' | 'pairs' | 'owners' | 'results' | 'store'>;

/** The last run asked about: its lookups are made once. */
let fixed: (Fixed & { root: string }) | undefined;
/** Decisions as they are in the file, by its size and time. */
let written: { stamp: string; decisions: WrittenDecisions } | undefined;
let labelled: { stamp: string; gold: GoldSet } | undefined;
/** Decisions with redacted edits. */
let decided: { stamp: unknown[]; decisions: Promise<Decisions> } | undefined;
/** Redacted edits of the present run and redactor, by id and texts: one more decision must not redact them all again. */
let redactions: { stamp: unknown[]; known: Map<string, readonly Redacted<string>[] | undefined> } | undefined;

async function findRun(project: ProjectSpec): Promise<StudioRun | undefined> {
  const data = runData(project);
  if (!data) return undefined;
  const { workspace, config } = openProject(project);
  if (fixed?.data !== data) {
    fixed?.store.close();
    fixed = { root: project.root, ...lookups(data) };
  }
  const found = fixed;
  const gold = goldOf(project, workspace);
  return { ...found, project, workspace, config, gold, decisions: await decisionsOf(project, workspace, found) };
}

/** @throws UserError when no run has finished here. */
export async function openRun(project: ProjectSpec): Promise<StudioRun> {
  const run = await findRun(project);
  if (!run) throw new UserError('There is no finished run here.', 'Run the pipeline first.');
  return run;
}

/** Everything of the ledger that is looked up by id. */
function lookups(data: RunData): Fixed {
  const { ledger } = data;
  const owners = new Map<string, Provenance>();
  for (const owner of ledger.sessions()) for (const id of owner.examples) owners.set(id, owner);
  const results = new Map<string, ExportResult>();
  for (const result of ledger.exports()) results.set(`${result.dataset}:${result.id}`, result);
  const cards = new Map<string, CuratedCard>();
  const curated: LedgerCard[] = [];
  for (const card of ledger.cards()) {
    cards.set(card.id, curatedLine(card));
    if (card.curation) curated.push(card);
  }
  const pairs = new Map<string, Pair>();
  for (const pair of ledger.pairs()) pairs.set(pair.id, pair);
  return { data, cards, curation: curationOf(curated), pairs, owners, results, store: ledger.store() };
}

/** The same object as long as neither the decisions nor the run nor the way of redacting change. */
async function decisionsOf(project: ProjectSpec, workspace: Workspace, run: Fixed): Promise<Decisions> {
  const all = writtenOf(project, workspace);
  const edited = [...all.values()].some((d) => d.edits.size > 0);
  const redactor = edited ? await redactorFor(project) : undefined;
  const stamp = [all, redactor, run.data];
  if (!decided?.stamp.every((part, i) => part === stamp[i]))
    decided = { stamp, decisions: redactDecisions(all, redactionOf(run, redactor)) };
  return decided.decisions;
}

/** Reads the decisions again when their file has changed: other windows and people write to it, too. */
function writtenOf(project: ProjectSpec, workspace: Workspace): WrittenDecisions {
  const stamp = `${workspace.decisions}:${stampOf(workspace.decisions)}`;
  if (written?.stamp !== stamp) written = { stamp, decisions: loadDecisions(workspace.decisions, keyFor(project)) };
  return written.decisions;
}

function goldOf(project: ProjectSpec, workspace: Workspace): GoldSet {
  const stamp = `${workspace.gold}:${stampOf(workspace.gold)}`;
  if (labelled?.stamp !== stamp) labelled = { stamp, gold: loadGold(workspace.gold, keyFor(project)) };
  return labelled.gold;
}

/** Redacts edits, each id with the same texts once. Without a redactor there are no edits to redact. */
function redactionOf(run: Fixed, redactor: Redactor | undefined) {
  const stamp = [redactor, run.data];
  if (!redactions?.stamp.every((part, i) => part === stamp[i])) redactions = { stamp, known: new Map() };
  const { known } = redactions;
  return async (id: string, texts: readonly string[]) => {
    const name = JSON.stringify([id, texts]);
    if (redactor && !known.has(name)) known.set(name, (await redactEdits(redactor, id, texts, run))?.texts);
    return known.get(name);
  };
}

/** What the studio says of a decision on something whose content may have changed since. */
export function decidedView(decided: Decided | undefined, fingerprint: string) {
  return {
    ...defined({ decision: decided?.verdict ? decided.verdict : undefined }),
    edited: (decided?.edits.size ?? 0) > 0,
    stale: decided?.fingerprint !== undefined && decided.fingerprint !== fingerprint,
  };
}

/** A decision on a pair is about both its sides. */
export const pairFingerprint = (run: Pick<StudioRun, 'cards'>, pair: Pair): string =>
  [pair.chosen, pair.rejected]
    .map((side) => run.cards.get(side.example)?.fingerprint ?? '')
    .sort()
    .join('+');

/** Where the session of an example begins, and of how many records it was read. */
export function placeOf(run: StudioRun, example: string) {
  const records = run.owners.get(example)?.records ?? [];
  const [first] = records;
  return first ? { path: first.path, line: first.line, records: records.length } : undefined;
}
