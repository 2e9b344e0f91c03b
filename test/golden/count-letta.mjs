// Expected events of Letta's messages and agent files.
import { main, Tally, values } from './raw.mjs';

const KINDS = { system: 'system', reasoning: 'reasoning', assistant: 'assistant', summary: 'boundary' };
const speaks = (call) => call.name === 'send_message';

function addUser(t, text) {
  const packed = text.startsWith('{') ? JSON.parse(text) : {};
  t.add(packed.type && packed.type !== 'user_message' ? 'context' : 'user');
}

export function count(file) {
  const t = new Tally();
  const docs = values(file);
  const agents = docs.flatMap((d) => d.agents ?? []);
  t.sessions = agents.length || 1;
  const said = new Set();
  for (const m of agents.flatMap((a) => a.messages)) {
    const text = m.content.map((p) => p.text).join('\n');
    const calls = (m.tool_calls ?? []).map((c) => ({ ...c.function, id: c.id }));
    for (const call of calls.filter(speaks)) said.add(call.id);
    if (m.role === 'user') addUser(t, text);
    else if (m.role === 'system') t.add('system');
    else if (m.role === 'tool') t.add('tool_result', said.has(m.tool_call_id) ? 0 : 1);
    else {
      if (text) t.add(calls.some(speaks) ? 'reasoning' : 'assistant');
      t.add('assistant', calls.filter(speaks).length);
      t.add('tool_call', calls.filter((c) => !speaks(c)).length);
    }
  }
  for (const m of agents.length ? [] : docs) {
    const type = m.message_type.replace('_message', '');
    if (KINDS[type]) t.add(KINDS[type]);
    if (type === 'user') addUser(t, m.content);
    if (type === 'tool_call') t.add(speaks(m.tool_call) ? 'assistant' : 'tool_call');
    if (type === 'tool_call' && speaks(m.tool_call)) said.add(m.tool_call.tool_call_id);
    if (type === 'tool_return' && !said.has(m.tool_call_id)) t.add('tool_result');
    if (m.stdout?.length) t.add('context');
  }
  return t;
}
main(import.meta, count);
