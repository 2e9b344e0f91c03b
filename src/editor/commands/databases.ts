/** The only use of the network: databases that goldpan.json names. Each is confirmed once, outside the workspace. */
import * as vscode from 'vscode';
import type { Project } from '../project.ts';
import type { Services } from '../services.ts';

const READ = 'Read Database';
const WITHOUT = 'Run Without It';

/** Whether the run may read them. Undefined: the user walked away. */
export async function confirmDatabases(
  { context }: Pick<Services, 'context'>,
  project: Project,
): Promise<boolean | undefined> {
  const { databases } = await project.call('settings', {});
  if (databases.length === 0) return false;
  // Kept by VS Code for this user: a workspace cannot say yes for its reader.
  const key = `databases:${project.root}`;
  const known = context.globalState.get<string[]>(key, []);
  const places = databases.map((d) => d.place);
  if (places.every((place) => known.includes(place))) return true;
  const names = databases.map((d) => `${d.name} (${d.place})`).join(', ');
  const text = `goldpan.json names a database: ${names}. Goldpan reads it over the network, and nothing else.`;
  const choice = await vscode.window.showWarningMessage(text, READ, WITHOUT);
  if (choice === READ) await context.globalState.update(key, [...new Set([...known, ...places])]);
  return choice === undefined ? undefined : choice === READ;
}
