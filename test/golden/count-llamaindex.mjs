// Expected events of LlamaIndex's chat stores.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  for (const r of values(file))
    for (const list of Object.values((r.chat_store ?? r).store)) {
      if (list.length) t.sessions++;
      for (const m of list) {
        t.add(m.role === 'tool' ? 'tool_result' : m.role);
        t.add('tool_call', m.additional_kwargs.tool_calls?.length ?? 0);
      }
    }
  return t;
}
main(import.meta, count);
