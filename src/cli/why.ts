/** `goldpan why`: where a record went, and why. */
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { explain } from '../assess/why.ts';
import { printJson, type Terminal } from './output.ts';
import { openWorkspace } from './workspace.ts';

export function whyCommand(program: Command, _terminal: Terminal): void {
  program
    .command('why')
    .description('where a record went in the last run, and why')
    .argument('<where>', 'FILE:LINE or FILE of a log, or the id of an example or pair')
    .option('--config <file>', 'configuration; its folder is the workspace')
    .option('--json', 'one JSON object on stdout')
    .action(async (where: string, flags: { config?: string; json?: boolean }) => {
      // A log belongs to the workspace that it lies in, wherever the question is asked from.
      const file = /^(.*):\d+$/.exec(where)?.[1];
      const { workspace } = openWorkspace(flags.config, file ? dirname(resolve(file)) : undefined);
      const answer = await explain(workspace, where, process.cwd());
      if (flags.json) printJson(answer);
      else process.stdout.write(`${answer.lines.join('\n')}\n`);
    });
}
