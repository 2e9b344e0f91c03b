/** From an empty workspace to the sessions of the agents on this machine: nothing is read before the user picks. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openCase } from '../support/vscode/cases.ts';
import { zipOf } from '../support/zip.ts';

const homes = mkdtempSync(join(tmpdir(), 'goldpan-agents-'));
afterAll(() => rmSync(homes, { recursive: true, force: true }));

const line = (value: object) => `${JSON.stringify(value)}\n`;
const message = (role: string, text: string) =>
  line({
    timestamp: '2026-03-01T10:00:00.000Z',
    type: 'response_item',
    payload: { type: 'message', role, content: [{ type: role === 'user' ? 'input_text' : 'output_text', text }] },
  });
const chat = (question: string) =>
  line({
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: 'It is the third one, by the old mill.' },
    ],
  });

mkdirSync(join(homes, 'codex/sessions'), { recursive: true });
writeFileSync(
  join(homes, 'codex/sessions/rollout-2026-03-01T10-00-00-a1.jsonl'),
  line({ timestamp: '2026-03-01T10:00:00.000Z', type: 'session_meta', payload: { id: 'a1', cwd: '/srv/app' } }) +
    message('user', 'Count the lines of the readme for me, please.') +
    message('assistant', 'The readme has forty-two lines.'),
);
mkdirSync(join(homes, 'data/opencode'), { recursive: true });
writeFileSync(join(homes, 'data/opencode/opencode.db'), 'no database');

const at = openCase({
  env: { CODEX_HOME: join(homes, 'codex'), XDG_DATA_HOME: join(homes, 'data'), HOME: join(homes, 'home') },
  fill: async (folder) => {
    const workspace = join(folder, 'empty');
    mkdirSync(workspace);
    return workspace;
  },
});

it('an empty workspace offers to find them', async () => {
  const { code } = at;
  await code.view('Goldpan');
  await code.page.getByText("Find My Agents' Logs…").first().waitFor();
  await code.screenshot('find-empty');
  await code.page.getByText("Find My Agents' Logs…").first().click();
  await code.quickPick().getByText('Codex').first().waitFor();
  await code.screenshot('find-pick');
});

it('asks once before it gives a workspace what lies outside of it, and lists the sessions', async () => {
  const { code } = at;
  await code.quickPick().locator('.monaco-list-row').filter({ hasText: 'Codex' }).click();
  await code.quickPick().getByRole('button', { name: 'OK' }).click();
  const dialog = code.page.locator('.monaco-dialog-box');
  await dialog.getByText(/Read 1 session of Codex in this workspace\?/).waitFor();
  await code.screenshot('find-confirm');
  await dialog.getByRole('button', { name: 'Add to goldpan.json' }).click();
  await code.notification(/1 store added to goldpan\.json/);
  const written = JSON.parse(readFileSync(join(at.workspace, 'goldpan.json'), 'utf8'));
  expect(written.sources.include).toEqual(['.', join(homes, 'codex/sessions')]);
  await code.row(/rollout-2026-03-01.*1 session · codex-rollout/).waitFor();
});

it('shows an archive as one node with its members inside, and a session by its title', async () => {
  const { code } = at;
  await code.clearNotifications();
  writeFileSync(
    join(at.workspace, 'export.zip'),
    zipOf([
      { name: 'north.jsonl', content: chat('Which bridge in the north is open in winter?') },
      { name: 'south.jsonl', content: chat('Which bridge in the south is open in winter?') },
    ]),
  );
  await code.command('Goldpan: Refresh');
  await code.expand(/export\.zip.*2 sessions · 2 members/);
  await code.row(/^north\.jsonl.*1 session/).waitFor();
  await code.command('Goldpan: Run Pipeline');
  await code.notification(/3 sessions → \d+ rows/, 60_000);
  await code.clearNotifications();
  await code.view('Goldpan');
  await code.expand(/export\.zip.*2 sessions/);
  await code.expand(/south\.jsonl.*1 session/);
  await code.row(/Which bridge in the south is .*….*L\d · unknown · \d+ hidden/).waitFor();
  expect(await code.row(/Which bridge in the north/).count()).toBe(0);
  await code.screenshot('find-archive');
});
