// Expected events of PydanticAI's parts.
import { main, Tally, values } from './raw.mjs';

const KINDS = { 'system-prompt': 'system', 'user-prompt': 'user', text: 'assistant', thinking: 'reasoning', 'tool-call': 'tool_call', 'builtin-tool-call': 'tool_call', 'tool-return': 'tool_result', 'builtin-tool-return': 'tool_result' };

export function count(file) {
  const t = new Tally();
  const add = (messages) => {
    t.sessions++;
    let told;
    for (const m of messages) {
      if (m.instructions && m.instructions !== told) t.add('system');
      told = m.instructions ?? told;
      for (const p of m.parts) {
        if (p.part_kind === 'retry-prompt') t.add(p.tool_name ? 'tool_result' : 'context');
        else if (KINDS[p.part_kind]) t.add(KINDS[p.part_kind]);
      }
    }
  };
  const all = values(file);
  const bare = all.filter((v) => v.kind);
  if (bare.length) add(bare);
  for (const v of all) {
    const list = Array.isArray(v) ? v : v.messages;
    if (list) add(list);
  }
  return t;
}
main(import.meta, count);
