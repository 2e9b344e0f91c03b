// Expected events of message logs, OpenAI's and Anthropic's shapes and Responses items.
import { answerOf, main, plain, Tally, values } from './raw.mjs';

/** Id of the call by which the last message answered: its result is no tool's. */
let answered;

function add(t, m) {
  if (m.feedback !== undefined) t.add('feedback');
  if (m.type === 'function_call') return t.add('tool_call');
  if (m.type === 'function_call_output') return t.add('tool_result');
  if (m.type === 'reasoning') return;
  // LlamaIndex's blocks.
  if (m.blocks) {
    const of = (type) => m.blocks.filter((b) => b.block_type === type).length;
    if (m.role === 'tool') return t.add('tool_result');
    if (of('text')) t.add(m.role === 'user' ? 'user' : 'assistant');
    t.add('reasoning', of('thinking'));
    return t.add('tool_call', of('tool_call'));
  }
  if (m.role === 'observation') return t.add('tool_result');
  if (m.role === 'system' && m.content === '' && m.tools) return;
  if (m.role === 'assistant' && (m.metadata || /^\{"name": "\w+", "arguments"/.test(m.content ?? ''))) return t.add('tool_call');
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
  const listOf = (r) => {
    const list = r.messages ?? r.trajectory;
    return typeof list === 'string' ? JSON.parse(list) : list;
  };
  if (!all.some(listOf)) t.sessions = 1;
  for (const r of all) {
    if (listOf(r)) t.sessions++;
    for (const m of listOf(r) ?? [r]) add(t, m);
    if (r.rating !== undefined) t.add('feedback');
  }
  return t;
}
main(import.meta, count);
