// Expected events of the Agents SDK's database, item by item.
import { query } from './database.mjs';
import { main, Tally, values } from './raw.mjs';

const KINDS = { function_call: 'tool_call', function_call_output: 'tool_result', reasoning: 'reasoning' };

export function count(file) {
  const t = new Tally();
  const stored = () => query(file, 'SELECT * FROM agent_messages').map((r) => ({ id: r.session_id, item: JSON.parse(r.message_data) }));
  const unpacked = () => values(file).flatMap((r) => r.items.map((item) => ({ id: r.agents_sdk.id, item })));
  const rows = file.endsWith('.jsonl') ? unpacked() : stored();
  t.sessions = new Set(rows.map((r) => r.id)).size;
  for (const { item } of rows) {
    t.add(KINDS[item.type] ?? item.role);
  }
  return t;
}
main(import.meta, count);
