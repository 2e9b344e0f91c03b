// Expected events of Zed's threads, new, old and as one text.
import { main, Tally, values } from './raw.mjs';

function fresh(message, t) {
  if (message === 'Resume') return;
  if (message.Compaction) t.add('boundary');
  for (const part of message.User?.content ?? []) if (part.Mention) t.add('context');
  if (message.User) t.add('user');
  for (const part of message.Agent?.content ?? []) {
    const kind = { Text: 'assistant', Thinking: 'reasoning', ToolUse: 'tool_call' }[Object.keys(part)[0]];
    if (kind) t.add(kind);
  }
  t.add('tool_result', Object.keys(message.Agent?.tool_results ?? {}).length);
}

function old({ role, segments = [], context, tool_uses: calls = [], tool_results: results = [] }, t) {
  if (context) t.add('context');
  if (segments.some((s) => s.type === 'text')) t.add(role);
  t.add('reasoning', segments.filter((s) => s.type === 'thinking').length);
  t.add('tool_call', calls.length);
  t.add('tool_result', results.length);
}

export function count(file) {
  const t = new Tally();
  for (const thread of values(file)) {
    t.sessions++;
    for (const message of thread.messages) {
      if (thread.zed === 'context') {
        t.add(message.metadata.role);
        if (message.metadata.status.Error) t.add('error');
      } else if (message.role) old(message, t);
      else fresh(message, t);
    }
  }
  return t;
}
main(import.meta, count);
