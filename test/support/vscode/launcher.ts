#!/usr/bin/env node
/**
 * Takes the arguments that `runTests` of @vscode/test-electron gives to a VS Code executable, and does what the desktop
 * would do, with the server and a browser: open the workspace, load the extension, run the tests, end with their code.
 * Without `--extensionTestsPath` it shows the window and stays until it is closed.
 */
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format } from 'node:util';
import { resultsRoot } from './locations.ts';
import { openSession } from './session.ts';
import { HarnessError } from './shell.ts';

/** Begins the lines that the test reporter prints. */
const MARK = 'goldpan-report:';

/** A run takes seconds; this only keeps a hung editor from holding a CI machine. */
const MINUTES = Number(process.env.GOLDPAN_TEST_MINUTES ?? 10);

async function main(argv: readonly string[]): Promise<number> {
  const option = (name: string) => argv.find((a) => a.startsWith(`--${name}=`))?.slice(name.length + 3);
  const workspace = argv.find((a) => !a.startsWith('-'));
  const tests = option('extensionTestsPath');
  const logFile = join(resultsRoot, 'logs', `editor-${process.pid}.log`);
  mkdirSync(dirname(logFile), { recursive: true });
  const session = await openSession({
    workspace,
    extensionDevelopmentPath: option('extensionDevelopmentPath'),
    extensionTestsPath: tests,
    // `runTests` always adds --disable-workspace-trust; this one wins.
    workspaceTrust: argv.includes('--goldpan-workspace-trust'),
    env: { GOLDPAN_REPORT_MARK: MARK, GOLDPAN_MODELS: '/nowhere' },
    onLog: printer(logFile),
  });
  const giveUp = () => {
    console.error(`HarnessError: the tests did not end within ${MINUTES} minutes`);
    void session.close().then(() => process.exit(3));
  };
  const stop = () => void session.close().then(() => process.exit(130));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const watchdog = tests && setTimeout(giveUp, MINUTES * 60_000);
  try {
    const code = await session.exit;
    if (code !== 0) console.error(`What the editor printed: ${logFile}`);
    return code;
  } finally {
    if (watchdog) clearTimeout(watchdog);
    await session.close();
  }
}

/**
 * The reporter marks its lines and they come through; what the editor prints besides (complaints about its missing
 * marketplace and native logger among it) goes to the log file.
 */
function printer(logFile: string): (type: string, args: readonly unknown[]) => void {
  const log = createWriteStream(logFile);
  return (type, args) => {
    const line = format(...args);
    if (line.startsWith(MARK)) process.stdout.write(`${line.slice(MARK.length)}\n`);
    else log.write(`${type} ${line}\n`);
  };
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof HarnessError ? `${error.name}: ${error.message}` : error);
    process.exit(3);
  },
);
