// Expected events of Goose's database and of its JSON Lines.
import { query } from './database.mjs';
import { main, Tally, values } from './raw.mjs';

const stored = (file) =>
  query(file, 'SELECT * FROM messages').map((row) => ({
    session: row.session_id,
    role: row.role,
    content: JSON.parse(row.content_json),
    hidden: JSON.parse(row.metadata_json).userVisible === false,
  }));

export function count(file) {
  const t = new Tally();
  const messages = file.endsWith('.jsonl') ? values(file).filter((v) => v.role) : stored(file);
  t.sessions = new Set(messages.map((m) => m.session)).size;
  for (const { role, content, hidden } of messages) {
    const of = (type) => content.filter((p) => p.type === type).length;
    if (hidden) t.add('boundary');
    else if (role === 'user') t.add('user', of('text'));
    else t.add('assistant', of('text'));
    t.add('reasoning', of('thinking'));
    t.add('tool_call', of('toolRequest'));
    t.add('tool_result', of('toolResponse'));
  }
  return t;
}
main(import.meta, count);
