// Expected events of an Inspect log in JSON: a whole log, or one sample.
import { answerOf, main, Tally, values } from './raw.mjs';

const text = (c) => (typeof c === 'string' ? c : (c ?? []).filter((p) => p.type === 'text').map((p) => p.text).join(''));

export function count(file) {
  const t = new Tally();
  for (const d of values(file)) {
    for (const s of d.samples ?? (Array.isArray(d.messages) ? [d] : [])) {
      if (!Array.isArray(s.messages)) continue;
      t.sessions++;
      const answers = new Set();
      for (const m of s.messages) {
        if (m.role === 'system' || m.role === 'user') t.add(m.role);
        if (m.role === 'tool' && answers.has(m.tool_call_id)) continue;
        if (m.role === 'tool') t.add('tool_result');
        if (m.role !== 'assistant') continue;
        const parts = Array.isArray(m.content) ? m.content : [];
        const [call] = m.tool_calls ?? [];
        // What is submitted is the last thing that the model says.
        if (answerOf((m.tool_calls ?? []).map((c) => ({ name: c.function, args: c.arguments }))) !== undefined) {
          answers.add(call.id);
          t.add('assistant');
          continue;
        }
        const served = parts.filter((p) => p.type === 'tool_use').length;
        const calls = (m.tool_calls?.length ?? 0) + served;
        if (parts.some((p) => p.type === 'reasoning' && (p.redacted ? p.summary : p.reasoning || p.summary)) || m.reasoning) t.add('reasoning');
        if (text(m.content) !== '' || calls === 0) t.add('assistant');
        t.add('tool_call', calls);
        t.add('tool_result', served);
      }
      const scores = Object.values(s.scores ?? (s.score ? { score: s.score } : {}));
      for (const score of scores) {
        const v = score?.value !== undefined ? score.value : score;
        t.add('feedback', v !== null && typeof v === 'object' && !Array.isArray(v) ? Object.keys(v).length : 1);
      }
      if (s.error) t.add('error');
      if (s.limit?.type) t.add('error');
      if (!s.error && scores.length === 0 && (d.status === 'error' || d.status === 'cancelled')) t.add('error');
    }
  }
  return t;
}
main(import.meta, count);
