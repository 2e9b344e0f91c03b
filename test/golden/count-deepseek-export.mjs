// Expected events of DeepSeek's export: fragments of one kind that stand side by side are one text.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  for (const { mapping } of values(file)) {
    const messages = Object.values(mapping).flatMap((n) => n.message ?? []);
    if (messages.length === 0) continue;
    t.sessions++;
    for (const { fragments } of messages) {
      const types = new Set(fragments.map((f) => f.type));
      t.add('user', types.has('REQUEST') ? 1 : 0);
      t.add('reasoning', types.has('THINK') ? 1 : 0);
      t.add('assistant', types.has('RESPONSE') || types.has('TEMPLATE_RESPONSE') ? 1 : 0);
      for (const f of fragments) t.add('context', f.results?.length ?? 0);
    }
  }
  return t;
}
main(import.meta, count);
