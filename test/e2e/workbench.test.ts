import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../support/vscode/locations.ts';
import { THEMES, type ThemeName, Workbench } from '../support/vscode/workbench.ts';

let folder: string;
let code: Workbench;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goldpan-e2e-'));
  await writeFile(join(folder, 'a.jsonl'), '{"messages":[]}\n');
  code = await Workbench.open({ workspace: folder, extensionDevelopmentPath: projectRoot });
});
afterAll(async () => {
  await code?.close();
  await rm(folder, { recursive: true, force: true });
});

it('opens a file', async () => {
  await code.openFile('a.jsonl');
  expect(await code.tab('a.jsonl').isVisible()).toBe(true);
});
it.each(Object.keys(THEMES) as ThemeName[])('shows %s', async (theme) => {
  await code.theme(theme);
  await code.screenshot(`workbench-${theme}`);
});
