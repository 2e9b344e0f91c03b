// Expected events of production lines: each different message once in its place, over all requests of a talk.
import { main, plain, Tally, values } from './raw.mjs';

const SIGNAL = /thumb|regenerate|edit|copy|rating|escalated|accept|reject/;
const callsOf = (m) => (m.tool_calls ?? []).map((c) => [c.function.name, c.function.arguments]);
const key = (m) => JSON.stringify([m.role, plain(m.content).trim(), callsOf(m)]);

export function count(file) {
  const t = new Tally();
  const talks = new Map();
  values(file).forEach((l, i) => {
    if (!l?.event_type) return;
    const id = l.conversation_id ?? `#${i}`;
    talks.set(id, [...(talks.get(id) ?? []), l]);
  });
  for (const lines of talks.values()) {
    const seen = new Set();
    const rated = new Map();
    for (const l of lines.sort((a, b) => (a.turn_index ?? 0) - (b.turn_index ?? 0))) {
      const reply = l.response?.choices ? null : l.response && { role: 'assistant', ...l.response };
      const messages = [...(l.request?.messages ?? []), ...(l.request && reply ? [reply] : [])];
      let path = '';
      for (const m of messages) {
        path += key(m);
        if (seen.has(path)) continue;
        seen.add(path);
        const calls = callsOf(m).length;
        if (m.role === 'assistant') {
          if (plain(m.content) || !calls) t.add('assistant');
          t.add('tool_call', calls);
        } else t.add(m.role === 'tool' ? 'tool_result' : m.role);
      }
      if (l.error) t.add('error');
      const f = l.feedback ?? (l.event_type === 'feedback' ? l : null);
      if (!f || !SIGNAL.test(f.signal ?? '')) continue;
      // On its own answer; a line without an answer means the last one of its turn that was given before it.
      const about = l.request ? l : lines.findLast((x) => x.request && (l.turn_index === undefined || (x.turn_index === l.turn_index && x.timestamp <= l.timestamp)));
      // A later thumb on the same answer replaces the earlier one.
      rated.set(JSON.stringify([about?.turn_index, about?.response?.content, /thumb/.test(f.signal) ? 'thumb' : f.signal]), 1);
    }
    t.add('feedback', rated.size);
    t.sessions++;
  }
  return t;
}
main(import.meta, count);
