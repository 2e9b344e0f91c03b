// Expected events of a pi session in which each entry stands on one line of the tree only.
import { main, plain, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  for (const l of values(file)) {
    const m = l.message;
    if (l.type === 'compaction') t.add('boundary');
    if (l.type === 'branch_summary' || l.type === 'custom_message') t.add('context');
    if (l.type !== 'message') continue;
    if (m.role === 'user' || m.role === 'system') t.add(m.role);
    if (m.role === 'toolResult') t.add('tool_result');
    if (m.role === 'bashExecution') t.add('context');
    if (m.role !== 'assistant') continue;
    const calls = m.content.filter((p) => p.type === 'toolCall').length;
    if (m.content.some((p) => p.type === 'thinking' && p.thinking)) t.add('reasoning');
    if (plain(m.content) || (!calls && !/error|aborted/.test(m.stopReason ?? ''))) t.add('assistant');
    t.add('tool_call', calls);
    if (m.stopReason === 'error') t.add('error');
    if (m.stopReason === 'aborted') t.add('feedback');
  }
  t.sessions = 1;
  return t;
}
main(import.meta, count);
