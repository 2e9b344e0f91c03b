/** `goldpan erase`: the right to erasure. */
import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { type Erased, erase } from '../assess/erase/erase.ts';
import { placeText } from '../assess/erase/search.ts';
import { count, printJson, type Terminal } from './output.ts';
import { openWorkspace, requireKey } from './workspace.ts';

export function eraseCommand(program: Command, terminal: Terminal): void {
  program
    .command('erase')
    .description('takes a person out of datasets, and keeps them out of the next run')
    .argument('<dataset...>', 'dataset folders')
    .requiredOption('--subject <value>', 'e-mail address, user id, phone number, full name …; - reads it from stdin')
    .option('--parts', 'take out rows that hold only a part of it, too: one word of the name, the name in the mailbox')
    .option('--config <file>', 'configuration; its folder is the workspace')
    .option('--json', 'one JSON object on stdout')
    .action(async (datasets: string[], flags: Flags) => {
      const { workspace } = openWorkspace(flags.config, datasets[0] ? resolve(datasets[0]) : undefined);
      const key = requireKey(workspace, 'without it nobody can be found in a dataset');
      const result = await erase({
        workspace,
        key,
        subject: flags.subject === '-' ? await readStdin() : flags.subject,
        datasets,
        parts: flags.parts === true,
        at: new Date().toISOString(),
      });
      if (flags.json) printJson(result);
      else process.stdout.write(erasedText(result, terminal));
      if (!foundAny(result)) process.exitCode = 1;
    });
}

interface Flags {
  subject: string;
  parts?: boolean;
  config?: string;
  json?: boolean;
}

/** Rows that are named one by one; --json names all. */
const SHOWN = 10;

const foundAny = ({ sessions, datasets }: Erased): boolean => sessions > 0 || datasets.some(({ rows }) => rows > 0);

/** What was found, what was done about it, and what nobody can promise. Never the identifier. */
function erasedText(result: Erased, terminal: Terminal): string {
  const { sessions, byAudit, datasets } = result;
  const lines = datasets.map(
    ({ folder, rows, left }) => `${shown(folder)}: ${count(rows, 'row')} taken out, ${left} left`,
  );
  lines.push(
    foundAny(result)
      ? `${terminal.bold(`Found in ${count(sessions, 'session')}`)}: ${byAudit} by the audit trail, ${sessions - byAudit} by the text of rows and examples alone.`
      : `${terminal.bold('Nothing found')} under this identifier, neither by the audit trail nor in the text of any row. Try another: e-mail address, user id, phone number, full name.`,
  );
  const still = datasets.flatMap(({ folder, still: rows }) => rows.map((row) => placeText(shown(folder), row)));
  const parts = datasets.flatMap(({ folder, parts: rows }) => rows.map((row) => placeText(shown(folder), row)));
  const left = datasets.reduce((n, one) => n + one.left, 0);
  if (still.length > 0)
    lines.push(`${terminal.yellow('Still there')}, because the folder changed meanwhile; erase again: ${some(still)}.`);
  else if (left > 0)
    lines.push(
      `${left === 1 ? 'The row that is' : `All ${left} rows that are`} left were read after that, with escapes, percent signs, entities and base64 taken off: none holds the identifier${parts.length > 0 ? ' whole' : ', nor a part of it'}.`,
    );
  if (parts.length > 0)
    lines.push(
      `${terminal.yellow(`${count(parts.length, 'row')} left hold${parts.length === 1 ? 's' : ''} a part of it`)} (one word of a name, or the name in a mailbox), which may be someone else's: ${some(parts)}. Read them; --parts takes them out.`,
    );
  lines.push(
    'A tombstone in .goldpan/tombstones.jsonl keeps sessions out of the next run in which redaction finds this identifier; erase again after it, to be sure.',
    'No promise covers nicknames, misspellings, descriptions, and identifiers that nothing links to this one. The logs, and copies made elsewhere, are yours to fix.',
  );
  return `${lines.join('\n')}\n`;
}

const shown = (folder: string): string => relative(process.cwd(), folder) || folder;
const some = (places: readonly string[]): string =>
  places.length > SHOWN
    ? `${places.slice(0, SHOWN).join(', ')} and ${places.length - SHOWN} more (--json)`
    : places.join(', ');

/** The whole of standard input without the white space at its ends. */
async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8').trim();
}
