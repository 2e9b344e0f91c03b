// Expected events of MT-bench and arena files, each file alone.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  const ids = new Set();
  for (const r of values(file)) {
    if (r.conversation_a) {
      t.sessions++;
      t.add('user');
      t.add('assistant', 2);
      if (r.winner !== 'tie') t.add('feedback', 2);
      continue;
    }
    const scored = r.judge && r.score !== undefined;
    if (!r.turns && !r.choices && !scored) continue;
    ids.add(r.question_id);
    if (r.turns) t.add('user', r.turns.length);
    for (const c of r.choices ?? []) t.add('assistant', c.turns.length);
    if (scored) t.add('feedback');
  }
  t.sessions += ids.size;
  return t;
}
main(import.meta, count);
