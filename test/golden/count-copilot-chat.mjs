// Expected events of a Copilot transcript.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  const called = new Set();
  const ids = new Set();
  for (const l of values(file)) {
    const d = l.data ?? {};
    if (l.id && ids.has(l.id)) continue;
    if (l.id) ids.add(l.id);
    if (l.type === 'user.message') t.add('user');
    if (l.type === 'system.message') t.add('system');
    if (l.type === 'assistant.message') {
      if (d.reasoningText) t.add('reasoning');
      if (d.content || !d.toolRequests?.length) t.add('assistant');
      for (const r of d.toolRequests ?? []) {
        called.add(r.toolCallId);
        t.add('tool_call');
      }
    }
    if (/^tool\.(execution_start|user_requested)$/.test(l.type) && !called.has(d.toolCallId)) {
      called.add(d.toolCallId);
      t.add('tool_call');
    }
    if (l.type === 'tool.execution_complete') t.add('tool_result');
    if (l.type === 'abort') t.add('feedback');
    if (l.type === 'session.error') t.add('error');
    if (/^session\.(resume|handoff|compaction_complete)$/.test(l.type)) t.add('boundary');
  }
  t.sessions = 1;
  return t;
}
main(import.meta, count);
