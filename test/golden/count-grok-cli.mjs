// Expected events of Grok's command line.
import { main, plain, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  t.sessions = 1;
  for (const { type, content, synthetic_reason: reason, tool_calls: calls } of values(file)) {
    if (type === 'user') {
      t.add(reason ? 'context' : 'user');
      if (!reason && plain(content).startsWith('<git_status>')) t.add('context');
    } else t.add({ backend_tool_call: 'tool_call' }[type] ?? type);
    t.add('tool_call', calls?.length ?? 0);
  }
  return t;
}
main(import.meta, count);
