/** What each request of the studio does. */
import { isAbsolute, relative } from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../core/model/errors.ts';
import { isPiiType } from '../../model/pii.ts';
import type { Method, Params, Reply } from '../../protocol.ts';
import { openAt } from '../commands/look.ts';
import { runWithProgress } from '../commands/run.ts';
import { plural } from '../views/words.ts';
import type { StudioHost } from './host.ts';

export type Asked<M extends Method> = (host: StudioHost, params: Params<M>) => Promise<Reply<M>>;

const SAID = { accept: 'Accepted', reject: 'Rejected', edit: 'Answer edited', swap: 'Sides swapped' } as const;

export const HANDLERS: { [M in Method]: Asked<M> } = {
  list: ({ project }, { query }) => project.call('studioList', { query }),
  example: ({ project }, params) => project.call('studioExample', params),
  pair: ({ project }, params) => project.call('studioPair', params),
  text: ({ project }, params) => project.call('studioText', params),

  async decide({ project, history }, decision) {
    const { id, view } = decision;
    const { changed } = await project.call('studioDecide', { decision });
    history.push({ id, view });
    const more = changed ? ' Identifiers in it were hidden before it was stored.' : '';
    return { id, said: `${SAID[decision.decision]}.${more}` };
  },

  async undo({ project, history }, { id }) {
    const last = history.pop();
    const target = last?.id ?? id;
    if (!target) return { id: null, said: 'There is nothing to undo.' };
    const { undone } = await project.call('studioUndo', { id: target });
    if (!undone || undone === 'clear') return { id: null, said: 'There is nothing to undo.' };
    return {
      id: target,
      said: `Undone: ${SAID[undone as keyof typeof SAID].toLowerCase()}.`,
      ...(last ? { view: last.view } : {}),
    };
  },

  async teach({ project, services }, { term, type }) {
    if (!isPiiType(type)) throw new UserError(`${type} is no type of finding.`, 'Choose one from the list.');
    const lesson = await project.call('teach', { term, mode: 'mask', type });
    services.previews.renew();
    project.refresh('decisions');
    return {
      said: lesson.known
        ? 'It is in the dictionary already.'
        : 'Hidden from now on. Export writes the datasets without it.',
    };
  },

  async export(host) {
    const { services, project } = host;
    await host.setRunning(true);
    try {
      const result = await runWithProgress(services, project);
      if (!result) return { done: false, said: 'The export was cancelled. The last dataset is as it was.', files: [] };
      const files = result.outputs.map(({ path, rows }) => ({ path, rows }));
      const rows = files.reduce((n, f) => n + f.rows, 0);
      const kept =
        result.quarantined > 0
          ? ` ${plural(result.quarantined, 'row was', 'rows were')} kept back by the leak gate or the contract.`
          : '';
      return { done: true, said: `Exported ${plural(rows, 'row')} to ${plural(files.length, 'file')}.${kept}`, files };
    } finally {
      await host.setRunning(false);
    }
  },

  async source({ project }, { id, record }) {
    const data = await project.results();
    const owner = data?.provenance.find((p) => p.examples.includes(id));
    const ref = owner?.records[record ?? 0] ?? owner?.records[0];
    if (!ref) throw new UserError('The last run does not say where it came from.', 'Run the pipeline again.');
    if (ref.entry)
      throw new UserError(`It is in ${ref.entry}, inside ${ref.path}.`, 'Unpack the archive to see the line.');
    await openAt(project.uri(ref.path), ref.line);
    return {};
  },

  async openRow({ project }, { path, line }) {
    const out = (await project.results())?.out;
    const way = out === undefined ? '..' : relative(out, path);
    // The page names the file: only files of the dataset are opened.
    if (way.startsWith('..') || isAbsolute(way))
      throw new UserError('This file is not in the dataset.', 'Export again.');
    await openAt(vscode.Uri.file(path), line);
    return {};
  },

  async copy(_host, { text }) {
    await vscode.env.clipboard.writeText(text);
    return {};
  },
};
