// Expected events of a SillyTavern chat, with the answers that are not on show.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  t.sessions = 1;
  for (const m of values(file).slice(1)) {
    const tools = m.extra.tool_invocations ?? [];
    t.add('tool_call', tools.length);
    t.add('tool_result', tools.length);
    t.add('context', m.extra.fileText ? 1 : 0);
    t.add('reasoning', m.extra.reasoning ? 1 : 0);
    (m.swipes ?? []).forEach((swipe, i) => {
      if (i === m.swipe_id) return;
      t.add('assistant');
      t.add('reasoning', m.swipe_info?.[i]?.extra?.reasoning ? 1 : 0);
    });
    if (tools.length === 0) t.add(m.is_system || m.extra.type ? 'context' : m.is_user ? 'user' : 'assistant');
  }
  return t;
}
main(import.meta, count);
