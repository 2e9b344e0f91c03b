// Expected events of ATIF trajectories.
import { main, plain, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  for (const d of values(file)) {
    t.sessions++;
    for (const s of [d, ...(d.subagent_trajectories ?? [])].flatMap((x) => x.steps)) {
      const said = plain(s.message);
      const known = ['user', 'system', 'agent'].includes(s.source);
      const agent = s.source === 'agent' || (!known && (s.tool_calls || s.reasoning_content || s.model_name));
      if (agent) {
        if (s.reasoning_content) t.add('reasoning');
        if (said || !s.tool_calls?.length) t.add('assistant');
        t.add('tool_call', s.tool_calls?.length ?? 0);
      } else if (s.source === 'system' && said.startsWith('{"raw_payload"')) t.add('context');
      else if (known) t.add(s.source);
      else if (said) t.add('context');
      t.add('tool_result', s.observation?.results?.length ?? 0);
    }
  }
  return t;
}
main(import.meta, count);
