// Expected events of plain pairs.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  const ids = new Set();
  for (const r of values(file)) {
    const prompt = r.prompt ?? r.instruction ?? r.question;
    const answer = r.completion ?? r.response ?? r.output ?? r.answer;
    if (prompt === undefined || answer === undefined) continue;
    if (r.session_id === undefined || !ids.has(r.session_id)) t.sessions++;
    ids.add(r.session_id);
    const before = r.history?.length ?? 0;
    t.add('user', 1 + before);
    t.add('assistant', 1 + before);
    if (r.system) t.add('system');
    if (r.context) t.add('context');
    for (const key of ['feedback', 'rating', 'label', 'kto_tag']) if (r[key] !== undefined) t.add('feedback');
  }
  return t;
}
main(import.meta, count);
