/** `goldpan validate`: every row against its contract. */
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { formatFindings, type ReportFormat } from '../datasets/findings.ts';
import { validatePaths } from '../datasets/validate.ts';
import type { Terminal } from './output.ts';

export function validateCommand(program: Command, _terminal: Terminal): void {
  program
    .command('validate')
    .description('every row of a dataset against its contract')
    .argument('<path...>', 'dataset folders or JSONL files')
    .addOption(
      new Option('--format <name>', 'how findings are printed')
        .choices(['text', 'json', 'github', 'sarif'])
        .default('text'),
    )
    .action(async (paths: string[], flags: { format: ReportFormat }) => {
      const report = await validatePaths(
        paths.map((p) => resolve(p)),
        process.cwd(),
      );
      process.stdout.write(`${formatFindings(report, flags.format)}\n`);
      if (report.findings.length > 0) process.exitCode = 1;
    });
}
