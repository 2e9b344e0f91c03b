// Expected events of DSPy's history, whose entries are talks of their own in the fixtures.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  for (const r of values(file)) {
    t.sessions++;
    for (const m of r.messages ?? [{ role: 'user' }]) t.add(m.role);
    t.add('assistant', r.outputs.length);
    t.add('reasoning', r.outputs.filter((o) => o.reasoning_content).length);
  }
  return t;
}
main(import.meta, count);
