/** The extension as users get it: one .vsix, installed, from the command palette to a written dataset. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EDITORS, installEditor } from '../support/vscode/editors.ts';
import { copySamples } from '../support/vscode/shell.ts';
import { installVsix, packageVsix } from '../support/vscode/vsix.ts';
import { Workbench } from '../support/vscode/workbench.ts';

let folder: string;
let vsix: { file: string; names: string[] };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goldpan-vsix-'));
  vsix = await packageVsix(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('holds only what runs', () => {
  const inside = vsix.names.filter((n) => n.startsWith('extension/')).map((n) => n.slice('extension/'.length));
  const allowed =
    /^(?:package\.json|package\.nls\.json|readme\.md|LICENSE\.txt|changelog\.md|dist\/(?:extension\.cjs|host-worker\.mjs|worker\.mjs|ort-wasm-simd-threaded\.mjs|[\w-]+\.wasm|webview\/[\w-]+\.(?:js|css|ttf))|media\/.*)$/i;
  expect(inside.filter((n) => !allowed.test(n))).toEqual([]);
  expect(inside).toEqual(expect.arrayContaining(['package.json', 'dist/extension.cjs', 'dist/host-worker.mjs']));
});

describe.each(EDITORS)('in VS Code $vscode', (editor) => {
  it('goes from the command palette to a written dataset', async () => {
    const extensions = join(folder, `extensions-${editor.name}`);
    await installVsix(await installEditor(editor), vsix.file, extensions);
    const workspace = await copySamples(join(folder, editor.name, 'samples'));
    const code = await Workbench.open({ editor: editor.name, workspace, extensionsDir: extensions });
    try {
      await code.command('Goldpan: Run Pipeline');
      await code.notification(/sessions → \d+ rows/, 60_000);
      const { output } = JSON.parse(await readFile(join(workspace, 'goldpan.json'), 'utf8')) as { output: string };
      const out = join(workspace, output);
      expect(existsSync(join(out, 'goldpan.manifest.json'))).toBe(true);
      // Which row goes to which split depends on the workspace's key, which is new each time.
      const files = (await readdir(join(out, 'sft'))).map((name) => readFile(join(out, 'sft', name), 'utf8'));
      const rows = (await Promise.all(files)).flatMap((text) => text.trim().split('\n'));
      expect(rows.length).toBeGreaterThan(5);
      for (const row of rows) expect(Object.keys(JSON.parse(row) as object)).toContain('messages');
    } catch (error) {
      await code.screenshot(`packaged-${editor.name}-failed`);
      throw error;
    } finally {
      await code.close();
    }
  });
});
