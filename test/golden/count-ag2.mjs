// Expected events of AG2's histories: names decide.
import { main, Tally, values } from './raw.mjs';

const PERSON = new Set(['user_proxy', 'boss']);

export function count(file) {
  const t = new Tally();
  t.sessions = 1;
  for (const m of values(file).flatMap((r) => r.chat_history ?? [r])) {
    if (m.tool_responses) t.add('tool_result', m.tool_responses.length);
    else if (/^exitcode/.test(m.content)) t.add('context');
    else if (m.content && m.content !== 'TERMINATE') {
      t.add(PERSON.has(m.name) ? 'user' : 'assistant');
      t.add('tool_call', m.tool_calls?.length ?? 0);
    }
  }
  return t;
}
main(import.meta, count);
