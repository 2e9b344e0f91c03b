// Expected events of a `codex exec --json` stream.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  const started = new Map();
  const threads = new Set();
  let error;
  const WITH_RESULT = new Set(['command_execution', 'file_change', 'mcp_tool_call']);
  for (const l of values(file)) {
    const i = l.item;
    if (l.type === 'thread.started') threads.add(l.thread_id);
    if (l.type === 'turn.failed' || l.type === 'error') {
      const said = l.error?.message ?? l.message;
      if (said !== error) t.add('error');
      error = said;
    }
    if (l.type === 'item.started') started.set(i.id, i.type);
    if (l.type !== 'item.completed') continue;
    started.delete(i.id);
    if (i.type === 'agent_message') t.add('assistant');
    else if (i.type === 'reasoning') t.add('reasoning');
    else if (i.type === 'error') t.add('error');
    else if (WITH_RESULT.has(i.type) || i.type === 'web_search') t.add('tool_call');
    if (WITH_RESULT.has(i.type)) t.add('tool_result');
  }
  for (const type of started.values()) if (WITH_RESULT.has(type)) t.add('tool_call');
  t.sessions = Math.max(1, threads.size);
  return t;
}
main(import.meta, count);
