/** What the commands that write into goldpan.json share. */
import * as vscode from 'vscode';
import { UserError } from '../../core/model/errors.ts';

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

/** Not awaited: the command is done, whether or not somebody answers. */
export function offerRun(text: string, config: string): void {
  const open = 'Open goldpan.json';
  void vscode.window.showInformationMessage(text, 'Run Pipeline', open).then((choice) => {
    if (choice === open) return vscode.window.showTextDocument(vscode.Uri.file(config));
    return choice && vscode.commands.executeCommand('goldpan.run');
  });
}
