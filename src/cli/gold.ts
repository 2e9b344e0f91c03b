/** `goldpan gold`: how well the automation does by the labels that people gave in the studio. */
import type { Command } from 'commander';
import { measure } from '../assess/gold/measure.ts';
import { openGold } from '../assess/gold/open.ts';
import { goldText } from './gold-text.ts';
import { printJson, type Terminal } from './output.ts';
import { openWorkspace, requireKey } from './workspace.ts';

export function goldCommand(program: Command, terminal: Terminal): void {
  program
    .command('gold')
    .description(
      'measure segments, redaction, tags, outcomes, quality and pairs against the labels in .goldpan/gold.jsonl',
    )
    .argument('[dataset]', 'folder of the dataset that is meant: that of the last run')
    .option('--config <file>', 'configuration; its folder is the workspace')
    .option('--json', 'one JSON object on stdout')
    .action((dataset: string | undefined, flags: { config?: string; json?: boolean }) => {
      const { workspace, config } = openWorkspace(flags.config);
      const key = () => requireKey(workspace, 'gold labels name examples by ids that only their key makes');
      const open = openGold(workspace, { config, key, dataset });
      try {
        const report = measure(open);
        if (flags.json) printJson(report);
        else process.stdout.write(goldText(report, terminal));
      } finally {
        open.close();
      }
    });
}
