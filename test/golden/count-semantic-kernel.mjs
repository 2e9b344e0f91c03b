// Expected events of Semantic Kernel's histories, item by item.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  t.sessions = 1;
  for (const m of values(file).flatMap((d) => d.messages ?? [d])) {
    const role = (m.role ?? m.Role.Label).toLowerCase();
    const kinds = (m.items ?? m.Items).map((i) => i.content_type ?? i.$type);
    t.add('tool_call', kinds.filter((k) => /call/i.test(k)).length);
    t.add('tool_result', kinds.filter((k) => /result/i.test(k)).length);
    if (kinds.some((k) => /^text/i.test(k))) t.add(role);
  }
  return t;
}
main(import.meta, count);
