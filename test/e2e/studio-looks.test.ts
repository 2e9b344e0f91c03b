/** Every view in every theme and width: screenshots to look at, axe, no overflow, no violation of the content policy. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../support/vscode/locations.ts';
import { copySamples } from '../support/vscode/shell.ts';
import { THEMES, type ThemeName, Workbench } from '../support/vscode/workbench.ts';
import { StudioPage } from './pages/studio.ts';

let folder: string;
let code: Workbench;
let studio: StudioPage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goldpan-studio-'));
  const workspace = await copySamples(join(folder, 'samples'));
  code = await Workbench.open({
    workspace,
    extensionDevelopmentPath: projectRoot,
    settings: { 'workbench.sideBar.location': 'left' },
  });
  studio = await StudioPage.open(code);
  await code.command('View: Close Primary Side Bar');
});
afterAll(async () => {
  await code?.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await code.screenshot(`studio-failed-${task.name.replace(/\W+/g, '-')}`);
});

async function look(name: string): Promise<void> {
  await code.screenshot(`studio-${name}`);
  expect(await studio.serious()).toEqual([]);
  expect(await studio.overflows()).toEqual([]);
}

it('says what to do before the first run, and runs it', async () => {
  await studio.frame.getByRole('heading', { name: 'No run yet' }).waitFor();
  await look('empty');
  await studio.frame.getByRole('button', { name: 'Run Pipeline' }).click();
  await studio.frame.locator('[data-exported]').waitFor({ timeout: 60_000 });
  await studio.settled();
  await look('exported');
  await studio.frame.getByRole('button', { name: 'Dismiss' }).click();
});

describe.each(Object.keys(THEMES) as ThemeName[])('%s', (theme) => {
  beforeAll(async () => {
    await code.resize(1400, 900);
    await code.theme(theme);
  });

  it('shows a trajectory', async () => {
    await studio.view('Trajectories');
    await studio.select(/boots never came/);
    await look(`trajectory-${theme}`);
  });

  it('shows a row and the card of a redaction', async () => {
    await studio.tab('Row');
    await studio.row.waitFor();
    await look(`row-${theme}`);
    await studio.tab('Timeline');
    await studio.timeline.locator('mark').first().focus();
    await studio.frame.locator('.card:not(.away)').waitFor();
    await look(`card-${theme}`);
  });

  it('shows a pair', async () => {
    await studio.view('Pairs');
    await studio.side('chosen').waitFor();
    await look(`pair-${theme}`);
  });

  it('shows filters and the dialogs', async () => {
    await studio.view('Trajectories');
    await studio.frame.getByRole('button', { name: 'Filters' }).click();
    await studio.frame.locator('.filters').waitFor();
    await look(`filters-${theme}`);
    await studio.frame.getByRole('button', { name: 'Filters' }).click();
    await studio.frame.getByRole('button', { name: 'Missed …' }).click();
    await studio.frame.getByRole('dialog').waitFor();
    await look(`missed-${theme}`);
    await studio.press('Escape');
    await studio.frame.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it.each([
    [800, 600],
    [660, 800],
    [2560, 1440],
  ])('fits %i × %i', async (width, height) => {
    await code.resize(width, height);
    await studio.view('Trajectories');
    await studio.select(/boots never came/);
    await look(`trajectory-${theme}-${width}`);
    await studio.view('Pairs');
    if (width < 900) await studio.rows.first().click();
    await code.page.mouse.move(1, 1);
    await studio.side('chosen').waitFor();
    await look(`pair-${theme}-${width}`);
  });
});

it('broke no content security policy', () => studio.noViolations());
