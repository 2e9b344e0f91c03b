// Expected events of llama.cpp's export: all messages but the empty root.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  for (const { messages } of values(file)) {
    t.sessions++;
    for (const m of messages) {
      if (m.type === 'root') continue;
      t.add('context', (m.extra ?? []).filter((e) => e.content && !e.processedAsImages).length);
      t.add('reasoning', m.thinking || m.reasoningContent ? 1 : 0);
      const calls = m.toolCalls ? JSON.parse(m.toolCalls).length : 0;
      t.add('tool_call', calls);
      if (m.role === 'tool') t.add('tool_result');
      else if (m.content || calls === 0) t.add(m.role);
    }
  }
  return t;
}
main(import.meta, count);
