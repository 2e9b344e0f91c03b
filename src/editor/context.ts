/** Context keys that menus and enablement clauses look at. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Projects } from './projects.ts';

const set = (key: string, value: unknown) => vscode.commands.executeCommand('setContext', `goldpan.${key}`, value);

/** VS Code copies these lists to the window: a workspace of more files goes without their menus. */
const MAX_FILES = 5000;

export async function updateContext(projects: Projects): Promise<void> {
  const logs: string[] = [];
  const rows: string[] = [];
  let hasRun = false;
  for (const project of projects.all) {
    for (const file of await project.files()) {
      if (file.format !== null && file.sessions > 0) logs.push(project.uri(file.path).fsPath);
    }
    const data = await project.results();
    hasRun ||= data !== undefined;
    for (const output of data?.manifest.outputs ?? []) rows.push(join(data?.out ?? '', output.path));
  }
  await Promise.all([
    set('logFiles', logs.slice(0, MAX_FILES)),
    set('datasetFiles', rows.slice(0, MAX_FILES)),
    set('hasRun', hasRun),
    set('scanned', true),
  ]);
}

export const setRunning = (running: boolean) => set('running', running);
