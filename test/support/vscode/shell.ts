/** Runs other programs; failures say what failed and how to fix it. */
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { projectRoot } from './locations.ts';

/** Something the machine lacks; the message names the fix. */
export class HarnessError extends Error {
  override readonly name = 'HarnessError';
  constructor(what: string, fix: string) {
    super(`${what}\n  Fix: ${fix}`);
  }
}

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/** Runs to the end and returns stdout; a non-zero exit rejects with the last lines of its output. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let all = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk;
      all += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      all += chunk;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(out);
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code ?? signal}:\n${all.trim().slice(-2000)}`));
    });
  });
}

/** npm by its own script, so that no shell and no `npm.cmd` is needed. */
export async function npm(args: readonly string[], cwd: string): Promise<void> {
  const script = process.env.npm_execpath;
  const [command, before] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []];
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel', 'error'];
  try {
    await run(command, [...before, ...args, ...quiet], { cwd });
  } catch (error) {
    throw new HarnessError(
      `npm ${args.join(' ')} failed. ${(error as Error).message}`,
      'check that the npm registry can be reached, then start the same command again.',
    );
  }
}

/** An empty npm project to install one package in. */
export async function installPackage(spec: string, dir: string): Promise<string> {
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, 'package.json'), '{"name":"goldpan-cache","private":true}\n');
  await npm(['install', spec], dir);
  return join(dir, 'node_modules', spec.replace(/(?<=.)@[^@/]+$/, ''));
}

/**
 * Fills `target` once: `fill` works in a directory beside it, which takes the name in one rename, so that a run that
 * was killed or two runs at once never leave a half-filled cache.
 */
export async function cached(target: string, say: string, fill: (dir: string) => Promise<void>): Promise<string> {
  if (await exists(target)) return target;
  console.error(`[goldpan] ${say}`);
  await mkdir(dirname(target), { recursive: true });
  const staging = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
  try {
    await fill(staging);
    await rename(staging, target);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    if (!(await exists(target))) throw error;
  }
  return target;
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** A fresh copy of the samples that a test may write in: without what an earlier run left there. */
export async function copySamples(to: string): Promise<string> {
  const leave = new Set(['.goldpan', 'goldpan-out']);
  const filter = (from: string) => !leave.has(basename(from));
  await cp(join(projectRoot, 'samples'), to, { recursive: true, filter });
  return to;
}
