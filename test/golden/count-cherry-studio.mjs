// Expected events of Cherry Studio: every block once, since no fork stands below a fork.
import { main, Tally, values } from './raw.mjs';

const KINDS = { main_text: (role) => [role], thinking: () => ['reasoning'], tool: () => ['tool_call', 'tool_result'], error: () => ['error'] };

export function count(file) {
  const t = new Tally();
  const { topics, message_blocks } = values(file)[0].indexedDB;
  for (const { messages } of topics) {
    if (messages.length === 0) continue;
    t.sessions++;
    for (const m of messages)
      for (const block of message_blocks.filter((b) => b.messageId === m.id)) {
        for (const kind of KINDS[block.type]?.(m.role) ?? []) t.add(kind);
        if (block.type === 'citation') t.add('context', block.response.results.length);
      }
  }
  return t;
}
main(import.meta, count);
