// Expected events of big-AGI: by the kind of each part.
import { main, Tally, values } from './raw.mjs';

const KINDS = { text: (role) => role, ma: () => 'reasoning', tool_invocation: () => 'tool_call', tool_response: () => 'tool_result', doc: () => 'context', error: () => 'error' };

export function count(file) {
  const t = new Tally();
  for (const { messages } of values(file)[0].conversations) {
    if (messages.length === 0) continue;
    t.sessions++;
    for (const m of messages)
      for (const { part } of m.fragments) {
        const kind = KINDS[part.pt]?.(m.role);
        if (kind) t.add(kind);
      }
  }
  return t;
}
main(import.meta, count);
