/**
 * npm run code [FOLDER]: opens the samples (or a folder) in VS Code with this extension loaded. Takes the `code` of this
 * machine where there is a desktop, else serves VS Code from npm and prints its address for a browser.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGS, findChromium } from './chromium.ts';
import { EDITORS, editorNamed, installEditor } from './editors.ts';
import { cacheRoot, projectRoot, resultsRoot } from './locations.ts';
import { startServer } from './server.ts';
import { workbenchUrl } from './session.ts';
import { copySamples, exists } from './shell.ts';

async function main(folder: string | undefined): Promise<void> {
  const workspace = folder ? resolve(folder) : await playground();
  const desktop = process.env.GOLDPAN_VSCODE ?? (hasDisplay() && onPath('code') ? 'code' : 'server');
  if (desktop !== 'server') {
    const child = spawn(desktop, ['--new-window', workspace, `--extensionDevelopmentPath=${projectRoot}`], {
      stdio: 'inherit',
    });
    child.on('error', (error) => fail(`${desktop} did not start: ${error.message}`));
    return;
  }
  const editor = await installEditor(editorNamed(process.env.GOLDPAN_VSCODE_VERSION ?? EDITORS[0]?.name ?? 'newest'));
  const state = join(cacheRoot, `profile-${editor.name}`);
  const server = await startServer({
    editor,
    dataDir: state,
    extensionsDir: join(state, 'extensions'),
    log: join(resultsRoot, 'logs', 'code.log'),
  });
  const url = workbenchUrl(server.port, { workspace, extensionDevelopmentPath: projectRoot });
  console.log(
    `VS Code ${editor.vscode} with Goldpan on ${workspace}:\n\n  ${url}\n\nOpen it in a browser; Ctrl+C ends.`,
  );
  const stop = () => void server.stop().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  if (hasDisplay()) {
    const browser = await chromium.launch({
      executablePath: await findChromium(),
      args: CHROMIUM_ARGS,
      headless: false,
    });
    const page = await browser.newPage({ viewport: null });
    await page.goto(url);
    page.on('close', stop);
  }
}

/** A copy of the samples, so that trying things out leaves the repository as it is. */
async function playground(): Promise<string> {
  const copy = join(projectRoot, 'out', 'playground');
  if (!(await exists(copy))) {
    await mkdir(join(projectRoot, 'out'), { recursive: true });
    await copySamples(copy);
  }
  return copy;
}

const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
const onPath = (command: string) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;

function fail(message: string): never {
  console.error(message);
  process.exit(3);
}

main(process.argv[2]).catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
