// Expected events of Cursor's state.vscdb and store.db, straight from their keys.
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

/** Messages as the AI SDK writes them. */
function messages(list, t) {
  t.sessions++;
  for (const { role, content } of list) {
    const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : content;
    const of = (type) => parts.filter((p) => p.type === type).length;
    if (role === 'user') t.add(parts[0].text.includes('<user_query>') ? 'user' : 'context');
    else if (role !== 'tool') t.add(role, of('text'));
    t.add('reasoning', of('reasoning'));
    t.add('tool_call', of('tool-call'));
    t.add('tool_result', of('tool-result'));
  }
}

/** A state lists hashes of 32 bytes, each behind the two bytes of its field. */
const listed = (bytes) => {
  const hashes = [];
  for (let at = 0; bytes[at] === 0x0a; at += 34) hashes.push(Buffer.from(bytes).subarray(at + 2, at + 34).toString('hex'));
  return hashes;
};

/** The blobs of a talk that no chat lists begin with a system prompt; one whose question a bubble asks is a copy. */
function loose(rows, taken, asked, t) {
  const talks = [];
  for (const { key, value } of rows) {
    if (taken.has(key.slice('agentKv:blob:'.length)) || typeof value !== 'string') continue;
    const message = JSON.parse(value);
    if (message.role === 'system') talks.push([]);
    talks.at(-1).push(message);
  }
  for (const talk of talks) if (![...asked].some((q) => JSON.stringify(talk).includes(q))) messages(talk, t);
}

export function count(file) {
  const t = new Tally();
  const folder = mkdtempSync(join(tmpdir(), 'goldpan-count-'));
  copyFileSync(file, join(folder, 'db'));
  const db = new sqlite.Database(join(folder, 'db'));
  const bubble = (talkId, { bubbleId }) =>
    json(db.get('SELECT value FROM cursorDiskKV WHERE key = ?', [`bubbleId:${talkId}:${bubbleId}`]).value);
  if (db.get("SELECT name FROM sqlite_master WHERE name = 'meta'")) {
    const meta = JSON.parse(Buffer.from(db.get('SELECT value FROM meta').value, 'hex').toString('utf8'));
    const blob = (id) => db.get('SELECT data FROM blobs WHERE id = ?', [id]).data;
    messages(listed(blob(meta.latestRootBlobId)).map((id) => json(blob(id))), t);
    db.close();
    rmSync(folder, { recursive: true });
    return t;
  }
  const taken = new Set();
  const asked = new Set();
  for (const { value } of db.all("SELECT value FROM cursorDiskKV WHERE key LIKE 'composerData:%'")) {
    const data = json(value);
    if (data.conversationState) {
      const hashes = listed(Buffer.from(data.conversationState.slice(1), 'base64'));
      for (const hash of hashes) taken.add(hash);
      const blob = (hash) => db.get('SELECT value FROM cursorDiskKV WHERE key = ?', [`agentKv:blob:${hash}`]).value;
      messages(hashes.map((hash) => json(blob(hash))), t);
    }
    const bubbles = data.fullConversationHeadersOnly.map((header) => bubble(data.composerId, header));
    if (bubbles.length > 0) talk(bubbles, t);
    for (const b of bubbles) if (b.type === 1) asked.add(b.text);
  }
  loose(db.all("SELECT key, value FROM cursorDiskKV WHERE key LIKE 'agentKv:%' ORDER BY rowid"), taken, asked, t);
  const panel = db.get("SELECT value FROM ItemTable WHERE key LIKE 'workbench.panel.aichat.%'");
  for (const tab of panel ? json(panel.value).tabs : []) talk(tab.bubbles, t);
  db.close();
  rmSync(folder, { recursive: true });
  return t;
}
main(import.meta, count);
