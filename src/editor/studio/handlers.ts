/** What each request of the studio does. */
import { isAbsolute, relative } from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../kit/errors.ts';
import type { Handlers } from '../../kit/methods.ts';
import { isPiiType } from '../../model/pii.ts';
import type { StudioMethod, StudioMethods, StudioParams, StudioReply, View } from '../../protocol/studio.ts';
import { openAt } from '../commands/look.ts';
import { runWithProgress } from '../commands/run.ts';
import type { Project } from '../project.ts';
import type { StudioServices } from '../services.ts';
import { plural } from '../views/words.ts';

/** What the requests work with. */
export interface Desk {
  readonly services: StudioServices;
  readonly project: Project;
  /** What was decided and labelled here, for undo across examples; the newest last. */
  readonly history: { id: string; view: View; gold?: true }[];
  ready(): Promise<void>;
  keys(on: boolean): void;
  setRunning(running: boolean): void;
}

/** A request that takes more than a line. */
type Answer<M extends StudioMethod> = (desk: Desk, params: StudioParams<M>) => Promise<StudioReply<M>>;

export const studioHandlers = (desk: Desk): Handlers<StudioMethods> => ({
  ready: async () => {
    await desk.ready();
    return {};
  },
  focus: async ({ keys }) => {
    desk.keys(keys);
    return {};
  },
  list: ({ query }) => desk.project.call('studioList', { query }),
  example: (params) => desk.project.call('studioExample', params),
  pair: (params) => desk.project.call('studioPair', params),
  text: (params) => desk.project.call('studioText', params),
  decide: (decision) => decide(desk, decision),
  gold: (params) => label(desk, params),
  undo: (params) => undo(desk, params),
  teach: (params) => teach(desk, params),
  export: () => exportAll(desk, {}),
  source: (params) => source(desk, params),
  openRow: (params) => openRow(desk, params),
  copy: async ({ text }) => {
    await vscode.env.clipboard.writeText(text);
    return {};
  },
});

/** What a decision is called when it is announced, and when it is undone. */
const SAID = {
  accept: 'Accepted',
  reject: 'Rejected',
  edit: 'Answer edited',
  swap: 'Sides swapped',
  weight: 'Weight set',
} as const;

const decide: Answer<'decide'> = async ({ project, history }, decision) => {
  const { id, view } = decision;
  const { changed } = await project.write('studioDecide', { decision });
  history.push({ id, view });
  const more = changed ? ' Identifiers in it were hidden before it was stored.' : '';
  return { id, said: `${SAID[decision.decision]}.${more}` };
};

const label: Answer<'gold'> = async ({ project, history }, { id, view, change }) => {
  const { said, changed } = await project.write('studioGold', { id, view, change });
  history.push({ id, view, gold: true });
  return { said: changed ? `${said} Identifiers in it were hidden before it was stored.` : said };
};

/** The last decision or label of this window; after a restart, the last one on what is selected. */
const undo: Answer<'undo'> = async ({ project, history }, { id }) => {
  const last = history.pop();
  const target = last?.id ?? id;
  if (!target) return { id: null, said: 'There is nothing to undo.' };
  if (last?.gold) {
    const { undone: taken } = await project.write('studioGoldUndo', { id: target });
    return taken
      ? { id: target, said: 'Undone: the last gold label.', view: last.view }
      : { id: null, said: 'There is nothing to undo.' };
  }
  const { undone } = await project.write('studioUndo', { id: target });
  if (!undone || undone === 'clear') return { id: null, said: 'There is nothing to undo.' };
  return { id: target, said: `Undone: ${SAID[undone as keyof typeof SAID].toLowerCase()}.`, view: last?.view };
};

const teach: Answer<'teach'> = async ({ project }, { term, type }) => {
  if (!isPiiType(type)) throw new UserError(`${type} is no type of finding.`, 'Choose one from the list.');
  const lesson = await project.write('teach', { term, mode: 'mask', type });
  // Previews and this page look again.
  project.refresh('dictionary');
  return {
    said: lesson.known
      ? 'It is in the dictionary already.'
      : 'Hidden from now on. Export writes the datasets without it.',
  };
};

/** The page shows that it runs until the end, however that comes. */
const exportAll: Answer<'export'> = async (desk) => {
  desk.setRunning(true);
  try {
    const result = await runWithProgress(desk.services, desk.project);
    if (!result) return { done: false, said: 'The export was cancelled. The last dataset is as it was.', files: [] };
    const files = result.outputs.map(({ path, rows }) => ({ path, rows }));
    const rows = files.reduce((n, f) => n + f.rows, 0);
    const kept =
      result.quarantined > 0
        ? ` ${plural(result.quarantined, 'row was', 'rows were')} kept back by the leak gate or the contract.`
        : '';
    return { done: true, said: `Exported ${plural(rows, 'row')} to ${plural(files.length, 'file')}.${kept}`, files };
  } finally {
    desk.setRunning(false);
  }
};

const source: Answer<'source'> = async ({ project }, { id, record }) => {
  const ref = await project.call('studioSource', { id, record });
  if (!ref) throw new UserError('The last run does not say where it came from.', 'Run the pipeline again.');
  if (ref.entry) {
    throw new UserError(`It is in ${ref.entry}, inside ${ref.path}.`, 'Unpack the archive to see the line.');
  }
  await openAt(project.uri(ref.path), ref.line);
  return {};
};

const openRow: Answer<'openRow'> = async ({ project }, { path, line }) => {
  const out = (await project.results())?.out;
  const way = out === undefined ? '..' : relative(out, path);
  // The page names the file: only files of the dataset are opened.
  if (way.startsWith('..') || isAbsolute(way)) throw new UserError('This file is not in the dataset.', 'Export again.');
  await openAt(vscode.Uri.file(path), line);
  return {};
};
