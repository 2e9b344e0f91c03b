/** Map This Log… and Import from Database…, driven by their arguments: dialogs are refused here. */
import { strict as assert } from 'node:assert';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { postgresBin, startPostgres } from '../../support/postgres.ts';
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
    assert.ok(page);
    assert.ok(page.getText().includes('The parcel with the lamp never came.'));
    // The editor may have had it open before: it hears of the new text from the file system.
    const json = await vscode.workspace.openTextDocument(config());
    await when(vscode.workspace.onDidChangeTextDocument, () => json.getText().includes('"/was"') || undefined);
    const edit = new vscode.WorkspaceEdit();
    const at = json.getText().lastIndexOf('"/was"');
    edit.replace(json.uri, new vscode.Range(json.positionAt(at), json.positionAt(at + 6)), '"/ticket"');
    await vscode.workspace.applyEdit(edit);
    await when(
      vscode.workspace.onDidChangeTextDocument,
      () => page.getText().includes('"content": "/ticket"') || undefined,
    );
    assert.ok(await json.save());
  });

  it("finds agents' logs, and adds those that are named to goldpan.json", async () => {
    const store = process.env.CODEX_HOME as string;
    mkdirSync(join(store, 'sessions'), { recursive: true });
    writeFileSync(join(store, 'sessions', 'rollout-1.jsonl'), '{}\n');
    await vscode.commands.executeCommand('goldpan.findLogs', { agents: ['codex'] });
    const { sources } = JSON.parse(readFileSync(config(), 'utf8')) as { sources: { include: string[] } };
    assert.equal(sources.include.at(-1), join(store, 'sessions'));
  });

  it('imports from a database: rows to look at, and an entry without the password', async function () {
    const bin = postgresBin();
    if (!bin) {
      console.warn('SKIPPED: Import from Database, because this machine has no PostgreSQL.');
      this.skip();
    }
    const server = await startPostgres(bin);
    try {
      await server.query('CREATE TABLE conversations (id int, created_at timestamptz, metadata jsonb)');
      await server.query(`CREATE TABLE messages (conversation_id int, role text, content text, created_at timestamptz,
        tool_name text, tool_args jsonb)`);
      await server.query("INSERT INTO conversations VALUES (1, now(), '{}')");
      await server.query("INSERT INTO messages VALUES (1, 'user', 'Where is the lamp?', now(), NULL, NULL)");
      const { url, password } = server;
      await vscode.commands.executeCommand('goldpan.importDatabase', { url, password, name: 'live', accept: true });
      const page = vscode.workspace.textDocuments.find((d) => d.uri.path.endsWith('live.rows'));
      assert.match(page?.getText() ?? '', /PostgreSQL \d[\s\S]*Where is the lamp\?/);
      const text = readFileSync(config(), 'utf8');
      const { databases } = JSON.parse(text) as { databases: unknown[] };
      assert.deepEqual(databases.at(-1), { name: 'live', url });
      assert.ok(!text.includes(password));
    } finally {
      await server.stop();
    }
  });
});
