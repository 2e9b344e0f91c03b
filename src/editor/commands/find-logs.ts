/** Find My Agents' Logs…: the stores of agents on this machine, picked from a list, into goldpan.json. */
import * as vscode from 'vscode';
import type { Out } from '../../host/rpc.ts';
import { bytes } from '../../kit/size.ts';
import type { Project } from '../project.ts';
import type { Services } from '../services.ts';
import { ago, plural } from '../views/words.ts';
import { offerRun, requireTrusted, saveConfig } from './setup.ts';

type Store = Out<'agentStores'>['stores'][number];
type Item = vscode.QuickPickItem & { store: Store };

/** @param args `{ agents, accept }` of a keybinding or another extension: these are picked, and nothing is asked */
export async function findLogs(services: Services, args?: unknown): Promise<void> {
  requireTrusted();
  const project = await services.projects.choose();
  if (!project) return;
  const options = { location: vscode.ProgressLocation.Notification, title: "Looking for agents' logs" };
  const { stores, looked } = await vscode.window.withProgress(options, () => project.call('agentStores', {}));
  if (stores.length === 0) {
    void vscode.window.showInformationMessage(
      `No agent's logs were found: ${plural(looked, 'usual place')} on this machine hold none. Logs that lie elsewhere are named under "sources" in goldpan.json.`,
    );
    return;
  }
  const given = agentsIn(args);
  const picked = given ? stores.filter((s) => given.includes(s.agent) && !s.included) : await pick(stores);
  if (!picked?.length) return;
  if (!given && !(await confirmOutside(services, project, picked))) return;
  await saveConfig(project);
  const { file, added } = await project.call('saveSources', { paths: picked.map((s) => s.path) });
  services.log.info(`added to ${file}: ${added.join(', ')}`);
  project.refresh('logs');
  offerRun(`${plural(added.length, 'store')} added to goldpan.json. The Logs view lists them now.`, file);
}

function agentsIn(args: unknown): string[] | undefined {
  const agents: unknown = typeof args === 'object' && args !== null ? Reflect.get(args, 'agents') : undefined;
  return Array.isArray(agents) ? agents.filter((a) => typeof a === 'string') : undefined;
}

async function pick(stores: readonly Store[]): Promise<Store[] | undefined> {
  const [there, fresh] = [stores.filter((s) => s.included), stores.filter((s) => !s.included)];
  if (fresh.length === 0) {
    void vscode.window.showInformationMessage(
      `${plural(there.length, 'store')} found, all of them in goldpan.json already.`,
    );
    return undefined;
  }
  const already = there.length > 0 ? `; ${there.length} more in goldpan.json already` : '';
  const picked = await vscode.window.showQuickPick(fresh.map(itemOf), {
    title: "Find My Agents' Logs",
    placeHolder: `Nothing has been read yet. Pick what Goldpan shall read${already}.`,
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return picked?.map((item) => item.store);
}

function itemOf(store: Store): Item {
  const sessions = store.sessions === undefined ? 'a database' : plural(store.sessions, 'session');
  const moved = store.variable ? ` (by ${store.variable})` : '';
  return {
    store,
    label: store.title,
    description: `${sessions} · ${bytes(store.bytes)} · ${ago(store.newest, Date.now())}`,
    detail: `${store.path}${moved}`,
  };
}

// Kept by VS Code for this user, as for databases: a workspace cannot say yes for its reader.
const KEY = 'outside';

/** The stores of agents lie outside of the workspace, and hold talks about other work: asked once for each. */
async function confirmOutside(
  { context }: Pick<Services, 'context'>,
  project: Project,
  picked: readonly Store[],
): Promise<boolean> {
  const key = `${KEY}:${project.root}`;
  const known = context.globalState.get<string[]>(key, []);
  const asked = picked.filter((s) => !known.includes(s.path));
  if (asked.length === 0) return true;
  const sessions = asked.reduce((n, s) => n + (s.sessions ?? 0), 0);
  const what = sessions > 0 ? `${plural(sessions, 'session')} of ` : '';
  const choice = await vscode.window.showWarningMessage(
    `Read ${what}${[...new Set(asked.map((s) => s.title))].join(', ')} in this workspace?`,
    {
      modal: true,
      detail: `They lie outside of this folder and may be about other projects:\n${asked.map((s) => s.path).join('\n')}\n\ngoldpan.json will name them. Nothing leaves this machine.`,
    },
    'Add to goldpan.json',
  );
  if (choice === undefined) return false;
  await context.globalState.update(key, [...known, ...asked.map((s) => s.path)]);
  return true;
}
