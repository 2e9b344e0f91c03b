// Expected events of AgentChat's messages.
import { main, Tally, values } from './raw.mjs';

const SILENT = /Summary|StreamingChunk/;

export function count(file) {
  const t = new Tally();
  const add = (m) => {
    if (m.thought || m.type === 'ThoughtEvent') t.add('reasoning');
    if (m.type === 'ThoughtEvent' || SILENT.test(m.type)) return;
    if (m.type === 'SystemMessage') t.add('system');
    else if (m.type === 'MemoryQueryEvent') t.add('context');
    else if (/^ToolCallExecution|^FunctionExecution/.test(m.type)) t.add('tool_result', m.content.length);
    else if (Array.isArray(m.content) && m.content[0].arguments) t.add('tool_call', m.content.length);
    else t.add(m.source.startsWith('user') ? 'user' : 'assistant');
  };
  const all = values(file);
  const bare = all.filter((m) => m.source);
  if (bare.length) {
    t.sessions = 1;
    bare.forEach(add);
    return t;
  }
  for (const r of all) {
    t.sessions++;
    const thread = Object.values(r.agent_states ?? {}).find((s) => s.message_thread)?.message_thread;
    (thread ?? r.messages ?? r.llm_context.messages).forEach(add);
  }
  return t;
}
main(import.meta, count);
