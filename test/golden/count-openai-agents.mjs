// Expected events of the Agents SDK's database, item by item.
import { query } from './database.mjs';
import { main, Tally } from './raw.mjs';

const KINDS = { function_call: 'tool_call', function_call_output: 'tool_result', reasoning: 'reasoning' };

export function count(file) {
  const t = new Tally();
  const rows = query(file, 'SELECT * FROM agent_messages');
  t.sessions = new Set(rows.map((r) => r.session_id)).size;
  for (const row of rows) {
    const item = JSON.parse(row.message_data);
    t.add(KINDS[item.type] ?? item.role);
  }
  return t;
}
main(import.meta, count);
