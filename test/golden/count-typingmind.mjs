// Expected events of TypingMind: messages as they are.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  for (const chat of values(file)[0].data.chats) {
    if (chat.messages.length === 0) continue;
    t.sessions++;
    t.add('system', chat.chatParams?.systemMessage ? 1 : 0);
    for (const m of chat.messages) t.add(m.role);
  }
  return t;
}
main(import.meta, count);
