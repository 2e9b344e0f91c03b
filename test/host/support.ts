/** What host tests share: the workspace, and waiting for something to come true without sleeping through it. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as vscode from 'vscode';

const EXTENSION_ID = 'goldpan.goldpan';

export const root = (): string => {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('no workspace folder is open');
  return folder.uri.fsPath;
};

export const file = (path: string): vscode.Uri => vscode.Uri.file(resolve(root(), path));

/** Folder that the samples' goldpan.json names as output. */
export const outFolder = (): string => {
  const { output } = JSON.parse(readFileSync(file('goldpan.json').fsPath, 'utf8')) as { output?: string };
  return resolve(root(), output ?? 'goldpan-out');
};

export async function activate(): Promise<vscode.Extension<unknown>> {
  const extension = vscode.extensions.getExtension(EXTENSION_ID);
  if (!extension) throw new Error(`${EXTENSION_ID} is not installed`);
  await extension.activate();
  return extension;
}

/** Resolves when `look` gives something: looks now, and again at each event. Mocha's timeout ends a wait in vain. */
export function when<T>(event: vscode.Event<unknown>, look: () => T | undefined): Promise<T> {
  const now = look();
  if (now !== undefined) return Promise.resolve(now);
  return new Promise((done) => {
    const listening = event(() => {
      const found = look();
      if (found === undefined) return;
      listening.dispose();
      done(found);
    });
  });
}

/** Opens a document with the cursor at a place. */
export async function show(uri: vscode.Uri, line = 0, character = 0): Promise<vscode.TextEditor> {
  const at = new vscode.Position(line, character);
  return vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at), preview: false });
}

export const closeAll = () => vscode.commands.executeCommand('workbench.action.closeAllEditors');
