// Expected events of a LibreChat export: all messages, nested or flat.
import { main, Tally, values } from './raw.mjs';

const PARTS = { think: ['reasoning'], text: ['assistant'], tool_call: ['tool_call', 'tool_result'], agent_update: [] };

export function count(file) {
  const t = new Tally();
  const walk = (messages) => {
    for (const m of messages ?? []) {
      t.add('context', (m.files ?? []).filter((f) => f.text).length);
      if (m.isCreatedByUser) t.add('user');
      else if (m.error) t.add('error');
      else for (const part of m.content ?? [{ type: 'text' }]) for (const kind of PARTS[part.type]) t.add(kind);
      if (m.feedback) t.add('feedback');
      walk(m.children);
    }
  };
  for (const chat of values(file)) {
    t.sessions++;
    if (chat.options?.promptPrefix) t.add('system');
    walk(chat.messages ?? chat.messagesTree);
  }
  return t;
}
main(import.meta, count);
