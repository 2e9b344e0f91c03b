/** Runs the built command, as scripts and CI do. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { TEST_KEY } from './pipeline.ts';
import { tempFolder } from './temp.ts';

const PROJECT = join(import.meta.dirname, '../..');
export const CLI = join(PROJECT, 'dist/cli.mjs');

export interface Done {
  code: number | null;
  out: string;
  err: string;
}

export interface Call {
  cwd?: string;
  input?: string;
  /** Null: without one. */
  key?: string | null;
  onErr?: (kill: () => void) => void;
}

export function assertBuilt(): void {
  if (!existsSync(CLI)) throw new Error('dist/cli.mjs is not built: npm run build');
}

export function goldpan(args: readonly string[], more: Call = {}): Promise<Done> {
  return new Promise((resolve) => {
    const { key = TEST_KEY } = more;
    const { GOLDPAN_KEY: _, ...rest } = process.env;
    const env = { ...rest, ...(key === null ? {} : { GOLDPAN_KEY: key }), NO_COLOR: '1' };
    const child = spawn(process.execPath, [CLI, ...args], { cwd: more.cwd ?? PROJECT, env });
    const done: Done = { code: null, out: '', err: '' };
    child.stdout.on('data', (d: Buffer) => (done.out += d.toString()));
    let asked = false;
    child.stderr.on('data', (d: Buffer) => {
      done.err += d.toString();
      // Once: a second Ctrl-C ends the process at once.
      if (!asked) more.onErr?.(() => child.kill('SIGINT'));
      asked = true;
    });
    child.on('close', (code) => resolve({ ...done, code }));
    // A command that ends before it has read all of its input is no failure of the test.
    child.stdin.on('error', () => undefined);
    child.stdin.end(more.input ?? '');
  });
}

/** A workspace of its own with the sample logs and their configuration. */
export function sampleWorkspace(): string {
  const root = tempFolder();
  cpSync(join(PROJECT, 'samples/logs'), join(root, 'logs'), { recursive: true });
  cpSync(join(PROJECT, 'samples/goldpan.json'), join(root, 'goldpan.json'));
  return root;
}
