// Expected events of Antigravity's transcripts.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  t.sessions = 1;
  for (const { source, type, content, thinking, tool_calls: calls } of values(file)) {
    if (source.startsWith('USER')) {
      t.add('user');
      if (content.includes('<ADDITIONAL_METADATA>')) t.add('context');
    } else if (type === 'PLANNER_RESPONSE') {
      if (thinking) t.add('reasoning');
      if (content) t.add('assistant');
      t.add('tool_call', calls?.length ?? 0);
    } else if (source === 'MODEL') t.add('tool_result');
    else if (content) t.add({ ERROR_MESSAGE: 'error', CHECKPOINT: 'boundary' }[type] ?? 'context');
  }
  return t;
}
main(import.meta, count);
