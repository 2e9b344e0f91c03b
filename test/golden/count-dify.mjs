// Expected events of Dify's messages (branches too: a question that was answered again counts once).
import { main, Tally, values } from './raw.mjs';

const prose = (v) => typeof v === 'string' && v.split(/\s+/).length >= 4;

export function count(file) {
  const t = new Tally();
  const messages = values(file).flatMap((d) => d.data ?? [d]);
  t.sessions = new Set(messages.map((m) => m.conversation_id)).size;
  const asked = new Set();
  for (const m of messages) {
    if (m.message?.[0]?.role === 'system') t.add('system');
    const question = `${m.conversation_id} ${m.parent_message_id} ${m.query}`;
    if (!asked.has(question)) {
      t.add('user');
      if (m.query) t.add('context', Object.values(m.inputs).filter(prose).length);
    }
    asked.add(question);
    t.add('context', m.retriever_resources.length);
    for (const s of m.agent_thoughts) {
      const tools = s.tool.split(';').filter(Boolean).length;
      t.add('tool_call', tools);
      t.add('tool_result', tools);
      if (tools) t.add('reasoning');
    }
    if (m.answer) t.add('assistant');
    if (m.error) t.add('error');
    t.add('feedback', (m.feedbacks?.length ?? 0) + (m.feedback ? 1 : 0) + (m.annotation ? 1 : 0));
  }
  return t;
}
main(import.meta, count);
