/** Run Pipeline: progress, a Cancel that reaches the core, and a summary to click through. */
import { relative } from 'node:path';
import * as vscode from 'vscode';
import { Cancelled } from '../../kit/errors.ts';
import { EmptyResult } from '../../model/empty-result.ts';
import type { Phase, RunResult } from '../../run/options.ts';
import { setRunning } from '../context.ts';
import type { Project } from '../project.ts';
import type { Services } from '../services.ts';
import { plural } from '../views/words.ts';
import { confirmDatabases } from './databases.ts';
import { confirmJudge } from './judge.ts';

const PHASES: Record<Phase, string> = {
  index: 'Indexing logs',
  sessions: 'Redacting sessions',
  topics: 'Reading requests for topics',
  judge: 'Asking the judge',
  export: 'Writing datasets',
};

/** The phases' shares of the bar: redaction is most of the work. */
const SHARE: Record<Phase, { from: number; width: number }> = {
  index: { from: 0, width: 10 },
  sessions: { from: 10, width: 70 },
  topics: { from: 80, width: 5 },
  judge: { from: 85, width: 5 },
  export: { from: 90, width: 10 },
};

const WRITE_EMPTY = 'Write Empty Dataset';

/** Resolves with the result, or with undefined when the user cancelled. */
export async function runWithProgress(
  services: Pick<Services, 'context' | 'status' | 'log' | 'validations'>,
  project: Project,
  paths?: string[],
  allowEmpty = false,
): Promise<RunResult | undefined> {
  const { status, log, validations } = services;
  // Asked first: a run that is cancelled here has not begun.
  const databases = await confirmDatabases(services, project);
  if (databases === undefined) return undefined;
  const judge = await confirmJudge(services, project);
  if (judge === undefined) return undefined;
  const started = Date.now();
  let isEmpty: EmptyResult;
  await setRunning(true);
  status.running('starting');
  try {
    const options = { location: vscode.ProgressLocation.Notification, title: 'Goldpan', cancellable: true };
    const result = await vscode.window.withProgress(options, async (progress, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => {
        progress.report({ message: 'stopping …' });
        stop.abort();
      });
      // The bar takes increments, and phases report their own progress: `shown` is what it has so far.
      let shown = 0;
      return project.run(
        paths,
        ({ phase, done, total }) => {
          const { from, width } = SHARE[phase];
          const at = from + (total > 0 ? (width * done) / total : 0);
          const count = phase === 'index' ? '' : ` (${done.toLocaleString('en')} of ${total.toLocaleString('en')})`;
          progress.report({ message: `${PHASES[phase]}${count}`, increment: Math.max(0, at - shown) });
          status.running(`${PHASES[phase].toLowerCase()} ${Math.round(at)} %`);
          shown = Math.max(shown, at);
        },
        stop.signal,
        { databases: databases === 'without' ? undefined : databases, judge, allowEmpty },
      );
    });
    validations.forget(result.out);
    for (const note of result.notes) log.info(note);
    validations.showLosses(result.losses, project.root);
    if (result.bugs > 0)
      void vscode.window.showWarningMessage(
        `${plural(result.bugs, 'record')} met a bug of Goldpan and ${result.bugs === 1 ? 'was' : 'were'} left out: Problems says where. Please report it; no log text is in the message.`,
      );
    log.info(`run of ${project.root}: ${result.sessions} sessions in ${Date.now() - started} ms`);
    return result;
  } catch (error) {
    // The message waits for the user, so it comes after the run has been reported as ended.
    if (error instanceof EmptyResult) isEmpty = error;
    else if (!(error instanceof Cancelled)) throw error;
    else {
      log.info(`run of ${project.root}: cancelled`);
      void vscode.window.showInformationMessage('The run was cancelled. The last dataset is as it was.');
      return undefined;
    }
  } finally {
    await setRunning(false);
    status.running(undefined);
  }
  const choice = await vscode.window.showErrorMessage(`${isEmpty.message}.`, WRITE_EMPTY);
  return choice === WRITE_EMPTY ? runWithProgress(services, project, paths, true) : undefined;
}

/** The end of a run: one line, and where to go from there. `part`: it was on these paths alone. */
export async function summarise(
  services: Services,
  project: Project,
  result: RunResult,
  part?: readonly string[],
): Promise<void> {
  const rows = result.outputs.reduce((n, o) => n + o.rows, 0);
  const hidden = Object.values(result.redactions).reduce((a, b) => a + b, 0);
  const text =
    `${plural(result.sessions, 'session')} → ${plural(rows, 'row')} (${plural(result.pairs, 'pair')}); ` +
    `${plural(hidden, 'identifier')} hidden.` +
    (part ? ` The dataset now holds ${partOf(project, part)} alone.` : '');
  const actions = {
    'Open Studio': 'goldpan.openStudio',
    ...(part ? { 'Run on All Logs': 'goldpan.run' } : { 'Dataset Card': 'goldpan.openDatasetCard' }),
  } as Record<string, string>;
  const names = Object.keys(actions);
  // Not awaited: the command is done, whether or not somebody answers the message.
  const message =
    result.quarantined > 0
      ? vscode.window.showWarningMessage(
          `${text} ${plural(result.quarantined, 'row was', 'rows were')} kept back by the leak gate or the contract.`,
          ...names,
        )
      : vscode.window.showInformationMessage(text, ...names);
  void message.then((choice) => choice && vscode.commands.executeCommand(actions[choice] as string));
  const after = vscode.workspace.getConfiguration('goldpan').get<string>('afterRun', 'summary');
  if (after === 'studio') await services.studio.open({ project });
  if (after === 'summary') await vscode.commands.executeCommand('goldpan.showLastRun');
}

const partOf = (project: Project, paths: readonly string[]): string =>
  paths.length === 1 ? relative(project.root, paths[0] as string) || project.name : plural(paths.length, 'path');
