#!/usr/bin/env node
/** The `goldpan` command. Exit: 0 fine, 1 violations found or nobody to erase, 2 usage or configuration, 3 failure, 130 cancelled. */
import { Command, CommanderError } from 'commander';
import { eraseCommand } from './cli/erase.ts';
import { inspectCommand } from './cli/inspect.ts';
import { modelCommand } from './cli/model.ts';
import { Terminal } from './cli/output.ts';
import { redactCommand } from './cli/redact.ts';
import { reportCommand } from './cli/report.ts';
import { reviewCommand } from './cli/review.ts';
import { runCommand } from './cli/run.ts';
import { validateCommand } from './cli/validate.ts';
import { whyCommand } from './cli/why.ts';
import { bugText } from './kit/bug.ts';
import { Cancelled, UserError } from './kit/errors.ts';
import { asUserError } from './kit/os-error.ts';
import { VERSION } from './kit/version.ts';

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
for (const register of [
  runCommand,
  inspectCommand,
  redactCommand,
  validateCommand,
  reportCommand,
  reviewCommand,
  whyCommand,
  eraseCommand,
  modelCommand,
])
  register(program, terminal);

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
