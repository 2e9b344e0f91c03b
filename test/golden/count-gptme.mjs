// Expected events of gptme's logs.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  t.sessions = 1;
  const all = values(file);
  for (const [i, { role, content, pinned }] of all.entries()) {
    const [before, after] = [all[i - 1], all[i + 1]];
    if (role === 'system') t.add(pinned ? 'system' : before.role === 'assistant' ? 'tool_result' : 'context');
    else if (role === 'user') t.add('user');
    else {
      if (content.includes('<think>')) t.add('reasoning');
      if (!content.startsWith('@save')) t.add('assistant');
      if (after?.role === 'system') t.add('tool_call');
    }
  }
  return t;
}
main(import.meta, count);
