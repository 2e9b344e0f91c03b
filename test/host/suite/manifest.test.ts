import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { activate } from '../support.ts';

interface Manifest {
  engines: { vscode: string };
  activationEvents: string[];
  contributes: {
    commands: { command: string; title: string; category: string; icon?: string; enablement?: string }[];
    menus: Record<string, { command: string; group?: string }[]>;
    views: Record<string, { id: string }[]>;
    jsonValidation: { url: string }[];
    walkthroughs: { steps: { media: { markdown: string }; description: string }[] }[];
  };
}

describe('the manifest', () => {
  let extension: vscode.Extension<unknown>;
  let manifest: Manifest;
  before(async () => {
    extension = await activate();
    manifest = extension.packageJSON as Manifest;
  });

  it('names exactly the commands that the extension registers', async () => {
    const declared = manifest.contributes.commands.map((c) => c.command).sort();
    // VS Code makes commands of its own for each view: goldpan.logs.focus and the like.
    const views = Object.values(manifest.contributes.views).flat();
    const own = (id: string) => id.startsWith('goldpan.') && !views.some((v) => id.startsWith(`${v.id}.`));
    const registered = (await vscode.commands.getCommands(true)).filter(own).sort();
    assert.deepEqual(registered, declared);
  });

  it('gives every command a title, the category, an enablement clause and an icon', () => {
    for (const { command, title, category, icon, enablement } of manifest.contributes.commands) {
      assert.ok(title && !title.startsWith('%'), `${command} has no title`);
      assert.equal(category, 'Goldpan', command);
      assert.ok(enablement, `${command} has no enablement clause`);
      assert.match(icon ?? '', /^\$\([a-z-]+\)$/, `${command} has no icon`);
    }
  });

  it('puts only known commands into menus', () => {
    const known = new Set(manifest.contributes.commands.map((c) => c.command));
    for (const [menu, items] of Object.entries(manifest.contributes.menus)) {
      for (const { command } of items) assert.ok(known.has(command), `${menu}: ${command}`);
    }
  });

  it('names files that are there', () => {
    const { jsonValidation, walkthroughs } = manifest.contributes;
    const files = [
      ...jsonValidation.map((j) => j.url),
      ...walkthroughs.flatMap((w) => w.steps.map((s) => s.media.markdown)),
    ];
    for (const path of files) assert.ok(existsSync(join(extension.extensionPath, path)), path);
  });

  it('links only known commands from the walkthrough and the empty views', () => {
    const known = new Set(manifest.contributes.commands.map((c) => c.command));
    const text = readFileSync(join(extension.extensionPath, 'package.nls.json'), 'utf8');
    for (const [, id] of text.matchAll(/\(command:(goldpan\.[A-Za-z.]+)\)/g)) {
      assert.ok(id && (known.has(id) || id === 'goldpan.logs.focus'), String(id));
    }
  });

  it('wakes the extension for its own things only', () => {
    for (const event of manifest.activationEvents) {
      assert.match(event, /^(?:onWebviewPanel:goldpan\.|workspaceContains:goldpan\.json)/);
    }
  });
});
