// Expected events of OpenHands SDK conversations (JSONL of events).
import { main, plain, Tally, values } from './raw.mjs';

const inner = (s) => s.replace(/^\s*<think>[^]*?<\/think>\s*/, '').trim();

export function count(file) {
  const t = new Tally();
  const ids = new Set();
  for (const e of values(file)) {
    if (!e?.kind || (e.id && ids.has(e.id))) continue;
    if (e.id) ids.add(e.id);
    if (e.kind === 'SystemPromptEvent') t.add('system');
    else if (e.kind === 'ActionEvent') {
      const thought = plain(e.thought ?? []);
      if (e.reasoning_content || (e.thinking_blocks ?? []).some((b) => b.thinking) || /^\s*<think>\s*\S/.test(thought)) t.add('reasoning');
      if (inner(thought)) t.add('assistant');
      t.add('tool_call');
    } else if (e.kind === 'ObservationEvent' || e.kind === 'AgentErrorEvent') t.add('tool_result');
    else if (e.kind === 'UserRejectObservation') {
      t.add('tool_result');
      t.add('feedback');
    } else if (e.kind === 'MessageEvent') {
      const m = e.llm_message;
      const agent = e.source === 'agent' || m.role === 'assistant';
      t.add(agent ? 'assistant' : m.role === 'system' ? 'system' : 'user');
      if (agent && (m.reasoning_content || /^\s*<think>\s*\S/.test(plain(m.content)))) t.add('reasoning');
      t.add('context', (e.extended_content ?? []).filter((c) => c.text).length);
    } else if (e.kind === 'Condensation') t.add('boundary');
    else if (e.kind === 'ConversationErrorEvent') t.add('error');
    if (typeof e.critic_result?.score === 'number') t.add('feedback');
  }
  t.sessions = Object.keys(t.events).length ? 1 : 0;
  return t;
}
main(import.meta, count);
