import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../support/vscode/locations.ts';
import { copySamples } from '../support/vscode/shell.ts';
import { Workbench } from '../support/vscode/workbench.ts';

let folder: string;
let code: Workbench;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goldpan-e2e-'));
  await copySamples(join(folder, 'samples'));
  code = await Workbench.open({ workspace: join(folder, 'samples'), extensionDevelopmentPath: projectRoot });
});
afterAll(async () => {
  await code?.close();
  await rm(folder, { recursive: true, force: true });
});

it('lists the logs', async () => {
  await code.page.getByRole('tab', { name: 'Goldpan' }).click();
  await code.row('chat-completions.jsonl').waitFor();
  await code.screenshot('logs-before');
});
it('runs', async () => {
  await code.command('Goldpan: Run Pipeline');
  await code.row('Last run').waitFor({ timeout: 60_000 });
  await code.screenshot('after-run');
  await code.row('chat-completions.jsonl').first().click();
  await code.screenshot('after-run-2');
});
it('previews', async () => {
  await code.command('Goldpan: Preview Redactions');
  await code.tab(/raw ↔ redacted/).waitFor();
  await code.page.locator('.diff-editor .line-delete, .char-delete').first().waitFor();
  await code.screenshot('preview');
});
it('views', async () => {
  await code.openFile('2026-03-02.jsonl');
  await code.command('Goldpan: Open in Log Viewer');
  await code.webview().getByRole('option').first().waitFor();
  await code.screenshot('log-viewer');
  expect(code.complaints).toEqual([]);
});
