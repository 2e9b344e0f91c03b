// Expected events of a Gemini CLI chat: rewound messages count too (they are a branch).
import { main, Tally, values } from './raw.mjs';

const parts = (c) => (Array.isArray(c) ? c : [c]).map((p) => (typeof p === 'string' ? { text: p } : (p ?? {})));

export function count(file) {
  const t = new Tally();
  const all = values(file);
  const whole = all.length === 1 && (all[0].messages ?? all[0].history);
  const list = whole || all;
  const byId = new Map();
  const talk = [];
  for (const m of list) {
    if (m.id !== undefined && byId.has(m.id)) talk[byId.get(m.id)] = m;
    else {
      if (m.id !== undefined) byId.set(m.id, talk.length);
      talk.push(m);
    }
  }
  for (const m of talk) {
    if (m.role === 'model' || m.type === 'gemini' || m.type === 'qwen') {
      const said = parts(m.parts ?? m.content);
      const calls = said.filter((p) => p.functionCall).length + (m.toolCalls?.length ?? 0);
      if (said.some((p) => p.thought && p.text) || m.thoughts?.length) t.add('reasoning');
      if (said.some((p) => p.text && !p.thought) || (!calls && m.type)) t.add('assistant');
      t.add('tool_call', calls);
      for (const c of m.toolCalls ?? []) {
        if (c.result !== undefined || c.resultDisplay !== undefined) t.add('tool_result');
        if (c.status === 'cancelled') t.add('feedback');
      }
    } else if (m.role === 'user') {
      t.add('tool_result', m.parts.filter((p) => p.functionResponse).length);
      if (m.parts.some((p) => p.text || p.inlineData)) t.add('user');
    } else if (m.type === 'user' || m.type === 'error') t.add(m.type);
  }
  t.sessions = 1;
  return t;
}
main(import.meta, count);
