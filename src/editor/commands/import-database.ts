/** Import from Database…: address, password, a test of the connection, ten rows to look at, and the entry in goldpan.json. */
import * as vscode from 'vscode';
import { placeOf, wrongUrl } from '../../host/place.ts';
import type { Out } from '../../host/rpc.ts';
import type { NewDatabase } from '../../host/types.ts';
import { defined } from '../../kit/defined.ts';
import { UserError } from '../../kit/errors.ts';
import { TextViews } from '../preview/texts.ts';
import type { Project } from '../project.ts';
import type { Services } from '../services.ts';
import { plural } from '../views/words.ts';
import { confirmDatabase, keepPassword, type Named, passwordOf } from './databases.ts';
import { offerRun, requireTrusted, saveConfig, type Told, told } from './setup.ts';

/** What a keybinding or another command may say beforehand; the rest is asked. `accept`: the caller says yes, this once. */
export async function importDatabase(services: Services, args?: unknown): Promise<void> {
  requireTrusted();
  const given = told(args);
  const project = await services.projects.choose();
  const database = project && (await askAddress(given));
  if (!project || !database) return;
  const named: Named = { name: database.name, place: placeOf(database.url, undefined) };
  if (!given.accept && !(await confirmDatabase(services, project, named))) return;
  const answer = await askPassword(services, project, named, given);
  if (!answer) return;
  const looked = await look(project, database, answer.password);
  // Only a password that worked is kept.
  if (answer.isNew && answer.password) await keepPassword(services, project, named, answer.password);
  const { test, preview } = looked;
  await services.views.show(TextViews.uri(`${database.name}.rows`), `${headOf(test)}\n${preview.text}`);
  if (!given.accept && !(await askToWrite(looked))) return;
  await saveConfig(project);
  const { file } = await project.call('saveDatabase', { database });
  services.log.info(`database ${named.name} (${named.place}) written to ${file}`);
  project.refresh('logs');
  offerRun(`${database.name} is in goldpan.json now, without its password. The next run imports it.`, file);
}

interface Looked {
  test: Out<'testDatabase'>;
  preview: Out<'previewDatabase'>;
}

/** Connects, and reads ten rows. Nothing is stored. */
function look(project: Project, database: NewDatabase, password: string | undefined): Promise<Looked> {
  const options = { location: vscode.ProgressLocation.Notification, title: 'Goldpan', cancellable: true };
  const params = { database, ...defined({ password }) };
  const run = async (progress: vscode.Progress<{ message: string }>, token: vscode.CancellationToken) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    progress.report({ message: `Connecting to ${database.name} …` });
    const test = await project.call('testDatabase', params, stop.signal);
    progress.report({ message: `Reading ten rows from ${test.server} …` });
    return { test, preview: await project.call('previewDatabase', params, stop.signal) };
  };
  return Promise.resolve(vscode.window.withProgress(options, run));
}

function headOf({ server, database, user, tls, tables }: Looked['test']): string {
  const rest = tables.length > 20 ? `, and ${tables.length - 20} more` : '';
  return [
    `${server}, database ${database}, as ${user}, ${tls ? 'encrypted' : 'not encrypted'}.`,
    `Tables: ${tables.slice(0, 20).join(', ') || 'none that may be read'}${rest}.`,
    '',
  ].join('\n');
}

async function askToWrite({ test, preview }: Looked): Promise<boolean> {
  const write = { label: '$(check) Write it to goldpan.json', description: 'without the password' };
  const rows = preview.kind ? `${plural(preview.rows, 'row')}, read as ${preview.kind}` : 'no role and text recognised';
  const placeHolder = `The connection works: ${test.server}, ${plural(test.tables.length, 'table')}; ${rows}`;
  const options = { placeHolder, ignoreFocusOut: true };
  return (await vscode.window.showQuickPick([write, { label: '$(close) Leave it' }], options)) === write;
}

async function askAddress(given: Told): Promise<NewDatabase | undefined> {
  const url =
    given.url ??
    (await vscode.window.showInputBox({
      title: 'Import from Database (1/3)',
      prompt: 'Connection string without a password',
      placeHolder: 'postgresql://user@host:5432/database',
      ignoreFocusOut: true,
      validateInput: (text) => (text ? wrongUrl(text.trim()) : undefined),
    }));
  const clean = url?.trim();
  if (!clean) return undefined;
  const wrong = wrongUrl(clean);
  if (wrong) throw new UserError('This connection string cannot be used.', wrong);
  // The database's own name, without what a name may not hold.
  const guess = decodeURIComponent(new URL(clean).pathname.slice(1))
    .replace(/[^\w.-]+/g, '-')
    .slice(0, 60);
  const name =
    given.name ??
    (await vscode.window.showInputBox({
      title: 'Import from Database (2/3)',
      prompt: 'Its name in reports. An entry of goldpan.json with this name gets the new address.',
      value: guess,
      ignoreFocusOut: true,
      validateInput: wrongName,
    }));
  if (!name) return undefined;
  const wrongly = wrongName(name);
  if (wrongly) throw new UserError('This name cannot be used.', wrongly);
  return { name, url: clean };
}

const wrongName = (text: string): string | undefined =>
  /^[\w.-]{1,60}$/.test(text) ? undefined : 'Letters, digits, dot, dash and underscore; 60 at most.';

/** Undefined: the user walked away. No password: that of the environment, or none. */
async function askPassword(
  services: Services,
  project: Project,
  database: Named,
  given: Told,
): Promise<{ password?: string; isNew: boolean } | undefined> {
  if (given.password !== undefined) return { password: given.password, isNew: true };
  const stored = await passwordOf(services, project, database);
  if (stored !== undefined) {
    const reuse = { label: 'Use the password that VS Code keeps' };
    const options = { placeHolder: `Password of ${database.name}`, ignoreFocusOut: true };
    const picked = await vscode.window.showQuickPick([reuse, { label: 'Type another one' }], options);
    if (!picked) return undefined;
    if (picked === reuse) return { password: stored, isNew: false };
  }
  const password = await vscode.window.showInputBox({
    title: 'Import from Database (3/3)',
    prompt: "Password, kept in VS Code's secret storage. Empty: GOLDPAN_PG_PASSWORD, PGPASSWORD or ~/.pgpass.",
    password: true,
    ignoreFocusOut: true,
  });
  if (password === undefined) return undefined;
  return password ? { password, isNew: true } : { isNew: false };
}
