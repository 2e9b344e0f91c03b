/** Logs of a size that the text editor refuses, and a run long enough to be stopped. */
import { existsSync } from 'node:fs';
import { mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openCase } from '../support/vscode/cases.ts';

const LINES = 40_000;
const FILLER = 'The delivery was late and the box was wet, so I would like to know what happens next. '.repeat(16);

/** About 60 MB: beyond the 50 MB at which VS Code stops to open text. */
const at = openCase({
  fill: async (folder) => {
    const workspace = join(folder, 'large');
    await mkdir(workspace);
    const file = await open(join(workspace, 'large.jsonl'), 'w');
    for (let from = 0; from < LINES; from += 1000) {
      const block = Array.from({ length: 1000 }, (_, i) =>
        JSON.stringify({
          messages: [
            { role: 'user', content: `Ticket ${from + i}: I am Margaret Holloway. ${FILLER}` },
            { role: 'assistant', content: `We are sorry about ticket ${from + i}, and send a new box today.` },
          ],
        }),
      );
      await file.write(`${block.join('\n')}\n`);
    }
    await file.close();
    return workspace;
  },
});

it('opens a log of 60 MB at any line', async () => {
  const { code } = at;
  await code.view('Goldpan');
  await code.row(/large\.jsonl.*40,000 sessions/).waitFor({ timeout: 60_000 });
  // As text it would be refused: a click opens the log viewer.
  await code.row(/large\.jsonl/).click();
  const viewer = code.webview();
  await viewer.getByText('40,000 lines').waitFor({ timeout: 60_000 });
  await viewer.getByLabel('Go to line').fill('39999');
  await viewer.getByLabel('Go to line').press('Enter');
  await viewer.getByRole('option', { name: /Ticket 39998/ }).waitFor();
  await viewer.getByRole('option', { selected: true }).getByText('39999', { exact: true }).waitFor();
  await code.page.keyboard.press('End');
  await viewer.getByRole('option', { name: /Ticket 39999/ }).waitFor();
  // However long the log, only what can be seen is on the page.
  expect(await viewer.getByRole('option').count()).toBeLessThan(150);
  await code.screenshot('log-viewer-large');
});

it('stops a run when one cancels, and leaves nothing half-written', async () => {
  const { code } = at;
  await code.command('Goldpan: Run Pipeline');
  const progress = await code.notification(/Redacting sessions \(\d/, 120_000);
  await code.screenshot('run-progress');
  await progress.getByRole('button', { name: 'Cancel' }).click();
  await code.notification('The run was cancelled.', 60_000);
  expect(existsSync(join(at.workspace, 'goldpan-out'))).toBe(false);
  expect((await readdir(at.workspace)).filter((n) => n.includes('goldpan-'))).toEqual([]);
  expect((await readdir(join(at.workspace, '.goldpan', 'local'))).sort()).toEqual(['.gitignore', 'key']);
});
