/** What a user does in the studio, from the first look to the source line of an exported row. */
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../support/vscode/locations.ts';
import { copySamples } from '../support/vscode/shell.ts';
import { Workbench } from '../support/vscode/workbench.ts';
import { StudioPage } from './pages/studio.ts';

let folder: string;
let workspace: string;
let code: Workbench;
let studio: StudioPage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goldpan-journey-'));
  workspace = await copySamples(join(folder, 'samples'));
  code = await Workbench.open({ workspace, extensionDevelopmentPath: projectRoot });
  studio = await StudioPage.open(code);
  await studio.frame.getByRole('button', { name: 'Run Pipeline' }).click();
  await studio.frame.locator('[data-exported]').waitFor({ timeout: 60_000 });
  await studio.settled();
});
afterAll(async () => {
  await code?.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await code.screenshot(`journey-failed-${task.name.replace(/\W+/g, '-')}`);
});

const out = (): string => {
  const { output } = JSON.parse(readFileSync(join(workspace, 'goldpan.json'), 'utf8')) as { output: string };
  return join(workspace, output);
};

/** Every line of a dataset kind. */
async function rows(kind: 'sft' | 'dpo'): Promise<string[]> {
  const files = ['train', 'validation', 'test'].map((s) =>
    readFile(join(out(), kind, `${s}.jsonl`), 'utf8').catch(() => ''),
  );
  return (await Promise.all(files)).flatMap((text) => text.split('\n').filter(Boolean));
}

const decisions = async (): Promise<{ id: string; decision: string; text?: string }[]> =>
  (await readFile(join(workspace, '.goldpan', 'decisions.jsonl'), 'utf8'))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { id: string; decision: string; text?: string });

it('tells why a word is hidden, and shows it raw on demand', async () => {
  await studio.select(/boots never came/);
  await studio.timeline.locator('mark[data-type="EMAIL"]').first().hover();
  const card = studio.frame.locator('.card:not(.away)');
  await card.filter({ hasText: /Found by.*Subject.*Confidence/s }).waitFor();
  const redacted = await studio.timeline.textContent();
  expect(redacted).toContain('[EMAIL_');
  expect(redacted).not.toContain('@');
  await studio.frame.getByRole('button', { name: 'Raw' }).click();
  await studio.timeline.filter({ hasText: '@' }).waitFor();
  await studio.frame.getByRole('button', { name: 'Redacted' }).click();
  await studio.timeline.filter({ hasText: '[EMAIL_' }).waitFor();
});

it('shows the row byte for byte as it was written', async () => {
  await studio.tab('Row');
  await studio.row.waitFor();
  expect(await rows('sft')).toContain(await studio.row.textContent());
  await studio.frame.getByText('The last one wrote the same bytes.').waitFor();
  await studio.tab('Timeline');
});

it('hides a missed word everywhere', async () => {
  await studio.select('light rain jacket');
  await studio.markMissed('light rain jacket', 'CUSTOM');
  await studio.says(/Hidden from now on/);
  await studio.timeline.filter({ hasText: '[CUSTOM_' }).waitFor();
  for (const place of [studio.timeline, studio.title, studio.list]) {
    expect(await place.textContent()).not.toContain('light rain jacket');
  }
  await studio.tab('Row');
  await studio.row.waitFor();
  expect(await studio.row.textContent()).not.toContain('light rain jacket');
  await studio.tab('Timeline');
});

it('accepts, rejects and undoes by key, but not while typing', async () => {
  await studio.rows.first().click();
  await studio.settled();
  await studio.press('a');
  await studio.says(/Accepted.*1 of 18 decided/);
  expect(await studio.progress.textContent()).toBe('1 of 18 decided');
  await studio.press('x');
  await studio.says(/Rejected.*2 of 18 decided/);
  await studio.press('u');
  await studio.says(/Undone: rejected/);
  await studio.press('j');
  await studio.says(/3 of 18/);
  await studio.press('k');
  await studio.says(/2 of 18/);
  await studio.frame.getByRole('textbox', { name: 'Search in messages' }).click();
  await studio.code.page.keyboard.type('axe');
  await studio.frame.getByText('Nothing matches').waitFor();
  expect((await decisions()).map((d) => d.decision)).toEqual(['accept', 'reject', 'clear']);
  await studio.search('');
  await studio.rows.nth(5).waitFor();
});

it('edits an answer, which is redacted before it is stored', async () => {
  await studio.select(/boots never came/);
  await studio.press('e');
  const area = studio.frame.getByRole('textbox', { name: 'Edited answer' });
  await area.fill('It is on its way. Write to ines.vogel@example.org if it does not come.');
  await studio.frame.getByRole('button', { name: 'Save Answer' }).click();
  await studio.says(/Answer edited\. Identifiers in it were hidden/);
  const answer = studio.timeline.locator('[data-role="assistant"]').filter({ hasText: 'It is on its way' });
  await answer.filter({ hasText: /\[EMAIL_\d+\]/ }).waitFor();
  const stored = (await decisions()).at(-1);
  expect(stored?.decision).toBe('edit');
  expect(stored?.text).not.toContain('ines.vogel');
});

it('rejects one pair and swaps another', async () => {
  await studio.view('Pairs');
  // By name, since ids and with them the order are the workspace's own. Rejecting one selects the next.
  await studio.select('Can I return sandals');
  await studio.side('chosen').waitFor();
  await studio.press('x');
  await studio.says(/Rejected.*1 of 5 decided/);
  await studio.select('How do I reset the PIN');
  const before = await studio.side('chosen').locator('.text').first().textContent();
  await studio.press('s');
  await studio.says('Sides swapped.');
  await studio
    .side('rejected')
    .filter({ hasText: before ?? '' })
    .waitFor();
});

it('exports what was decided: the preview equals the written line', async () => {
  await studio.settled();
  const swapped = await studio.selected.textContent();
  await studio.tab('Row');
  await studio.settled();
  const promised = await studio.row.textContent();
  await studio.export();
  const [sft, dpo] = [await rows('sft'), await rows('dpo')];
  expect(dpo).toContain(promised);
  expect(dpo).toHaveLength(4);
  const all = [...sft, ...dpo].join('\n');
  expect(all).not.toContain('light rain jacket');
  expect(all).not.toContain('ines.vogel');
  expect(all).toContain('It is on its way. Write to [EMAIL_');
  // Nothing is lost by an export: the rejected pair is still there to be taken back.
  expect(await studio.rows.count()).toBe(5);
  expect(await studio.selected.textContent()).toBe(swapped);
});

it('validates, and goes from the written row to the line of the log', async () => {
  await code.command('Goldpan: Validate Dataset');
  await code.notification(/no violations/);
  await studio.view('Trajectories');
  await studio.select(/boots never came/);
  await studio.tab('Row');
  await studio.frame.getByRole('button', { name: /^Open sft/ }).click();
  await code.tab(/train\.jsonl|validation\.jsonl/).waitFor();
  await code.command('Goldpan: Show Source Log');
  await code.pick(/2026-03-02\.jsonl:6/);
  await code.tab('2026-03-02.jsonl').waitFor();
});

it('comes back where it was', async () => {
  await code.command('Goldpan: Open Studio');
  await studio.settled();
  await studio.selected.filter({ hasText: /boots never came/ }).waitFor();
});

it('goes from an answer to its own line of the log', async () => {
  const answers = studio.timeline.locator('[data-role="assistant"]');
  await studio.tab('Timeline');
  await answers.first().getByRole('button', { name: 'Show source' }).click();
  await code.statusBar(/^Ln 6,/).waitFor();
});

it('survives a reload of the window', async () => {
  await code.command('Goldpan: Open Studio');
  await studio.settled();
  await code.reload();
  await code.tab('Goldpan Studio').click();
  await studio.title.filter({ hasText: /boots never came/ }).waitFor({ timeout: 60_000 });
  expect(await studio.progress.textContent()).toBe('1 of 18 decided');
});

it('lists the keys', async () => {
  await studio.title.click();
  await studio.press('?');
  await studio.frame.getByRole('dialog', { name: 'Keys' }).getByText('Undo the last decision').waitFor();
  await studio.press('Escape');
  await studio.frame.getByRole('dialog').waitFor({ state: 'detached' });
});

it('broke no content security policy', () => studio.noViolations());
