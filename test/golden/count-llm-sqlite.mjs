// Expected events of llm's logs.db, straight from its tables.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import { main, Tally } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  const folder = mkdtempSync(join(tmpdir(), 'goldpan-count-'));
  copyFileSync(file, join(folder, 'db'));
  const db = new sqlite.Database(join(folder, 'db'));
  const n = (sql) => Number(db.get(`SELECT count(*) AS n FROM ${sql}`).n);
  t.sessions = n('(SELECT DISTINCT conversation_id FROM responses)');
  t.add('system', n("(SELECT 1 FROM responses WHERE system <> '' GROUP BY conversation_id)"));
  t.add('user', n("responses WHERE prompt <> ''"));
  t.add('assistant', n("responses r WHERE response <> '' OR NOT EXISTS (SELECT 1 FROM tool_calls c WHERE c.response_id = r.id)"));
  t.add('tool_call', n('tool_calls'));
  t.add('tool_result', n('tool_results'));
  if (n("sqlite_master WHERE name = 'threads'") > 0) {
    t.sessions += n('threads');
    for (const role of ['system', 'user']) t.add(role, n(`messages WHERE role = '${role}'`));
    t.add('assistant', n("messages m WHERE role = 'assistant' AND EXISTS (SELECT 1 FROM parts p WHERE p.message_hash = m.hash AND p.type = 'text')"));
    t.add('tool_call', n("parts WHERE type = 'tool_call'"));
    t.add('tool_result', n("parts WHERE type = 'tool_result'"));
  }
  db.close();
  rmSync(folder, { recursive: true });
  return t;
}
main(import.meta, count);
