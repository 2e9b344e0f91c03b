// Expected events of Gemini's activity: prompts, with the answers that came.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  const asked = values(file).filter((r) => r.title.startsWith('Prompted'));
  const address = (r) => r.titleUrl ?? r.details?.[0].url;
  t.sessions = new Set(asked.map((r, i) => address(r) ?? i)).size;
  t.add('user', asked.length);
  t.add('assistant', asked.filter((r) => r.safeHtmlItem).length);
  return t;
}
main(import.meta, count);
