// Expected events of a ChatGPT export: every node of the mapping counts once in a fixture without forks below forks.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  for (const talk of values(file)) {
    t.sessions++;
    for (const { message: m } of Object.values(talk.mapping)) {
      if (!m) continue;
      const kind = m.content.content_type;
      const said = (m.content.parts ?? []).join('') || m.content.text || m.content.result;
      if (kind === 'user_editable_context') t.add('context');
      else if (kind === 'thoughts') t.add('reasoning');
      else if (m.author.role === 'tool') t.add('tool_result');
      else if (m.recipient !== 'all') t.add('tool_call');
      else if (said) t.add(m.author.role);
    }
  }
  return t;
}
main(import.meta, count);
