/**
 * Runs the host tests: node dist/test/run-host.mjs [newest|oldest …]
 * GOLDPAN_VSCODE picks the VS Code: unset or `server` the server from npm, `desktop` the desktop build that
 * @vscode/test-electron downloads, else the path of an executable.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { EDITORS, editorNamed } from '../support/vscode/editors.ts';
import { executableFor } from '../support/vscode/executable.ts';
import { projectRoot } from '../support/vscode/locations.ts';
import { copySamples } from '../support/vscode/shell.ts';

async function main(names: readonly string[]): Promise<number> {
  const editors = names.length > 0 ? names.map(editorNamed) : EDITORS;
  let worst = 0;
  for (const editor of editors) {
    const scratch = await mkdtemp(join(tmpdir(), 'goldpan-host-'));
    const workspace = join(scratch, 'samples');
    await copySamples(workspace);
    console.log(`\nHost tests in VS Code ${editor.vscode} (${editor.name})`);
    const started = performance.now();
    try {
      await runTests({
        ...executableFor(editor),
        extensionDevelopmentPath: projectRoot,
        extensionTestsPath: join(projectRoot, 'dist', 'test', 'host.cjs'),
        launchArgs: [workspace],
        extensionTestsEnv: {
          GOLDPAN_VSCODE_VERSION: editor.name,
          GOLDPAN_TEST_WORKSPACE: workspace,
          // A store of an agent that tests may fill; without it they would look into the home folder of whoever runs them.
          CODEX_HOME: join(scratch, 'codex'),
          ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }),
        },
      });
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      worst = 1;
    }
    console.log(`VS Code ${editor.vscode}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
    await rm(scratch, { recursive: true, force: true });
  }
  return worst;
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
