// Expected events of Amazon Q's conversations, from a saved one and from the database.
import { query } from './database.mjs';
import { main, Tally, values } from './raw.mjs';

function stored(file) {
  const rows = [...query(file, 'SELECT value FROM conversations_v2'), ...query(file, 'SELECT value FROM conversations')];
  const talks = rows.map((row) => JSON.parse(row.value));
  return talks.filter((talk, i) => talks.findIndex((o) => o.conversation_id === talk.conversation_id) === i);
}

export function count(file) {
  const t = new Tally();
  for (const talk of file.endsWith('.json') ? values(file) : stored(file)) {
    t.sessions++;
    if (talk.latest_summary) t.add('boundary');
    for (const entry of talk.history) {
      const [user, assistant] = Array.isArray(entry) ? entry : [entry.user, entry.assistant];
      const [[kind, body]] = Object.entries(user.content);
      if (user.additional_context || body.prompt?.includes('CONTEXT ENTRY')) t.add('context');
      if (body.prompt) t.add('user');
      const results = body.tool_use_results?.length ?? 0;
      t.add('tool_result', results);
      if (kind === 'CancelledToolUses') t.add('feedback', results);
      const [reply] = Object.values(assistant);
      if (reply.content) t.add('assistant');
      t.add('tool_call', reply.tool_uses?.length ?? 0);
    }
  }
  return t;
}
main(import.meta, count);
