/** Gold labels as a person makes them: by key and by mouse, in the wide and in the narrow studio, and measured by the command. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
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
  folder = await mkdtemp(join(tmpdir(), 'goldpan-gold-'));
  workspace = await copySamples(join(folder, 'samples'));
  code = await Workbench.open({ workspace, extensionDevelopmentPath: projectRoot });
  await code.resize(1600, 1000);
  studio = await StudioPage.open(code);
  await studio.frame.getByRole('button', { name: 'Run Pipeline' }).click();
  await studio.frame.locator('[data-exported]').waitFor({ timeout: 60_000 });
  await studio.frame.getByRole('button', { name: 'Dismiss' }).click();
  await studio.settled();
  await code.command('View: Close Primary Side Bar');
});
afterAll(async () => {
  await code?.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await code.screenshot(`failed-gold-${task.name.replace(/\W+/g, '-')}`);
});

interface Line {
  labels?: Record<string, unknown>;
  note?: string;
}
const text = (): Promise<string> => readFile(join(workspace, '.goldpan', 'gold.jsonl'), 'utf8');
const lines = async (): Promise<Line[]> =>
  (await text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
const section = (): Locator => studio.frame.locator('details.gold');

async function choose(field: string, value: string): Promise<void> {
  const list = section().getByRole('combobox', { name: field, exact: true });
  await list.click();
  await list.getByRole('option', { name: value, exact: true }).click();
  await studio.says(/Labelled: .* is /);
}

async function look(name: string): Promise<void> {
  await code.page.mouse.move(1, 1);
  await code.screenshot(`gold-${name}`);
  expect(await studio.serious()).toEqual([]);
  expect(await studio.overflows()).toEqual([]);
}

it('marks by key, and unfolds the section with what the automation says', async () => {
  await studio.select(/boots never came/);
  await look('folded');
  await studio.press('g');
  await studio.says('In the gold set.');
  await section().locator('.gold-body').waitFor();
  await section().getByRole('combobox', { name: 'Kind', exact: true }).filter({ hasText: '(automatic)' }).waitFor();
  await studio.selected.locator('.gold-mark').waitFor();
  await studio.frame.locator('.gold-count').filter({ hasText: '1 gold' }).waitFor();
  expect((await lines()).map((line) => line.labels)).toEqual([{}]);
});

it('takes labels, and takes them back one by one', async () => {
  await choose('Outcome', 'failure');
  await choose('Begins', 'too early');
  expect((await lines()).at(-1)?.labels).toEqual({ outcome: 'failure', begins: 'early' });
  await section().getByRole('combobox', { name: 'Outcome', exact: true }).press('Escape');
  await studio.timeline.focus();
  await studio.press('u');
  await studio.says('Undone: the last gold label.');
  await section().getByRole('combobox', { name: 'Begins', exact: true }).filter({ hasText: 'not labelled' }).waitFor();
  await choose('Begins', 'in the right place');
});

it('notes what redaction missed by the words that are selected, and keeps only where they stand', async () => {
  await studio.selectText('boots');
  const words = section().getByRole('textbox', { name: /Missed words/ });
  await expect.poll(() => words.inputValue()).toBe('boots');
  await section().getByRole('button', { name: 'Note', exact: true }).click();
  await studio.says(/Noted: missed in \d+ place/);
  await section().locator('li').filter({ hasText: 'boots' }).first().waitFor();
  expect(await text()).not.toContain('boots');
  await section()
    .getByRole('checkbox', { name: /^Read to the end/ })
    .click();
  await studio.says('Read for redaction.');
});

it('redacts a note before it is stored, and shows the redacted one', async () => {
  const note = section().getByRole('textbox', { name: 'Note' });
  await note.fill('ask ines.vogel@example.org');
  await section().getByRole('button', { name: 'Save Note' }).click();
  await studio.says(/Noted\. Identifiers in it were hidden/);
  await expect.poll(() => note.inputValue()).toMatch(/^ask \[EMAIL_\d+\]$/);
  expect(await text()).not.toContain('ines.vogel');
});

it('labels the better side of a pair', async () => {
  await studio.view('Pairs');
  await studio.select('Can I return sandals');
  await studio.frame.locator('.gold-better').getByRole('button', { name: 'tie' }).click();
  await studio.says('Labelled: better is tie.');
  expect((await lines()).at(-1)?.labels).toEqual({ better: 'tie' });
  await look('pair');
  await studio.view('Trajectories');
});

it('filters the list by the gold set', async () => {
  await studio.frame.getByRole('button', { name: 'Filters' }).click();
  await studio.frame.getByRole('checkbox', { name: /^labelled/ }).click();
  await studio.frame.getByText('1 of 18 trajectories').waitFor();
  await look('filter');
  await studio.frame.getByRole('button', { name: 'Clear' }).click();
  await studio.frame.getByRole('button', { name: 'Filters' }).click();
  await studio.select(/boots never came/);
});

it.each([
  ['dark', 1600, 1000],
  ['light', 1600, 1000],
  ['hc-dark', 1600, 1000],
  ['light', 600, 900],
  ['dark', 600, 900],
  ['light', 2560, 1440],
] as const)('fits: %s, %i × %i', async (theme, width, height) => {
  await code.theme(theme);
  await code.resize(width, height);
  const isNarrow = width < 1080;
  if (isNarrow) await studio.tab('About');
  await section().locator('.gold-body').waitFor();
  await look(`${theme}-${width}`);
  if (!isNarrow) return;
  await studio.tab('Timeline');
  await studio.view('Pairs');
  await studio.rows.first().click();
  await studio.frame.locator('.gold-better').waitFor();
  await look(`pair-${theme}-${width}`);
  await studio.view('Trajectories');
  await studio.select(/boots never came/);
});

it('fits between those widths, with all actions of a pair in the footer', async () => {
  await studio.view('Pairs');
  await code.resize(1600, 900);
  await studio.rows.first().click();
  await studio.frame.locator('.gold-better').waitFor();
  for (const width of [1300, 1140, 1060, 1000, 940, 860, 815, 760, 720, 660, 620]) {
    await code.resize(width, 900);
    expect([width, await studio.overflows()]).toEqual([width, []]);
  }
  await code.screenshot('gold-pair-620');
  await code.resize(1600, 1000);
  await studio.view('Trajectories');
});

it('is measured by the command', async () => {
  const cli = join(projectRoot, 'dist', 'cli.mjs');
  const out = execFileSync(process.execPath, [cli, 'gold', '--json'], { cwd: workspace, encoding: 'utf8' });
  const report = JSON.parse(out) as { examples: number; pairs: number; redaction: { all: { missed: number } } };
  expect(report).toMatchObject({ examples: 1, pairs: 1 });
  expect(report.redaction.all.missed).toBeGreaterThan(0);
  studio.noViolations();
});
