/** `goldpan erase`: the right to erasure. */
import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { erase } from '../assess/erase/erase.ts';
import { count, printJson, type Terminal } from './output.ts';
import { openWorkspace, requireKey } from './workspace.ts';

export function eraseCommand(program: Command, terminal: Terminal): void {
  program
    .command('erase')
    .description('takes a person out of datasets, and keeps them out of the next run')
    .argument('<dataset...>', 'dataset folders')
    .requiredOption('--subject <value>', 'e-mail address, user id, phone number, full name …; - reads it from stdin')
    .option('--config <file>', 'configuration; its folder is the workspace')
    .option('--json', 'one JSON object on stdout')
    .action(async (datasets: string[], flags: { subject: string; config?: string; json?: boolean }) => {
      const { workspace } = openWorkspace(flags.config, datasets[0] ? resolve(datasets[0]) : undefined);
      const key = requireKey(workspace, 'without it nobody can be found in a dataset');
      const result = await erase({
        workspace,
        key,
        subject: flags.subject === '-' ? await readStdin() : flags.subject,
        datasets,
        at: new Date().toISOString(),
      });
      if (flags.json) printJson(result);
      else {
        for (const { folder, rows, left } of result.datasets)
          process.stdout.write(
            `${relative(process.cwd(), folder) || folder}: ${count(rows, 'row')} taken out, ${left} left\n`,
          );
        process.stdout.write(
          result.sessions > 0
            ? `${terminal.bold(`Found in ${count(result.sessions, 'session')}.`)} The dataset folders hold no row of them any more; the logs, and copies made elsewhere, are yours to fix.\n`
            : `${terminal.bold('Nothing found')} in these datasets under this identifier. Try another: e-mail address, user id, phone number, full name.\n`,
        );
        process.stdout.write('A tombstone in .goldpan/tombstones.jsonl keeps the person out of the next run.\n');
      }
      if (result.sessions === 0) process.exitCode = 1;
    });
}

/** The whole of standard input without the white space at its ends. */
async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8').trim();
}
