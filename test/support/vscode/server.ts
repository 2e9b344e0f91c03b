/** Starts the VS Code server of one installed editor and stops it again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { InstalledEditor } from './editors.ts';
import { HarnessError } from './shell.ts';

export interface ServerOptions {
  editor: InstalledEditor;
  /** Holds settings and state; an empty one is a fresh profile. */
  dataDir: string;
  /** Installed extensions; empty for a profile without any. */
  extensionsDir: string;
  /** Settings of the machine: tests set the theme here. */
  settings?: Readonly<Record<string, unknown>>;
  /** True: VS Code asks whether the workspace is trusted (and, without an answer, restricts it). */
  workspaceTrust?: boolean;
  /** Reaches the extension host. */
  env?: NodeJS.ProcessEnv;
  /** Where the server's own log goes. */
  log: string;
}

export interface Server {
  port: number;
  /** Writes the machine's settings anew; VS Code picks them up while it runs. */
  writeSettings(settings: Readonly<Record<string, unknown>>): Promise<void>;
  stop(): Promise<void>;
}

/** Quiet, offline and the same on every machine. */
const BASE_SETTINGS: Readonly<Record<string, unknown>> = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  'telemetry.telemetryLevel': 'off',
  'window.commandCenter': false,
};

export async function startServer(options: ServerOptions): Promise<Server> {
  const { editor, dataDir } = options;
  const settingsFile = join(dataDir, 'data', 'Machine', 'settings.json');
  const writeSettings = async (settings: Readonly<Record<string, unknown>>) => {
    await mkdir(dirname(settingsFile), { recursive: true });
    await writeFile(settingsFile, JSON.stringify({ ...BASE_SETTINGS, ...settings }, null, 2));
  };
  await writeSettings(options.settings ?? {});
  await mkdir(dirname(options.log), { recursive: true });
  const child = spawn(editor.nodePath, serverArgs(options), {
    env: { ...process.env, ...options.env, CODE_SERVER_PARENT_PID: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  // Its own process group outlives this process: on any way out that can be seen, it goes, too.
  const orphan = () => signal(child, 'SIGKILL');
  process.once('exit', orphan);
  child.once('exit', () => process.removeListener('exit', orphan));
  const port = await listening(child, options.log);
  return { port, writeSettings, stop: () => stop(child) };
}

function serverArgs(options: Pick<ServerOptions, 'editor' | 'dataDir' | 'extensionsDir' | 'workspaceTrust'>) {
  return [
    join(options.editor.root, 'out', 'server-main.js'),
    '--host=127.0.0.1',
    '--port=0',
    '--without-connection-token',
    '--accept-server-license-terms',
    '--telemetry-level=off',
    // Without it, builds ignore the test payload; with it, every dialog is refused instead of waiting for a click.
    '--enable-smoke-test-driver=true',
    `--server-data-dir=${options.dataDir}`,
    `--extensions-dir=${options.extensionsDir}`,
    ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
  ];
}

/** Resolves with the port as soon as the server says that it listens. */
function listening(child: ChildProcess, log: string): Promise<number> {
  const file = createWriteStream(log);
  let seen = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string) =>
      reject(new HarnessError(`The VS Code server ${why}:\n${seen.trim().slice(-2000)}`, `read ${log}`));
    const read = (chunk: Buffer) => {
      file.write(chunk);
      if (seen.length < 100_000) seen += chunk;
      const port = /Extension host agent listening on (\d+)/.exec(seen)?.[1];
      if (port) resolve(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.on('error', (error) => fail(`did not start (${error.message})`));
    child.on('exit', (code, signal) => {
      file.end();
      fail(`stopped with ${code ?? signal}`);
    });
  });
}

/** The server has children (extension host, file watcher): the whole process group goes. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  signal(child, 'SIGTERM');
  const force = setTimeout(() => signal(child, 'SIGKILL'), 5000);
  await gone;
  clearTimeout(force);
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (process.platform === 'win32') child.kill(name);
    else if (child.pid) process.kill(-child.pid, name);
  } catch {
    // Already gone.
  }
}
