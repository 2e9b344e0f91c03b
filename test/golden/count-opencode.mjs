// Expected events of an OpenCode export.
import { query } from './database.mjs';
import { main, Tally, values } from './raw.mjs';

/** The one session of a database: messages with their parts. */
const stored = (file) => [
  {
    messages: query(file, 'SELECT * FROM message').map((m) => ({
      info: JSON.parse(m.data),
      parts: query(file, `SELECT * FROM part WHERE message_id = '${m.id}'`).map((p) => JSON.parse(p.data)),
    })),
  },
];

export function count(file) {
  const t = new Tally();
  for (const d of file.endsWith('.json') ? values(file) : stored(file)) {
    t.sessions++;
    for (const { info, parts } of d.messages) {
      const texts = parts.filter((p) => p.type === 'text' && p.text);
      if (info.role === 'user') {
        if (texts.some((p) => !p.synthetic) || parts.some((p) => p.type === 'file')) t.add('user');
        t.add('context', texts.filter((p) => p.synthetic).length);
        t.add('boundary', parts.filter((p) => p.type === 'compaction').length);
      } else {
        t.add('assistant', texts.length);
        t.add('reasoning', parts.filter((p) => p.type === 'reasoning' && p.text).length);
        const tools = parts.filter((p) => p.type === 'tool');
        t.add('tool_call', tools.length);
        t.add('tool_result', tools.filter((p) => /completed|error/.test(p.state.status)).length);
      }
      if (info.error) t.add(info.error.name === 'MessageAbortedError' ? 'feedback' : 'error');
    }
  }
  return t;
}
main(import.meta, count);
