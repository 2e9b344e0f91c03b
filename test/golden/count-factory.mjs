// Expected events of Factory's sessions; none of them has a branch.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  t.sessions = 1;
  const all = values(file);
  const messages = all.filter((v) => v.type === 'message');
  for (const m of messages) {
    for (const p of m.message.content) {
      if (p.type === 'thinking') t.add('reasoning');
      else if (p.type === 'tool_use') t.add('tool_call');
      else if (p.type === 'tool_result') t.add('tool_result');
      else t.add(p.text.startsWith('<system-reminder>') ? 'context' : m.message.role);
    }
  }
  t.add('boundary', all.filter((v) => v.type === 'compaction_state').length);
  return t;
}
main(import.meta, count);
