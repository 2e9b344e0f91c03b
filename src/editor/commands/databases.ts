/** The only use of the network: databases that goldpan.json names. Each is confirmed once, outside the workspace. */
import * as vscode from 'vscode';
import type { Project } from '../project.ts';
import type { Services } from '../services.ts';

const READ = 'Read Database';
const WITHOUT = 'Run Without It';

export interface Named {
  name: string;
  /** Host, port and database: no user, no password. */
  place: string;
}

type Kept = Pick<Services, 'context'>;

/** The passwords to read them with; 'without': the run leaves them out. Undefined: the user walked away. */
export async function confirmDatabases(
  services: Kept,
  project: Project,
): Promise<{ passwords: Record<string, string> } | 'without' | undefined> {
  const { databases } = await project.call('settings', {});
  if (databases.length === 0) return 'without';
  if (!isConfirmed(services, project, databases)) {
    const names = databases.map((d) => `${d.name} (${d.place})`).join(', ');
    const text = `goldpan.json names a database: ${names}. Goldpan reads it over the network, and nothing else.`;
    const choice = await vscode.window.showWarningMessage(text, READ, WITHOUT);
    if (choice === undefined) return undefined;
    if (choice === WITHOUT) return 'without';
    await remember(services, project, databases);
  }
  const passwords: Record<string, string> = {};
  for (const database of databases) {
    const password = await passwordOf(services, project, database);
    if (password !== undefined) passwords[database.name] = password;
  }
  return { passwords };
}

/** For one that the user has just typed. */
export async function confirmDatabase(services: Kept, project: Project, database: Named): Promise<boolean> {
  if (isConfirmed(services, project, [database])) return true;
  const text = `Goldpan connects to ${database.place}, read-only, and reads its rows over the network. Nothing is sent anywhere else.`;
  if ((await vscode.window.showWarningMessage(text, READ)) !== READ) return false;
  await remember(services, project, [database]);
  return true;
}

// Kept by VS Code for this user: a workspace cannot say yes for its reader.
const confirmedKey = (project: Project): string => `databases:${project.root}`;

const confirmed = ({ context }: Kept, project: Project): string[] =>
  context.globalState.get<string[]>(confirmedKey(project), []);

function isConfirmed(services: Kept, project: Project, databases: readonly Named[]): boolean {
  const known = confirmed(services, project);
  return databases.every((d) => known.includes(d.place));
}

async function remember(services: Kept, project: Project, databases: readonly Named[]): Promise<void> {
  const known = new Set([...confirmed(services, project), ...databases.map((d) => d.place)]);
  await services.context.globalState.update(confirmedKey(project), [...known]);
}

/** The place is part of the key: a goldpan.json that moves a name to another host gets no password for it. */
const secretKey = (project: Project, { name, place }: Named): string => `database:${project.root}:${name}@${place}`;

export const passwordOf = ({ context }: Kept, project: Project, database: Named): Thenable<string | undefined> =>
  context.secrets.get(secretKey(project, database));

export const keepPassword = ({ context }: Kept, project: Project, database: Named, password: string): Thenable<void> =>
  context.secrets.store(secretKey(project, database), password);
