// Expected events of xLAM rows.
import { main, Tally, values } from './raw.mjs';

const list = (v) => (typeof v === 'string' && v.startsWith('[') ? JSON.parse(v) : v);

export function count(file) {
  const t = new Tally();
  for (const r of values(file)) {
    const calls = list(r.answers);
    if (!Array.isArray(calls)) continue;
    t.sessions++;
    t.add('user');
    t.add('tool_call', calls.length);
  }
  return t;
}
main(import.meta, count);
