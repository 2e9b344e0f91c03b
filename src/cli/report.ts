/** `goldpan report`: what a dataset holds, how it came about, and what may still be wrong with it. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { reportDataset } from '../assess/report/report.ts';
import { printJson, type Terminal } from './output.ts';
import { reportText } from './report-text.ts';

export function reportCommand(program: Command, terminal: Terminal): void {
  program
    .command('report')
    .description('funnel, coverage, diversity, length bias and residual risk of a dataset')
    .argument('<dataset>', 'folder that goldpan run wrote')
    .option('--json', 'one JSON object on stdout')
    .action(async (dataset: string, flags: { json?: boolean }) => {
      const report = await reportDataset(resolve(dataset));
      if (flags.json) printJson(report);
      else process.stdout.write(reportText(report, terminal));
    });
}
