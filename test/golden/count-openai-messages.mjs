// Expected events of message logs, OpenAI's and Anthropic's shapes and Responses items.
import { answerOf, main, plain, Tally, values } from './raw.mjs';

/** Id of the call by which the last message answered: its result is no tool's. */
let answered;

function add(t, m) {
  if (m.feedback !== undefined) t.add('feedback');
  if (m.type === 'function_call') return t.add('tool_call');
  if (m.type === 'function_call_output') return t.add('tool_result');
  if (m.type === 'reasoning') return;
  const blocks = Array.isArray(m.content) ? m.content : [];
  const results = blocks.filter((b) => b.type === 'tool_result').length;
  const calls = blocks.filter((b) => b.type === 'tool_use').length + (m.tool_calls?.length ?? 0) + (m.function_call ? 1 : 0);
  const text = plain(m.content);
  const [own] = m.tool_calls ?? [];
  if (answerOf((m.tool_calls ?? []).map((c) => ({ name: c.function?.name, args: c.function?.arguments }))) !== undefined) {
    answered = own.id;
    return t.add('assistant');
  }
  if (m.role === 'tool' && answered !== undefined && m.tool_call_id === answered) return;
  t.add('tool_result', results);
  if (m.role === 'assistant') {
    if (m.reasoning_content) t.add('reasoning');
    if (text || calls === 0) t.add('assistant');
    t.add('tool_call', calls);
  } else if (m.role === 'tool' || m.role === 'function') t.add('tool_result');
  else if (m.role === 'system' || m.role === 'developer') t.add('system');
  else if (text || results === 0) t.add('user');
}

export function count(file) {
  const t = new Tally();
  const all = values(file);
  if (!all.some((r) => r.messages)) t.sessions = 1;
  for (const r of all) {
    if (r.messages) t.sessions++;
    for (const m of r.messages ?? [r]) add(t, m);
    if (r.rating !== undefined) t.add('feedback');
  }
  return t;
}
main(import.meta, count);
