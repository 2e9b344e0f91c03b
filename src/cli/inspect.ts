/** `goldpan inspect`: what is in the logs. Writes nothing. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { inspect } from '../ingest/inspect.ts';
import { readersOf } from '../ingest/readers-of.ts';
import { findSources } from '../ingest/sources.ts';
import { plain, printJson, type Terminal, table } from './output.ts';
import { openWorkspace } from './workspace.ts';

export function inspectCommand(program: Command, terminal: Terminal): void {
  program
    .command('inspect')
    .description('format, sessions, events by kind and skipped records; writes nothing')
    .argument('<path...>', 'log files and folders')
    .option('--config <file>', 'configuration with mappings and transcript labels')
    .option('--json', 'one JSON object on stdout')
    .action(async (paths: string[], flags: { config?: string; json?: boolean }) => {
      const { sources, ownOutputs, skipped } = findSources(
        paths.map((p) => resolve(p)),
        process.cwd(),
      );
      const { config } = openWorkspace(flags.config);
      const report = await inspect(sources, { readers: readersOf(config), skipped });
      if (flags.json) {
        printJson(report);
        return;
      }
      const branched = report.files.some((f) => f.branches);
      const sum = (events: object) => Object.values(events).reduce((a: number, b: number) => a + b, 0);
      const head = ['file', 'format', 'sessions', 'events', ...(branched ? ['on branches'] : []), 'skipped'];
      const rows: (string | number)[][] = [head];
      for (const f of report.files) {
        rows.push([
          f.entry ? `${f.path} › ${f.entry}` : f.path,
          f.format ?? 'unknown',
          f.sessions,
          sum(f.events),
          ...(branched ? [sum(f.branches?.events ?? {})] : []),
          f.skipped.length,
        ]);
      }
      process.stdout.write(`${table(rows)}\n`);
      for (const f of report.files) {
        // Enough to see what is wrong with a file; --json has all.
        for (const s of f.skipped.slice(0, 5)) {
          const line = s.line > 0 ? `:${s.line}` : '';
          process.stdout.write(terminal.dim(`${plain(`${f.path}${line}  ${s.reason}`)}\n`));
        }
        for (const { name, keys, line, count } of f.unknown_parts ?? [])
          process.stdout.write(
            terminal.dim(
              `${plain(`${f.path}:${line}  unknown part ${name}${keys ? ` (${keys})` : ''}, ${count} in all: its content is lost`)}\n`,
            ),
          );
        const inherited = Object.values(f.inherited ?? {}).reduce((a, b) => a + b, 0);
        if (inherited > 0)
          process.stdout.write(
            terminal.dim(
              `${plain(`${f.path}  ${inherited} more events are the beginning of the session that it was forked from`)}\n`,
            ),
          );
        if (f.skipped.length > 5) process.stdout.write(terminal.dim(`${f.path}  and ${f.skipped.length - 5} more\n`));
      }
      for (const own of ownOutputs)
        process.stdout.write(terminal.dim(`${own}  left out: a dataset that Goldpan wrote\n`));
    });
}
