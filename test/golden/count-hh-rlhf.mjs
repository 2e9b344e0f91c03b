// Expected events of hh-rlhf pairs.
import { main, Tally, values } from './raw.mjs';

const turns = (s) => s.split(/\n\n(?=(?:Human|Assistant):)/).filter((p) => p.trim());

export function count(file) {
  const t = new Tally();
  for (const r of values(file)) {
    t.sessions++;
    const [a, b] = [turns(r.chosen), turns(r.rejected)];
    let shared = 0;
    while (a[shared] !== undefined && a[shared].trim() === b[shared]?.trim()) shared++;
    for (const part of [...a, ...b.slice(shared)]) t.add(part.startsWith('Human') ? 'user' : 'assistant');
    t.add('feedback', 2);
  }
  return t;
}
main(import.meta, count);
