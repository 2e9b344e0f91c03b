/** What the commands that write into goldpan.json share. */
import * as vscode from 'vscode';
import { UserError } from '../../kit/errors.ts';
import type { Project } from '../project.ts';

/** Arguments of a keybinding or of another extension; unknown ones are left out. */
export interface Told {
  url?: string;
  name?: string;
  password?: string;
  accept?: boolean;
}

export function told(args: unknown): Told {
  if (typeof args !== 'object' || args === null || args instanceof vscode.Uri) return {};
  const told: Told = {};
  for (const key of ['url', 'name', 'password'] as const) {
    const value: unknown = Reflect.get(args, key);
    if (typeof value === 'string') told[key] = value;
  }
  if (Reflect.get(args, 'accept') === true) told.accept = true;
  return told;
}

export function requireTrusted(): void {
  if (vscode.workspace.isTrusted) return;
  throw new UserError('Goldpan writes nothing and reads no database in an untrusted workspace.', 'Trust it first.');
}

/** What is being typed into goldpan.json is saved first: the entry is written into the file, not into the editor. */
export async function saveConfig(project: Project): Promise<void> {
  const { fsPath } = project.uri('goldpan.json');
  const typed = vscode.workspace.textDocuments.find((d) => d.uri.fsPath === fsPath && d.isDirty);
  if (!typed || (await typed.save())) return;
  throw new UserError('goldpan.json has changes that could not be saved.', 'Save it, and try again.');
}

/** Not awaited: the command is done, whether or not somebody answers. */
export function offerRun(text: string, config: string): void {
  const open = 'Open goldpan.json';
  void vscode.window.showInformationMessage(text, 'Run Pipeline', open).then((choice) => {
    if (choice === open) return vscode.window.showTextDocument(vscode.Uri.file(config));
    return choice && vscode.commands.executeCommand('goldpan.run');
  });
}
