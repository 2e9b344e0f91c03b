// Expected events of a shared session of Copilot CLI: by its headings outside fences.
import { main, Tally, text } from './raw.mjs';

const KINDS = { User: 'user', Copilot: 'assistant', Reasoning: 'reasoning', Info: 'context' };

export function count(file) {
  const t = new Tally();
  t.sessions = 1;
  t.add('boundary');
  const bare = text(file).replace(/^(`{3,}).*\n[\s\S]*?\n\1$/gm, 'FENCE');
  for (const [, name] of bare.matchAll(/^### \S+ (.+)$/gmu)) {
    if (!name.startsWith('`')) t.add(KINDS[name]);
    else {
      t.add('tool_call');
      t.add('tool_result');
    }
  }
  return t;
}
main(import.meta, count);
