// Expected events of Agent Data Protocol trajectories.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  for (const d of values(file)) {
    if (!d?.content?.some?.((c) => c.class_)) continue;
    t.sessions++;
    let unanswered = 0;
    for (const c of d.content) {
      const kind = c.class_;
      if (kind.endsWith('_action')) {
        if (c.description || c.reasoning_content) t.add('reasoning');
        t.add(kind === 'message_action' ? 'assistant' : 'tool_call');
        if (kind !== 'message_action') unanswered++;
      } else if (kind === 'text_observation' && c.name === 'system') t.add('system');
      else if (kind === 'text_observation' && c.source === 'agent') t.add('assistant');
      else if (c.source === 'user' && unanswered === 0) t.add('user');
      else {
        t.add('tool_result');
        if (unanswered > 0) unanswered--;
      }
      if (typeof c.reward === 'number') t.add('feedback');
    }
  }
  return t;
}
main(import.meta, count);
