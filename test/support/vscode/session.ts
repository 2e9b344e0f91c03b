/** One VS Code for one test: a server with a profile of its own, a browser, and the workbench in it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { CHROMIUM_ARGS, chromiumEnv, findChromium } from './chromium.ts';
import { editorNamed, type InstalledEditor, installEditor } from './editors.ts';
import { resultsRoot } from './locations.ts';
import { type Server, startServer } from './server.ts';

export interface SessionOptions {
  /** `newest` (default) or `oldest`; GOLDPAN_VSCODE_VERSION overrides. */
  editor?: string;
  /** Folder or `.code-workspace` file to open. */
  workspace?: string;
  /** Extension folder under development; left out when an installed extension is tested. */
  extensionDevelopmentPath?: string;
  /** Module that exports run(), for tests inside the extension host. */
  extensionTestsPath?: string;
  /** Directory of installed extensions. */
  extensionsDir?: string;
  settings?: Readonly<Record<string, unknown>>;
  workspaceTrust?: boolean;
  env?: NodeJS.ProcessEnv;
  size?: { width: number; height: number };
  /** Shows the browser's window instead of running without one. */
  headed?: boolean;
  /** What the workbench and the tests print. */
  onLog?: (type: string, args: readonly unknown[]) => void;
}

export interface VSCodeSession {
  page: Page;
  browser: Browser;
  server: Server;
  editor: InstalledEditor;
  url: string;
  /** Resolves with the exit code when `extensionTestsPath` is done. */
  exit: Promise<number>;
  close(): Promise<void>;
}

export async function openSession(options: SessionOptions): Promise<VSCodeSession> {
  const name = process.env.GOLDPAN_VSCODE_VERSION ?? options.editor ?? 'newest';
  const [editor, executablePath] = await Promise.all([installEditor(editorNamed(name)), findChromium()]);
  const profile = await mkdtemp(join(tmpdir(), 'goldpan-vscode-'));
  const log = join(resultsRoot, 'logs', `server-${editor.name}-${process.pid}-${Date.now()}.log`);
  const server = await startServer({
    editor,
    dataDir: join(profile, 'data'),
    extensionsDir: options.extensionsDir ?? join(profile, 'extensions'),
    settings: options.settings,
    workspaceTrust: options.workspaceTrust,
    env: options.env,
    log,
  });
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    await server.stop();
    await rm(profile, { recursive: true, force: true });
  };
  try {
    browser = await chromium.launch({
      executablePath,
      args: CHROMIUM_ARGS,
      env: chromiumEnv(executablePath),
      headless: !options.headed,
    });
    const viewport = options.size ?? { width: 1400, height: 900 };
    const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    const { exit } = await listenForExit(page, options.onLog);
    const url = workbenchUrl(server.port, options);
    await page.goto(url);
    return { page, browser, server, editor, url, exit, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The workbench reports what tests print and how they end through two functions that it looks for on the page. */
async function listenForExit(page: Page, onLog: SessionOptions['onLog']): Promise<{ exit: Promise<number> }> {
  let finish: (code: number) => void = () => {};
  const exit = new Promise<number>((resolve) => {
    finish = resolve;
  });
  await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => onLog?.(type, args));
  await page.exposeFunction('codeAutomationExit', (code: number) => finish(code));
  page.on('crash', () => finish(1));
  // In an object: a bare promise would be awaited by the caller's await.
  return { exit };
}

export function workbenchUrl(port: number, options: SessionOptions): string {
  const remote = (path: string) => `vscode-remote://127.0.0.1:${port}${encodeURI(path.replaceAll('\\', '/'))}`;
  const payload: [string, string][] = [['skipWelcome', 'true']];
  if (options.extensionDevelopmentPath) {
    payload.push(['extensionDevelopmentPath', remote(options.extensionDevelopmentPath)]);
  }
  if (options.extensionTestsPath) payload.push(['extensionTestsPath', remote(options.extensionTestsPath)]);
  const url = new URL(`http://127.0.0.1:${port}/`);
  if (options.workspace) {
    url.searchParams.set(options.workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', options.workspace);
  } else url.searchParams.set('ew', 'true');
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}
