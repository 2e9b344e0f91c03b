// Expected events of Amp's threads.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  for (const thread of values(file)) {
    t.sessions++;
    for (const { role, content, state, fileMentions } of thread.messages) {
      const of = (type) => content.filter((p) => p.type === type).length;
      t.add('context', (fileMentions?.files.length ?? 0) + of('manual_bash_invocation'));
      t.add(role === 'assistant' ? 'assistant' : 'user', of('text'));
      t.add('reasoning', of('thinking'));
      t.add('tool_call', of('tool_use'));
      t.add('tool_result', of('tool_result'));
      t.add('boundary', of('summary'));
      if (state?.type === 'cancelled') t.add('feedback');
    }
  }
  return t;
}
main(import.meta, count);
