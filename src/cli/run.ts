/** `goldpan run`: the whole pipeline. */
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { relative, resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { defined } from '../kit/defined.ts';
import type { Phase, RunResult } from '../run/options.ts';
import { runPipeline } from '../run/pipeline.ts';
import { lossText } from '../run/skips.ts';
import { count, plain, printJson, stageTable, type Terminal, table } from './output.ts';
import { openWorkspace } from './workspace.ts';

const LABELS: Record<Phase, string> = {
  index: 'Indexing logs',
  sessions: 'Redacting sessions',
  topics: 'Reading requests for topics',
  judge: 'Asking the judge',
  export: 'Writing datasets',
};

interface RunFlags {
  config?: string;
  out?: string;
  workers?: number;
  databases?: boolean;
  judge?: boolean;
  allowEmpty?: boolean;
  json?: boolean;
}

export function runCommand(program: Command, terminal: Terminal): void {
  program
    .command('run')
    .description('the whole pipeline: logs in, datasets out')
    .argument('[path...]', 'log files and folders (default: "sources" of goldpan.json)')
    .option('--config <file>', 'configuration; its folder is the workspace')
    .option('--out <dir>', 'folder of the dataset (default: "output" of goldpan.json)')
    .option('--workers <n>', 'worker threads', parseCount)
    .option('--databases', 'also read the databases of goldpan.json')
    .option('--judge', 'also ask the judge of goldpan.json, a model on this machine')
    .option('--allow-empty', 'let a dataset without rows replace one with rows')
    .option('--json', 'end with one JSON object on stdout')
    .action(async (paths: string[], flags: RunFlags) => {
      const { workspace, config } = openWorkspace(flags.config);
      // The pipeline stops between sessions and writes nothing; a second signal ends the process at once.
      const stop = new AbortController();
      process.once('SIGINT', () => stop.abort());
      process.once('SIGTERM', () => stop.abort());
      const workerFile = new URL('./worker.mjs', import.meta.url);
      const result = await runPipeline({
        workspace,
        config,
        paths: paths.length > 0 ? paths.map((p) => resolve(p)) : config.sources.include,
        out: flags.out ? resolve(flags.out) : config.output,
        key: process.env.GOLDPAN_KEY,
        // One core is left to the rest of the machine. More than four threads have to be asked for.
        workers: flags.workers ?? Math.min(4, Math.max(1, cpus().length - 1)),
        ...defined({
          workerFile: existsSync(workerFile) ? workerFile : undefined,
          databases: flags.databases ? {} : undefined,
        }),
        judge: flags.judge,
        allowEmpty: flags.allowEmpty,
        now: Date.now(),
        signal: stop.signal,
        onProgress: (phase, done, total) => terminal.progress(LABELS[phase], done, total),
      });
      terminal.clear();
      tell(result, flags, terminal);
      process.exitCode = exitCodeOf(result);
    });
}

/** What came out, on stdout as text or JSON; notes, losses and bugs on stderr. */
function tell(result: RunResult, flags: RunFlags, terminal: Terminal): void {
  for (const note of result.notes) process.stderr.write(`${note}\n`);
  process.stderr.write(lossReport(result, terminal));
  process.stderr.write(withheldReport(result, terminal));
  if (flags.json) {
    const {
      quarantined: _quarantined,
      withheld: _withheld,
      out: _out,
      losses: _losses,
      notes: _notes,
      bugs: _bugs,
      ...shape
    } = result;
    printJson(shape);
  } else process.stdout.write(summary(result, terminal));
  if (result.bugs > 0) {
    process.stderr.write(
      `${terminal.warn(`${count(result.bugs, 'record')} met a bug of Goldpan and ${result.bugs === 1 ? 'was' : 'were'} left out`)}. Please report the lines above: no log text is in them.\n`,
    );
  }
}

/** 3 when a bug cost a record, 1 when a row was held back. */
export const exitCodeOf = ({ bugs, quarantined }: Pick<RunResult, 'bugs' | 'quarantined'>): 0 | 1 | 3 =>
  bugs > 0 ? 3 : quarantined > 0 ? 1 : 0;

/** Kinds of loss that are told one by one. */
const MAX_LOSSES = 10;

/** What could not be read, and what to do; empty when all was read. */
function lossReport({ losses }: RunResult, terminal: Terminal): string {
  if (losses.length === 0) return '';
  const files = losses.filter((loss) => loss.stage === 'files').length;
  const records = losses.reduce((n, loss) => (loss.stage === 'files' ? n : n + loss.count), 0);
  const what = [files && count(files, 'file'), records && count(records, 'record')].filter(Boolean).join(' and ');
  const shown = losses.slice(0, MAX_LOSSES).map((loss) => `  ${plain(lossText(loss))}\n`);
  const rest = losses.length - shown.length;
  const more = rest > 0 ? `  and ${rest} more; \`${COMMAND} inspect\` lists them\n` : '';
  return `${terminal.warn(`${what} could not be used`)}\n${shown.join('')}${more}  Fix them and run again; what is no log can be named under "sources.exclude" in goldpan.json.\n`;
}

/** Rows that the leak gate held back: of which type the value is, where it stands, and how to learn where it comes from. */
export function withheldReport({ withheld }: Pick<RunResult, 'withheld'>, terminal: Pick<Terminal, 'warn'>): string {
  if (withheld.length === 0) return '';
  const shown = withheld.slice(0, MAX_LOSSES).map(({ dataset, id, type, by, detector, pointer, session }) => {
    const found = by === 'detector' ? `found by ${detector}` : `known from session ${session}`;
    return `  ${dataset} ${id}: ${type} at ${pointer || '/'}, ${found}; \`${COMMAND} why ${id}\` tells its log\n`;
  });
  const rest = withheld.length - shown.length;
  const more = rest > 0 ? `  and ${rest} more; audit/dropped.jsonl lists them\n` : '';
  return `${terminal.warn(`${count(withheld.length, 'row')} held back: a value still stands that must not be written`)}\n${shown.join('')}${more}  What is no personal data can be allowed under "privacy.dictionary" in goldpan.json, with mode "never".\n`;
}

/** The command as it was typed: before it is installed, it is run by its path. */
const COMMAND = process.argv[1]?.endsWith('cli.mjs') ? `node ${relative(process.cwd(), process.argv[1])}` : 'goldpan';

function parseCount(text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 0 || n > 64) throw new InvalidArgumentError('a whole number from 0 to 64');
  return n;
}

/** What came out, and what to do next. */
function summary(result: RunResult, terminal: Terminal): string {
  const out = relative(process.cwd(), result.out) || result.out;
  const redactions = Object.entries(result.redactions)
    .map(([type, n]) => `${type} ${n}`)
    .join(', ');
  const files = result.outputs.map((o): (string | number)[] => [
    relative(process.cwd(), o.path),
    o.rows,
    'rows',
    o.contract,
  ]);
  const warn =
    result.quarantined > 0
      ? `${terminal.yellow(`${result.quarantined} rows were kept back by the leak gate or their contract; see ${out}/audit/dropped.jsonl`)}\n\n`
      : '';
  return `${terminal.bold(`${result.sessions} sessions, ${result.examples} examples, ${result.pairs} preference pairs`)}\n
${stageTable(result.stages)}\n
Redacted: ${redactions || 'nothing found'}\n
${files.length > 0 ? table(files) : 'No rows were written.'}\n
${warn}Next: look at ${out}/README.md, check with ${terminal.green(`${COMMAND} validate ${out}`)} and ${terminal.green(`${COMMAND} report ${out}`)}, ask ${terminal.green(`${COMMAND} why FILE:LINE`)} where a record went.\n`;
}
