/** goldpan.json: completion, squiggles, and what the editor says of it. */
import { strict as assert } from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { activate, closeAll, file, show, when } from '../support.ts';

describe('goldpan.json', () => {
  let original: string;
  const uri = () => file('goldpan.json');
  const position = (document: vscode.TextDocument, text: string) =>
    document.positionAt(document.getText().indexOf(text) + text.length);

  before(async () => {
    await activate();
    original = readFileSync(uri().fsPath, 'utf8');
  });
  after(async () => {
    writeFileSync(uri().fsPath, original);
    await closeAll();
  });

  it('marks what is wrong', async () => {
    writeFileSync(uri().fsPath, '{\n  "privacy": { "policy": "lax" },\n  "outptu": "x"\n}\n');
    await show(uri());
    const found = await when(vscode.languages.onDidChangeDiagnostics, () => {
      // VS Code's JSON service starts with the first JSON file: it is ready once it complains about both lines.
      const all = vscode.languages.getDiagnostics(uri());
      return [1, 2].every((line) => all.some((d) => d.range.start.line === line)) ? all : undefined;
    });
    assert.match(found.map((d) => d.message).join(), /outptu/);
  });

  it('completes keys and values', async () => {
    writeFileSync(uri().fsPath, '{\n  "privacy": { "policy": "" },\n  \n}\n');
    const editor = await show(uri());
    const complete = async (at: vscode.Position) => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        uri(),
        at,
      );
      return list.items.map((i) => (typeof i.label === 'string' ? i.label : i.label.label));
    };
    const values = await complete(position(editor.document, '"policy": "'));
    assert.ok(
      values.some((v) => v.includes('strict')),
      values.join(),
    );
    const keys = await complete(new vscode.Position(2, 2));
    assert.ok(keys.includes('curate') && keys.includes('exports'), keys.join());
  });
});
