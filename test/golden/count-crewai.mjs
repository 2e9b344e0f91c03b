// Expected events of CrewAI's task logs.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  let before;
  for (const r of values(file)) {
    const follows = r.status === 'completed' && before?.status === 'started' && before.task === r.task;
    if (!follows) {
      t.sessions++;
      t.add('user');
    }
    if (r.output) t.add('assistant');
    before = r;
  }
  return t;
}
main(import.meta, count);
