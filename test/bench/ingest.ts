/** Reading and whole runs, by command line, with the memory that they take at most. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../support/vscode/locations.ts';
import { makeLogs } from './logs/make.ts';
import { requestOf } from './logs/request.ts';
import { figure, table } from './measure.ts';

/** MB of the log of interleaved requests with their whole history, and of the log of agents. */
const REQUESTS = 100;
const AGENTS = 20;

export function benchRuns(): void {
  const folder = mkdtempSync(join(tmpdir(), 'goldpan-bench-'));
  try {
    const requests = join(folder, 'requests.jsonl');
    must([join(projectRoot, 'test', 'bench', 'big-log.mjs'), 'lines', requests, String(REQUESTS)], folder);
    const agents = join(folder, 'agents.jsonl');
    const logs = makeLogs(7, AGENTS * 0.93e6);
    writeFileSync(agents, logs.map(({ turns }) => `${JSON.stringify(requestOf(turns))}\n`).join(''));
    const rows: string[][] = [];
    for (const [log, file] of [
      ['agents', agents],
      ['requests, each with the history', requests],
    ] as const) {
      const bytes = statSync(file).size;
      for (const command of [
        ['inspect', file],
        ['run', file, '--out', join(folder, 'out')],
      ]) {
        const { seconds, peak } = timed(command, folder);
        rows.push([`${command[0]}: ${log}`, (bytes / 1e6).toFixed(0), figure(bytes / 1e6 / seconds), `${peak} MB`]);
      }
    }
    console.log('\nBy command line, start and worker threads included:\n');
    console.log(table(['', 'MB of log', 'MB/s', 'peak memory'], rows));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The process itself says at its end how much memory it had at most. */
const PEAK = `data:text/javascript,${encodeURIComponent(
  "import { writeFileSync } from 'node:fs'; import { isMainThread } from 'node:worker_threads'; if (isMainThread) process.on('exit', () => writeFileSync(process.env.GOLDPAN_PEAK, String(process.resourceUsage().maxRSS)));",
)}`;

function timed(command: readonly string[], folder: string): { seconds: number; peak: number } {
  const peak = join(folder, 'peak');
  const from = performance.now();
  must(['--import', PEAK, join(projectRoot, 'dist', 'cli.mjs'), ...command], folder, { GOLDPAN_PEAK: peak });
  const seconds = (performance.now() - from) / 1000;
  return { seconds, peak: Math.round(Number(readFileSync(peak, 'utf8')) / 1000) };
}

function must(args: readonly string[], cwd: string, env: Record<string, string> = {}): void {
  const run = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env } });
  if (run.status !== 0) throw new Error(`${args.join(' ')}: ${run.stderr}`);
}
