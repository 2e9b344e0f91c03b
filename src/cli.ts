#!/usr/bin/env node
/** The `goldpan` command. Exit: 0 fine, 1 violations found or nobody to erase, 2 usage or configuration, 3 failure, 130 cancelled. */
import { Command, CommanderError } from 'commander';
import { Terminal } from './cli/output.ts';
import { bugText } from './kit/bug.ts';
import { Cancelled, UserError } from './kit/errors.ts';
import { inlineLess } from './kit/inlining.ts';
import { asUserError } from './kit/os-error.ts';
import { VERSION } from './kit/version.ts';

/** In the order of the help text. */
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command, terminal: Terminal) => void>>> = {
  run: async () => (await import('./cli/run.ts')).runCommand,
  inspect: async () => (await import('./cli/inspect.ts')).inspectCommand,
  find: async () => (await import('./cli/find.ts')).findCommand,
  redact: async () => (await import('./cli/redact.ts')).redactCommand,
  validate: async () => (await import('./cli/validate.ts')).validateCommand,
  report: async () => (await import('./cli/report.ts')).reportCommand,
  review: async () => (await import('./cli/review.ts')).reviewCommand,
  gold: async () => (await import('./cli/gold.ts')).goldCommand,
  why: async () => (await import('./cli/why.ts')).whyCommand,
  erase: async () => (await import('./cli/erase.ts')).eraseCommand,
  model: async () => (await import('./cli/model.ts')).modelCommand,
};

inlineLess();

// `goldpan inspect … | head` closes the pipe early: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const terminal = new Terminal();
const program = new Command('goldpan')
  .description('Turns logs of LLM apps and agents into redacted, curated SFT and DPO datasets.')
  .version(VERSION)
  .exitOverride()
  .showHelpAfterError('(goldpan --help lists the commands)');
// Only the command that is asked for is loaded: `inspect` does not wait for redaction. All are, when help is asked for.
const asked = process.argv.slice(2).find((argument) => !argument.startsWith('-'));
for (const [name, load] of Object.entries(COMMANDS))
  if (asked === undefined || asked === name || !Object.hasOwn(COMMANDS, asked)) (await load())(program, terminal);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

function report(thrown: unknown): number {
  const error = asUserError(thrown);
  terminal.clear();
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof Cancelled) {
    process.stderr.write('Cancelled. Nothing was written.\n');
    return 130;
  }
  if (error instanceof UserError) {
    process.stderr.write(`${terminal.red('error')} ${error.message}\n      ${error.fix}\n`);
    return error.exitCode;
  }
  process.stderr.write(
    `${terminal.red('bug')} ${bugText(error)}\n      Please report this; no log text is in the lines above.\n`,
  );
  return 3;
}
