// Expected events of Cursor's state.vscdb, straight from its keys.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import { main, Tally } from './raw.mjs';

const json = (cell) => JSON.parse(typeof cell === 'string' ? cell : Buffer.from(cell).toString('utf8'));

/** A thought belongs to the next bubble that says or does something. */
function talk(bubbles, t) {
  t.sessions++;
  let thought = false;
  for (const b of bubbles) {
    const said = b.text || b.rawText;
    if (b.type === 1 || b.type === 'user') {
      t.add('user');
      continue;
    }
    thought ||= Boolean(b.thinking);
    const tool = b.toolFormerData;
    if (!said && !tool?.name) continue;
    if (thought) t.add('reasoning');
    thought = false;
    if (said) t.add('assistant');
    if (!tool?.name) continue;
    t.add('tool_call');
    if (tool.result || tool.error || tool.status === 'cancelled' || tool.userDecision === 'rejected') t.add('tool_result');
    if (tool.userDecision === 'rejected') t.add('feedback');
  }
  if (thought) t.add('reasoning');
}

export function count(file) {
  const t = new Tally();
  const folder = mkdtempSync(join(tmpdir(), 'goldpan-count-'));
  copyFileSync(file, join(folder, 'db'));
  const db = new sqlite.Database(join(folder, 'db'));
  const bubble = (talkId, { bubbleId }) =>
    json(db.get('SELECT value FROM cursorDiskKV WHERE key = ?', [`bubbleId:${talkId}:${bubbleId}`]).value);
  for (const { value } of db.all("SELECT value FROM cursorDiskKV WHERE key LIKE 'composerData:%'")) {
    const data = json(value);
    const bubbles = data.fullConversationHeadersOnly.map((header) => bubble(data.composerId, header));
    if (bubbles.length > 0) talk(bubbles, t);
  }
  const panel = db.get("SELECT value FROM ItemTable WHERE key LIKE 'workbench.panel.aichat.%'");
  for (const tab of panel ? json(panel.value).tabs : []) talk(tab.bubbles, t);
  db.close();
  rmSync(folder, { recursive: true });
  return t;
}
main(import.meta, count);
