/** Several folders in one window: each has its own logs, run and dataset. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openCase } from '../support/vscode/cases.ts';

const chat = (question: string) =>
  `${JSON.stringify({
    messages: [
      { role: 'user', content: `${question} Please answer in one sentence.` },
      { role: 'assistant', content: 'Here is the answer to your question, in one sentence.' },
    ],
  })}\n`;

const at = openCase({
  fill: async (folder) => {
    for (const name of ['north', 'south']) {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, `${name}.jsonl`), chat(`What grows in the ${name}?`));
    }
    const file = join(folder, 'both.code-workspace');
    await writeFile(file, JSON.stringify({ folders: [{ path: 'north' }, { path: 'south' }] }));
    return file;
  },
});

it('lists the logs by folder', async () => {
  const { code } = at;
  await code.view('Goldpan');
  await code.row('north.jsonl').waitFor();
  await code.row('south.jsonl').waitFor();
  await code.row(/^south1 log/).waitFor();
});

it('runs on the folder that one picks, and only there', async () => {
  const { code } = at;
  await code.command('Goldpan: Run Pipeline');
  await code.pick(/^south/);
  await code.notification(/1 session → 1 row/, 60_000);
  expect(existsSync(join(at.folder, 'south', 'goldpan-out', 'goldpan.manifest.json'))).toBe(true);
  expect(existsSync(join(at.folder, 'north', 'goldpan-out'))).toBe(false);
  expect(existsSync(join(at.folder, 'south', '.goldpan', 'local', 'key'))).toBe(true);
  expect(existsSync(join(at.folder, 'north', '.goldpan'))).toBe(false);
  await code.screenshot('two-folders');
});
