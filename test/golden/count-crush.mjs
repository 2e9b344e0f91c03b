// Expected events of Crush's database, by the types of the parts.
import { query } from './database.mjs';
import { main, Tally } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  t.sessions = query(file, 'SELECT DISTINCT session_id FROM messages').length;
  for (const { role, parts, is_summary_message: summary } of query(file, 'SELECT * FROM messages')) {
    const all = JSON.parse(parts);
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
