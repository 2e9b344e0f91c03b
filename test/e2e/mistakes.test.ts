/** A mistake in goldpan.json is told where one looks, with the way to its fix. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'vitest';
import { openCase } from '../support/vscode/cases.ts';
import { copySamples } from '../support/vscode/shell.ts';

let good: string;
const at = openCase({
  fill: async (folder) => {
    const workspace = await copySamples(join(folder, 'samples'));
    const file = join(workspace, 'goldpan.json');
    good = await readFile(file, 'utf8');
    await writeFile(file, '{ "privacy": { "policy": "lax" } }');
    return workspace;
  },
});

it('says what is wrong in the view, opens the file, and recovers', async () => {
  const { code, workspace } = at;
  await code.view('Goldpan');
  const mistake = code.row(/goldpan\.json has 1 mistake/).first();
  await mistake.waitFor();
  await code.screenshot('mistake');
  await mistake.click();
  await code.tab('goldpan.json').waitFor();
  await writeFile(join(workspace, 'goldpan.json'), good);
  await code.row('returns-agent.json').waitFor();
});
