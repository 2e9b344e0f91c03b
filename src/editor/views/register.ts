/** Makes the two views and keeps them up to date. */
import * as vscode from 'vscode';
import { defined } from '../../kit/defined.ts';
import { UserError } from '../../kit/errors.ts';
import { LOG_FILES } from '../../model/endings.ts';
import { report } from '../commands/registry.ts';
import type { Services } from '../services.ts';
import { datasetRoots } from './datasets.ts';
import { logRoots } from './logs.ts';
import { clicks, type Node, Tree } from './tree.ts';

/** Logs grow line by line: changes are gathered. */
const QUIET_MS = 1500;

export interface Views extends vscode.Disposable {
  /** Shows the last run, opened, in the Datasets view. */
  lastRun: () => Promise<void>;
}

export function registerViews({ projects, validations, log }: Services): Views {
  const failed = (doing: string) => (error: unknown) => report(error, doing, log);
  /** In place, not as a message: the views look again at every change. */
  const shown = (doing: string) => (error: unknown) => {
    log.warn(`${doing}: ${error instanceof Error ? error.message : String(error)}`);
    return errorNodes(error, projects);
  };
  const logs = new Tree(() => logRoots(projects), shown('listing logs'));
  const datasets = new Tree(() => datasetRoots(projects, validations), shown('listing datasets'));
  const logView = vscode.window.createTreeView('goldpan.logs', { treeDataProvider: logs, showCollapseAll: true });
  const dataView = vscode.window.createTreeView('goldpan.datasets', { treeDataProvider: datasets });
  const watcher = vscode.workspace.createFileSystemWatcher(LOG_FILES);

  let refreshing: NodeJS.Timeout | undefined;
  const changed = (uri: vscode.Uri) => {
    if (/\/\.goldpan\/|\/node_modules\/|\.goldpan-(?:new|old)\//.test(uri.path)) return;
    clearTimeout(refreshing);
    refreshing = setTimeout(() => projects.of(uri)?.refresh('logs'), QUIET_MS);
  };

  const lastRun = async (): Promise<void> => {
    const roots = await datasets.getChildren();
    const run = roots.find((n: Node) => n.kind === 'lastRun');
    // Not awaited: the promise stays open when the tree is renewed meanwhile.
    if (run)
      dataView.reveal(run, { expand: true, focus: true, select: true }).then(undefined, failed('showing the run'));
  };

  const disposables = [
    logs,
    datasets,
    logView,
    dataView,
    watcher,
    watcher.onDidChange(changed),
    watcher.onDidCreate(changed),
    watcher.onDidDelete(changed),
    validations.onDidChange(() => datasets.refresh()),
    projects.onDidChange((event) => {
      if (event && ['decisions', 'gold', 'dictionary'].includes(event.change)) return;
      logs.refresh();
      if (event?.change !== 'logs') datasets.refresh();
    }),
  ];
  return {
    lastRun,
    dispose: () => {
      clearTimeout(refreshing);
      for (const d of disposables) d.dispose();
    },
  };
}

/** What went wrong, and a click that leads to the fix: mostly a mistake in goldpan.json. */
function errorNodes(error: unknown, projects: Services['projects']): Node[] {
  const [first = '', ...rest] = (error instanceof Error ? error.message : String(error)).split('\n');
  const config = projects.all
    .map((p) => vscode.Uri.joinPath(p.folder.uri, 'goldpan.json'))
    .find((u) => first.includes(u.fsPath));
  const fix = error instanceof UserError ? error.fix : 'The log of Goldpan has the details.';
  return [
    {
      id: 'error',
      label: (config ? first.replace(config.fsPath, 'goldpan.json') : first).replace(/:$/, ''),
      tooltip: [first, ...rest, fix].join('\n'),
      description: rest[0]?.trim() ?? fix,
      icon: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
      ...defined({ command: config ? clicks('Open', 'vscode.open', config) : undefined }),
    },
  ];
}
