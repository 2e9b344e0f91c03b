// Expected events of a tau2-bench file: a whole document, or one simulation.
import { main, plain, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  for (const d of values(file)) {
    for (const s of d.simulations ?? [d]) {
      if (!s.messages?.length) continue;
      t.sessions++;
      if (s.policy ?? d.info?.environment_info?.policy) t.add('system');
      for (const m of s.messages.flatMap((x) => x.tool_messages ?? [x])) {
        const said = plain(m.content);
        const calls = m.tool_calls?.length ?? 0;
        if (m.role === 'user' && said.replace(/###[A-Z-]+###/g, '').trim()) t.add('user');
        if (m.role === 'assistant' && (said || calls === 0)) t.add('assistant');
        if (m.role === 'assistant' && (m.reasoning || m.reasoning_content)) t.add('reasoning');
        if (m.role === 'tool') t.add('tool_result');
        t.add('tool_call', calls);
      }
      if (s.termination_reason && !/^(user|agent)_stop$/.test(s.termination_reason)) t.add('error');
      if (typeof (s.review?.agent_error ?? s.review?.has_errors) === 'boolean') t.add('feedback');
    }
  }
  return t;
}
main(import.meta, count);
