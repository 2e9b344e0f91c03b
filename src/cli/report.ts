/** `goldpan report`: what a dataset holds, how it came about, and what may still be wrong with it. */
import { writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { reportPage } from '../assess/report/html/page.ts';
import { reportDataset } from '../assess/report/report.ts';
import { explained } from '../kit/os-error.ts';
import { printJson, type Terminal } from './output.ts';
import { reportText } from './report-text.ts';

export function reportCommand(program: Command, terminal: Terminal): void {
  program
    .command('report')
    .description('funnel, coverage, diversity, length bias and residual risk of a dataset')
    .argument('<dataset>', 'folder that goldpan run wrote')
    .option('--json', 'one JSON object on stdout')
    .option('--html <file>', 'also one page for the browser, with charts')
    .action(async (dataset: string, flags: { json?: boolean; html?: string }) => {
      const folder = resolve(dataset);
      const report = await reportDataset(folder);
      if (flags.html !== undefined) writePage(resolve(flags.html), reportPage(report, basename(folder)));
      if (flags.json) printJson(report);
      else process.stdout.write(reportText(report, terminal));
    });
}

const writePage = (file: string, page: string): void => explained(file, () => writeFileSync(file, page));
