/** Loaded by VS Code in its extension host: runs mocha over the suites and rejects when one fails. */
import { format } from 'node:util';
import Mocha from 'mocha';

export function run(): Promise<void> {
  // The editor prints much of its own; marked lines are ours (see test/support/vscode/launcher.ts).
  const mark = process.env.GOLDPAN_REPORT_MARK ?? '';
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log(mark + format(...args));
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: 'spec', color: process.env.NO_COLOR === undefined });
  if (process.env.GOLDPAN_GREP) mocha.grep(process.env.GOLDPAN_GREP);
  mocha.suite.emit('pre-require', globalThis, 'host', mocha);
  return new Promise((resolve, reject) => {
    // Loaded only now: a suite calls describe() while it loads.
    import('goldpan:host-suites').then(() => {
      const runner = mocha.run((failures) => {
        if (failures > 0) reject(new Error(`${failures} host tests failed`));
        else if (runner.stats?.passes === 0) reject(new Error('no host test ran'));
        else resolve();
      });
    }, reject);
  });
}
