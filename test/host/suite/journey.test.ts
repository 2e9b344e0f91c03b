/** The main job through commands: run, look, teach a name, run again, validate, find the way back to the log. */
import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { activate, closeAll, file, outFolder, root, show, when } from '../support.ts';

const LOG = 'logs/gateway/chat-completions.jsonl';
const rows = (path: string): string[] => readFileSync(join(outFolder(), path), 'utf8').split('\n').filter(Boolean);
const everything = (): string =>
  ['sft', 'dpo']
    .flatMap((kind) => readdirSync(join(outFolder(), kind)).map((name) => rows(join(kind, name)).join('\n')))
    .join('\n');
/** Documents of the open diff, raw and redacted. */
const preview = async (): Promise<{ raw: vscode.TextDocument; redacted: vscode.TextDocument }> => {
  const input = await when(vscode.window.tabGroups.onDidChangeTabs, () => {
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    return tab instanceof vscode.TabInputTextDiff ? tab : undefined;
  });
  const [raw, redacted] = await Promise.all(
    [input.original, input.modified].map((u) => vscode.workspace.openTextDocument(u)),
  );
  assert.ok(raw && redacted);
  return { raw, redacted };
};

describe('the main job', () => {
  before(async () => {
    await activate();
    await vscode.workspace.getConfiguration('goldpan').update('afterRun', 'nothing', vscode.ConfigurationTarget.Global);
  });
  afterEach(closeAll);

  it('runs the pipeline and writes datasets', async () => {
    await vscode.commands.executeCommand('goldpan.run');
    assert.ok(existsSync(join(outFolder(), 'goldpan.manifest.json')));
    assert.ok(everything().split('\n').length > 10);
    assert.ok(existsSync(join(root(), '.goldpan', 'local', 'run', 'manifest.json')));
  });

  it('previews what will be hidden, line by line alike', async () => {
    await vscode.commands.executeCommand('goldpan.previewRedactions', file(LOG));
    const { raw, redacted } = await preview();
    assert.equal(raw.languageId, 'goldpan-transcript');
    assert.equal(raw.lineCount, redacted.lineCount);
    assert.match(raw.getText(), /Nkechi Brennan/);
    assert.doesNotMatch(redacted.getText(), /Brennan/);
    assert.match(redacted.getText(), /\[PERSON_1\]/);
  });

  it('teaches a word: preview and dataset hide it from then on', async () => {
    assert.match(everything(), /Drizzle/, 'the samples no longer hold the word that this test teaches');
    await vscode.commands.executeCommand('goldpan.previewRedactions', file(LOG));
    const { raw, redacted } = await preview();
    const at = raw.positionAt(raw.getText().indexOf('Drizzle'));
    const changed = when(vscode.workspace.onDidChangeTextDocument, () =>
      /\[CUSTOM_\d+\]/.test(redacted.getText()) && !/Drizzle/.test(redacted.getText()) ? true : undefined,
    );
    const selection = new vscode.Range(at, at.translate(0, 'Drizzle'.length));
    await vscode.window.showTextDocument(raw, { selection, viewColumn: vscode.ViewColumn.Beside });
    await vscode.commands.executeCommand('goldpan.addToDictionary', { type: 'CUSTOM' });
    await changed;
    await vscode.commands.executeCommand('goldpan.run');
    assert.doesNotMatch(everything(), /Drizzle/);
  });

  it('leaves alone what it was told to', async () => {
    await vscode.commands.executeCommand('goldpan.previewRedactions', file(LOG));
    const { raw, redacted } = await preview();
    assert.doesNotMatch(redacted.getText(), /Nkechi Brennan/);
    const changed = when(vscode.workspace.onDidChangeTextDocument, () =>
      /Nkechi Brennan/.test(redacted.getText()) ? true : undefined,
    );
    const at = raw.positionAt(raw.getText().indexOf('Nkechi Brennan'));
    const selection = new vscode.Range(at, at.translate(0, 'Nkechi Brennan'.length));
    await vscode.window.showTextDocument(raw, { selection, viewColumn: vscode.ViewColumn.Beside });
    await vscode.commands.executeCommand('goldpan.neverRedact');
    await changed;
  });

  it('runs on one folder or file alone', async () => {
    await vscode.commands.executeCommand('goldpan.runHere', file('logs/gateway'));
    const manifest = JSON.parse(readFileSync(join(outFolder(), 'goldpan.manifest.json'), 'utf8')) as {
      sessions: number;
    };
    assert.equal(manifest.sessions, 2);
    await vscode.commands.executeCommand('goldpan.run');
  });

  it('validates: a row broken by hand is a problem on its line, with the fix', async () => {
    const path = join(outFolder(), 'sft', 'train.jsonl');
    const before = rows('sft/train.jsonl');
    writeFileSync(path, `${[before[0], '{"messages":[]}', ...before.slice(1)].join('\n')}\n`);
    await vscode.commands.executeCommand('goldpan.validateDataset', vscode.Uri.file(path));
    const found = vscode.languages.getDiagnostics(vscode.Uri.file(path));
    assert.ok(found.some((d) => d.range.start.line === 1 && /Fix: /.test(d.message) && d.source === 'Goldpan'));
    assert.ok(found.every((d) => d.range.start.line <= 1));
    writeFileSync(path, `${before.join('\n')}\n`);
    await vscode.commands.executeCommand('goldpan.validateDataset', vscode.Uri.file(path));
    assert.deepEqual(vscode.languages.getDiagnostics(vscode.Uri.file(path)), []);
  });

  it('goes from a row to its log line, and back', async () => {
    // A session of a single record, so that there is nothing to choose from.
    const name = readdirSync(join(outFolder(), 'sft')).find((n) =>
      rows(join('sft', n)).some((r) => /12 tents/.test(r)),
    );
    assert.ok(name, 'the samples no longer hold the session that this test looks for');
    const row = rows(join('sft', name)).findIndex((r) => /12 tents/.test(r));
    await show(vscode.Uri.file(join(outFolder(), 'sft', name)), row);
    await vscode.commands.executeCommand('goldpan.showSource');
    const editor = await activeEditor((uri) => uri.fsPath.startsWith(root()));
    assert.ok(editor.document.uri.fsPath.endsWith(LOG));
    assert.match(editor.document.lineAt(editor.selection.active.line).text, /12 tents/);
    await vscode.commands.executeCommand('goldpan.showRow');
    const back = await activeEditor((uri) => uri.fsPath.startsWith(outFolder()));
    assert.equal(back.selection.active.line, row);
  });
});

/** The active editor, once it shows a document that fits. */
const activeEditor = (fits: (uri: vscode.Uri) => boolean): Promise<vscode.TextEditor> =>
  when(vscode.window.onDidChangeActiveTextEditor, () => {
    const editor = vscode.window.activeTextEditor;
    return editor && fits(editor.document.uri) ? editor : undefined;
  });
