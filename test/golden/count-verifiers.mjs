// Expected events of rollouts.
import { chatAtom } from './chat.mjs';
import { main, Tally, values } from './raw.mjs';

const side = (v, role) => (Array.isArray(v) ? v : [{ role, content: v }]);

export function count(file) {
  const t = new Tally();
  for (const r of values(file)) {
    if (r.reward === undefined) continue;
    t.sessions++;
    for (const m of [...side(r.prompt, 'user'), ...side(r.completion, 'assistant')]) {
      const calls = m.tool_calls?.map((c) => (typeof c === 'string' ? JSON.parse(c) : c));
      for (const [kind, n] of Object.entries(chatAtom({ ...m, tool_calls: calls }).counts)) t.add(kind, n);
    }
    if (r.error) t.add('error');
  }
  return t;
}
main(import.meta, count);
