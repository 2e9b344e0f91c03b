/** Map This Log… and Import from Database…, driven by their arguments: dialogs are refused here. */
import { strict as assert } from 'node:assert';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { activate, closeAll, file, when } from '../support.ts';

describe('setting up goldpan.json', () => {
  let original: string;
  const log = () => file('helpdesk-of-our-own.jsonl');
  const config = () => file('goldpan.json').fsPath;

  before(async () => {
    await activate();
    original = readFileSync(config(), 'utf8');
    const lines = [
      { ticket: 'T-1', wer: { sender: 'kunde' }, was: 'The parcel with the lamp never came.' },
      { ticket: 'T-1', wer: { sender: 'agentin' }, was: 'I have sent a second one today.' },
    ];
    writeFileSync(log().fsPath, `${lines.map((l) => JSON.stringify(l)).join('\n')}\n`);
  });
  after(async () => {
    writeFileSync(config(), original);
    rmSync(log().fsPath, { force: true });
    await closeAll();
  });

  it('maps a log: shows its sessions, writes the mapping, and follows goldpan.json while it is edited', async () => {
    await vscode.commands.executeCommand('goldpan.mapLog', log(), { accept: true });
    const written = JSON.parse(readFileSync(config(), 'utf8')) as { mappings: { role: string; content: string }[] };
    assert.equal(written.mappings.at(-1)?.role, '/wer/sender');
    assert.equal(written.mappings.at(-1)?.content, '/was');
    const page = vscode.workspace.textDocuments.find((d) => d.uri.scheme === 'goldpan-view');
    assert.ok(page?.getText().includes('The parcel with the lamp never came.'));
    const json = await vscode.workspace.openTextDocument(config());
    const edit = new vscode.WorkspaceEdit();
    const at = json.getText().lastIndexOf('"/was"');
    edit.replace(json.uri, new vscode.Range(json.positionAt(at), json.positionAt(at + 6)), '"/ticket"');
    await vscode.workspace.applyEdit(edit);
    await when(
      vscode.workspace.onDidChangeTextDocument,
      () => page.getText().includes('"content": "/ticket"') || undefined,
    );
    await json.save();
  });
});
