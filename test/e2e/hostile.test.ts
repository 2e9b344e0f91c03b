/** Log text is data: markup, scripts, escape sequences and direction marks stay text wherever they are shown. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openCase } from '../support/vscode/cases.ts';

const HOSTILE =
  '<img src=x onerror="document.title=1"><script>document.title=2</script> \u001b[31mred \u202egnitcerid [a](command:goldpan.run)';
const row = {
  messages: [
    { role: 'user', content: `${HOSTILE} What does this text do in your views, please?` },
    { role: 'assistant', content: `It does nothing at all: ${HOSTILE}` },
  ],
};

interface Findings {
  violations: { id: string; impact: string; nodes: { html: string }[] }[];
}

const at = openCase({
  fill: async (folder) => {
    const workspace = join(folder, 'hostile');
    await mkdir(workspace);
    // The raw characters, as some loggers write them.
    const line = JSON.stringify(row).replaceAll('\\u001b', '\u001b');
    await writeFile(join(workspace, 'hostile.jsonl'), `${JSON.stringify(row)}\n${line}\n`);
    return workspace;
  },
});

it('stays text in the log viewer', async () => {
  const { code } = at;
  await code.view('Goldpan');
  await code.row('hostile.jsonl').waitFor();
  await code.openFile('hostile.jsonl');
  await code.command('Goldpan: Open in Log Viewer');
  const viewer = code.webview();
  await viewer.getByRole('option').nth(1).click();
  await viewer.locator('.detail').getByText('<script>').first().waitFor();
  expect(await viewer.locator('img, #viewer script').count()).toBe(0);
  expect(await viewer.locator('.detail').textContent()).toContain('⟨U+202E⟩');
  expect(await viewer.locator('.list').textContent()).not.toMatch(/[\u001b\u202e]/);
});

it('has no serious finding of axe in the log viewer', async () => {
  const handle = await at.code.webview().locator('body').elementHandle();
  const frame = await handle?.ownerFrame();
  if (!frame) throw new Error('the log viewer has no frame');
  await frame.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const { violations } = await frame.evaluate<Findings>('axe.run(document)');
  const serious = violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
  expect(serious.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
});

it('stays text in the preview, the tree and the messages', async () => {
  const { code } = at;
  await code.command('Goldpan: Preview Redactions');
  await code.page.locator('.monaco-diff-editor .view-line', { hasText: 'onerror' }).first().waitFor();
  await code.command('Goldpan: Run Pipeline');
  await code.row('Last run').waitFor({ timeout: 60_000 });
  await code.expand('hostile.jsonl');
  await code.hover(code.row(/L\d · unknown/).first(), '<img src=x');
  expect(await code.page.locator('.workbench-hover img[src="x"], .workbench-hover a[href^="command:"]').count()).toBe(
    0,
  );
  expect(await code.page.title()).not.toMatch(/^[12]$/);
  await code.screenshot('hostile');
});

it('broke no content security policy', () => {
  expect(at.code.violations).toEqual([]);
});
