// Expected events of Grok's export on the main line: every response but an answer that a later sibling replaced.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  for (const { responses } of values(file)[0].conversations) {
    const all = responses.map((r) => r.response);
    if (all.length === 0) continue;
    t.sessions++;
    for (const r of all) {
      const human = r.sender === 'human';
      t.add(human ? 'user' : r.error ? 'error' : 'assistant');
      t.add('reasoning', r.thinking_trace ? 1 : 0);
      t.add('context', r.web_search_results?.length ?? 0);
    }
  }
  return t;
}
main(import.meta, count);
