// Expected events of Cursor's agent transcripts.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  t.sessions = 1;
  for (const { role, message, type, status, error } of values(file)) {
    if (type === 'turn_ended') {
      if (status === 'aborted') t.add('feedback');
      if (error) t.add('error');
      continue;
    }
    const texts = message.content.filter((p) => p.type === 'text').map((p) => p.text);
    if (role === 'user') {
      t.add('user');
      // Each element around the query is context, the time too.
      t.add('context', texts.join().match(/^<(?!user_query|\/)/gm)?.length ?? 0);
      continue;
    }
    t.add('assistant', texts.filter((s) => s.trim() !== '[REDACTED]').length);
    t.add('reasoning', message.content.filter((p) => p.type === 'thinking').length);
    t.add('tool_call', message.content.filter((p) => p.type === 'tool_use').length);
  }
  return t;
}
main(import.meta, count);
