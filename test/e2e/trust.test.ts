/** A workspace that nobody trusts: logs can be looked at, and nothing is written. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openCase } from '../support/vscode/cases.ts';
import { copySamples } from '../support/vscode/shell.ts';

const at = openCase({
  workspaceTrust: true,
  fill: async (folder) => {
    const workspace = await copySamples(join(folder, 'samples'));
    const file = join(workspace, 'goldpan.json');
    const config = JSON.parse(await readFile(file, 'utf8')) as { privacy: Record<string, unknown> };
    config.privacy.nerModel = './model';
    await writeFile(file, JSON.stringify(config));
    return workspace;
  },
});

it('is restricted', async () => {
  const { code } = at;
  await code.statusBar('Restricted Mode').waitFor({ timeout: 60_000 });
  await code.view('Goldpan');
  const item = code.statusBar('Goldpan: restricted');
  await item.waitFor();
  expect(await item.locator('[aria-label]').first().getAttribute('aria-label')).toMatch(/privacy\.nerModel/);
});

it('lists and previews logs', async () => {
  const { code } = at;
  await code.view('Goldpan');
  await code.row('returns-agent.json').waitFor();
  await code.page.getByText('Goldpan writes nothing in an untrusted workspace.').waitFor();
  await code.openFile('chat-completions.jsonl');
  await code.command('Goldpan: Preview Redactions');
  await code.page.locator('.monaco-diff-editor .view-line', { hasText: 'PERSON_1' }).first().waitFor();
  await code.screenshot('untrusted');
});

it('offers no command that writes', async () => {
  const offered = await at.code.offered('Goldpan:');
  expect(offered).toContain('Goldpan: Preview Redactions');
  for (const title of ['Run Pipeline', 'Add to Dictionary', 'Never Redact', 'Create goldpan.json']) {
    expect(offered).not.toContain(`Goldpan: ${title}`);
  }
});

it('wrote nothing', () => {
  expect(existsSync(join(at.workspace, '.goldpan'))).toBe(false);
  expect(existsSync(join(at.folder, 'out'))).toBe(false);
});
