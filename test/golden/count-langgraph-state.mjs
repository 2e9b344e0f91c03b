// Expected events of LangGraph's states: of each thread the longest list.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  const threads = new Map();
  for (const r of values(file)) {
    const list = (r.values ?? r.channel_values).messages;
    const id = r.thread_id ?? r.config?.configurable.thread_id ?? r.id;
    if (list && list.length > (threads.get(id)?.length ?? 0)) threads.set(id, list);
  }
  t.sessions = threads.size;
  for (const list of threads.values())
    for (const m of list) {
      if (m.content) t.add({ human: 'user', ai: 'assistant', tool: 'tool_result' }[m.type]);
      t.add('tool_call', m.tool_calls?.length ?? 0);
    }
  return t;
}
main(import.meta, count);
