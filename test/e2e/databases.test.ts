/** A database in goldpan.json: asked about once, and never read without a yes. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openCase } from '../support/vscode/cases.ts';
import { copySamples } from '../support/vscode/shell.ts';

const at = openCase({
  fill: async (folder) => {
    const workspace = await copySamples(join(folder, 'samples'));
    const file = join(workspace, 'goldpan.json');
    const config = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    // Nothing listens there: a run that asked it would fail.
    config.databases = [{ name: 'prod', url: 'postgresql://reader@127.0.0.1:9/chats' }];
    config.output = 'goldpan-out';
    await writeFile(file, JSON.stringify(config));
    return workspace;
  },
});

it('runs without it when one says so', async () => {
  const { code, workspace } = at;
  await code.command('Goldpan: Run Pipeline');
  const question = await code.notification(/names a database: prod \(127\.0\.0\.1:9\/chats\)/, 60_000);
  await code.screenshot('database-question');
  expect(existsSync(join(workspace, 'goldpan-out'))).toBe(false);
  await question.getByRole('button', { name: 'Run Without It' }).click();
  await code.notification(/sessions → \d+ rows/, 60_000);
  expect(existsSync(join(workspace, 'goldpan-out', 'goldpan.manifest.json'))).toBe(true);
});

it('reads it when one says yes, tells why it cannot, and does not ask again', async () => {
  const { code } = at;
  for (const asks of [true, false]) {
    await code.clearNotifications();
    await code.command('Goldpan: Run Pipeline');
    if (asks) {
      const question = await code.notification(/names a database/, 60_000);
      await question.getByRole('button', { name: 'Read Database' }).click();
    }
    // The error of the run, and no question.
    await code.notification(/^(?!.*names a database).*(?:127\.0\.0\.1|prod)/s, 60_000);
  }
});
