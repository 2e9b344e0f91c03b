// Expected events of a Claude.ai export: every block counts once in a fixture without forks below forks.
import { main, Tally, values } from './raw.mjs';

const KINDS = { text: 'assistant', thinking: 'reasoning', tool_use: 'tool_call', tool_result: 'tool_result' };

export function count(file) {
  const t = new Tally();
  for (const talk of values(file)) {
    t.sessions++;
    for (const m of talk.chat_messages) {
      t.add('context', m.attachments.filter((a) => a.extracted_content).length);
      if (m.sender === 'human') t.add('user');
      else for (const block of m.content ?? [{ type: 'text' }]) t.add(KINDS[block.type]);
    }
  }
  return t;
}
main(import.meta, count);
