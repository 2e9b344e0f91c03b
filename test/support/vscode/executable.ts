/** Which VS Code executable a run uses. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Editor } from './editors.ts';
import { projectRoot } from './locations.ts';
import { HarnessError } from './shell.ts';

/** The launcher that stands in for a desktop VS Code; built by esbuild. */
const LAUNCHER = join(projectRoot, 'dist', 'test', 'vscode-launcher.mjs');

/** Options for `runTests`: a path, or a version for it to download. */
export function executableFor(editor: Editor): { vscodeExecutablePath: string } | { version: string } {
  const choice = process.env.GOLDPAN_VSCODE ?? 'server';
  if (choice === 'desktop') return { version: editor.name === 'newest' ? 'stable' : `${editor.vscode}.0` };
  if (choice !== 'server') {
    if (!existsSync(choice)) {
      throw new HarnessError(
        `GOLDPAN_VSCODE=${choice} is not there.`,
        'give the path of a VS Code, `desktop` or `server`.',
      );
    }
    return { vscodeExecutablePath: choice };
  }
  if (process.platform === 'win32') {
    throw new HarnessError('The VS Code server from npm is not supported on Windows.', 'set GOLDPAN_VSCODE=desktop.');
  }
  if (!existsSync(LAUNCHER)) throw new HarnessError(`${LAUNCHER} is missing.`, 'npm run build:test');
  return { vscodeExecutablePath: LAUNCHER };
}
