/** Every command of the manifest, with what it takes. A host test holds this list against package.json. */
import * as vscode from 'vscode';
import { bugText } from '../../kit/bug.ts';
import { Cancelled, UserError } from '../../kit/errors.ts';
import { asUserError } from '../../kit/os-error.ts';
import type { Node } from '../views/tree.ts';

/** What menus hand over: a tree node, or the file of an explorer entry or editor tab. */
export type Target = Node | vscode.Uri | undefined;

export interface CommandMap {
  'goldpan.run': () => Promise<void>;
  'goldpan.runHere': (target?: Target, all?: vscode.Uri[]) => Promise<void>;
  'goldpan.previewRedactions': (target?: Target) => Promise<void>;
  'goldpan.openStudio': (target?: Target) => Promise<void>;
  'goldpan.reviewPairs': () => Promise<void>;
  'goldpan.validateDataset': (target?: Target) => Promise<void>;
  'goldpan.why': (target?: Target) => Promise<void>;
  'goldpan.showSource': (target?: Target) => Promise<void>;
  'goldpan.showRow': (target?: Target) => Promise<void>;
  'goldpan.addToDictionary': (args?: unknown) => Promise<void>;
  'goldpan.neverRedact': () => Promise<void>;
  'goldpan.openLogViewer': (target?: Target) => Promise<void>;
  'goldpan.showLastRun': () => Promise<void>;
  'goldpan.importDatabase': (args?: unknown) => Promise<void>;
  'goldpan.findLogs': (args?: unknown) => Promise<void>;
  'goldpan.mapLog': (target?: Target, args?: unknown) => Promise<void>;
  'goldpan.addNamesModel': (args?: unknown) => Promise<void>;
  'goldpan.createConfig': () => Promise<void>;
  'goldpan.refresh': () => Promise<void>;
  'goldpan.openDatasetCard': (target?: Target) => Promise<void>;
}
type CommandId = keyof CommandMap;

/** Registers all of them; errors become a message that says what to do, bugs go to the log channel with their stack. */
export function registerCommands(commands: CommandMap, log: vscode.LogOutputChannel): vscode.Disposable {
  const ids = Object.keys(commands) as CommandId[];
  return vscode.Disposable.from(
    ...ids.map((id) =>
      vscode.commands.registerCommand(id, async (...args: unknown[]) => {
        try {
          await (commands[id] as (...args: unknown[]) => Promise<void>)(...args);
        } catch (error) {
          report(error, id, log);
        }
      }),
    ),
  );
}

export function report(thrown: unknown, doing: string, log: vscode.LogOutputChannel): void {
  const error = asUserError(thrown);
  if (error instanceof Cancelled || error instanceof vscode.CancellationError) return;
  if (error instanceof UserError) {
    log.warn(`${doing}: ${error.message} ${error.fix}`);
    void vscode.window.showErrorMessage(`${sentence(error.message)} ${sentence(error.fix)}`);
    return;
  }
  log.error(`${doing}: ${bugText(error)}`);
  void vscode.window
    .showErrorMessage('Goldpan ran into a bug of its own. The log has the details.', 'Show Log')
    .then((choice) => choice && log.show());
}

/** Core messages begin small and end without a full stop, as command lines do. */
export function sentence(text: string): string {
  const clean = text.trim();
  return `${clean.charAt(0).toUpperCase()}${clean.slice(1)}${/[.!?…]$/.test(clean) ? '' : '.'}`;
}
