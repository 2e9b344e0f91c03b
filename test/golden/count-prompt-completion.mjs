// Expected events of TRL's rows.
import { chatAtom } from './chat.mjs';
import { main, Tally, values } from './raw.mjs';

const side = (v, role) => (Array.isArray(v) ? v : v === undefined ? [] : [{ role, content: v }]);

export function count(file) {
  const t = new Tally();
  for (const r of values(file)) {
    const prompt = r.prompt ?? r.input;
    if (prompt === undefined) continue;
    t.sessions++;
    if (r.system_prompt) t.add('system');
    const answer = r.completion ?? r.output ?? r.completions?.join('\n');
    for (const m of [...side(prompt, 'user'), ...side(answer, 'assistant')])
      for (const [kind, n] of Object.entries(chatAtom(m).counts)) t.add(kind, n);
    if (r.label !== undefined || r.labels) t.add('feedback');
  }
  return t;
}
main(import.meta, count);
