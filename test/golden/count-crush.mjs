// Expected events of Crush's database, or of a record unpacked from one, by the types of the parts.
import { query } from './database.mjs';
import { main, Tally, values } from './raw.mjs';

const stored = (file) =>
  query(file, 'SELECT * FROM messages').map((row) => ({
    session: row.session_id,
    role: row.role,
    parts: JSON.parse(row.parts),
    summary: row.is_summary_message,
  }));
const unpacked = (file) => values(file).flatMap((r) => r.messages.map((m) => ({ ...m, session: r.crush.id })));

export function count(file) {
  const t = new Tally();
  const messages = file.endsWith('.jsonl') ? unpacked(file) : stored(file);
  t.sessions = new Set(messages.map((m) => m.session)).size;
  for (const { role, parts: all, summary } of messages) {
    const of = (type) => all.filter((p) => p.type === type).length;
    if (summary) t.add('boundary');
    else if (role === 'user') t.add('user');
    else {
      t.add('assistant', of('text'));
      t.add('reasoning', of('reasoning'));
      t.add('tool_call', of('tool_call'));
      t.add('tool_result', of('tool_result'));
      t.add('feedback', all.filter((p) => p.data.reason === 'canceled').length);
    }
  }
  return t;
}
main(import.meta, count);
