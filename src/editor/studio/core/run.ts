/** The last run as the studio sees it: looked up by id, with the human's decisions as they are now. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../../core/config.ts';
import { type Decided, type Decisions, loadDecisions } from '../../../core/decide/decisions.ts';
import { UserError } from '../../../core/model/errors.ts';
import type { Pair } from '../../../core/model/example.ts';
import type { Card } from '../../../core/store/card.ts';
import { StoreReader } from '../../../core/store/run-store.ts';
import type { Workspace } from '../../../core/store/workspace.ts';
import type { Fate, ProjectSpec, Provenance, RunData } from '../../worker/api.ts';
import { keyFor, openProject } from '../../worker/config.ts';
import { runData } from '../../worker/results.ts';

export interface StudioRun {
  project: ProjectSpec;
  workspace: Workspace;
  config: Config;
  data: RunData;
  /** Marks are those before decisions: an undo brings them back. */
  cards: Map<string, Card>;
  pairs: Map<string, Pair>;
  /** Session of an example. */
  owners: Map<string, Provenance>;
  /** By dataset and id. */
  fates: Map<string, Fate & { line: number }>;
  decisions: Decisions;
  store: StoreReader;
}

type Fixed = Pick<StudioRun, 'data' | 'cards' | 'pairs' | 'owners' | 'fates' | 'store'>;

let fixed: (Fixed & { root: string }) | undefined;
let decided: { stamp: string; decisions: Decisions } | undefined;

function findRun(project: ProjectSpec): StudioRun | undefined {
  const data = runData(project);
  if (!data) return undefined;
  const { workspace, config } = openProject(project);
  if (fixed?.data !== data) {
    fixed?.store.close();
    fixed = { root: project.root, ...lookups(data, workspace) };
  }
  return { ...fixed, project, workspace, config, decisions: decisionsOf(project, workspace) };
}

export function openRun(project: ProjectSpec): StudioRun {
  const run = findRun(project);
  if (!run) throw new UserError('There is no finished run here.', 'Run the pipeline first.');
  return run;
}

function lookups(data: RunData, workspace: Workspace): Fixed {
  const owners = new Map<string, Provenance>();
  for (const owner of data.provenance) for (const id of owner.examples) owners.set(id, owner);
  const fates = new Map<string, Fate & { line: number }>();
  const lines = new Map<string, number>();
  for (const fate of data.fates) {
    const file = 'written' in fate ? `${fate.dataset}/${fate.written}` : '';
    const line = (lines.get(file) ?? 0) + 1;
    if (file) lines.set(file, line);
    fates.set(`${fate.dataset}:${fate.id}`, { ...fate, line: file ? line : 0 });
  }
  return {
    data,
    cards: new Map(data.cards.map((card) => [card.id, undecided(card as Card)])),
    pairs: new Map(data.pairs.map((pair) => [pair.id, pair])),
    owners,
    fates,
    store: new StoreReader(join(workspace.run, 'examples.jsonl')),
  };
}

function undecided({ decision: _decision, overruled, ...card }: Card): Card {
  const marks = card.marks.filter((m) => m.mark !== 'rejected');
  return { ...card, marks: [...marks, ...(overruled ?? [])] };
}

function decisionsOf(project: ProjectSpec, workspace: Workspace): Decisions {
  const stat = statSync(workspace.decisions, { throwIfNoEntry: false });
  const stamp = `${workspace.decisions}:${stat?.size ?? 0}:${stat?.mtimeMs ?? 0}`;
  if (decided?.stamp !== stamp) {
    decided = { stamp, decisions: loadDecisions(workspace.decisions, keyFor(project)) };
  }
  return decided.decisions;
}

/** What the studio says of a decision on something whose content may have changed since. */
export function decidedView(decided: Decided | undefined, fingerprint: string) {
  return {
    ...(decided?.verdict ? { decision: decided.verdict } : {}),
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

export function placeOf(run: StudioRun, example: string) {
  const records = run.owners.get(example)?.records ?? [];
  const [first] = records;
  return first ? { path: first.path, line: first.line, records: records.length } : undefined;
}
