// Expected events of Continue's sessions.
import { main, plain, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  for (const { history } of values(file)) {
    t.sessions++;
    const rules = new Set(history.flatMap((i) => i.appliedRules ?? []).map((r) => r.rule));
    t.add('context', rules.size);
    const answered = new Set(history.map((i) => i.message.toolCallId));
    for (const { message, contextItems, reasoning, toolCallStates, conversationSummary } of history) {
      t.add('context', contextItems.length);
      if (message.role === 'thinking' || reasoning) t.add('reasoning');
      if (message.role === 'tool') t.add('tool_result');
      else if (message.role !== 'thinking') t.add(message.role, plain(message.content) ? 1 : 0);
      t.add('tool_call', message.toolCalls?.length ?? 0);
      const open = (toolCallStates ?? []).filter((s) => !answered.has(s.toolCallId));
      t.add('tool_result', open.length);
      t.add('feedback', open.filter((s) => s.status === 'canceled').length);
      if (conversationSummary) t.add('boundary');
    }
  }
  return t;
}
main(import.meta, count);
