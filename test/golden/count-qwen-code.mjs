// Expected events of a Qwen Code chat: every part of every line, branches too.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  const lines = values(file);
  t.sessions = new Set(lines.map((l) => l.sessionId)).size;
  for (const { subtype, message } of lines) {
    if (subtype === 'chat_compression') t.add('boundary');
    for (const part of message?.parts ?? []) {
      if (part.functionCall) t.add('tool_call');
      else if (part.functionResponse) t.add('tool_result');
      else if (part.thought) t.add('reasoning');
      else t.add(message.role === 'model' ? 'assistant' : 'user');
    }
  }
  return t;
}
main(import.meta, count);
