// Expected events of a mini-swe-agent trajectory.
import { main, plain, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  const all = values(file);
  const docs = Array.isArray(all[0]?.messages) ? all : [{ messages: all, info: {} }];
  for (const d of docs) {
    t.sessions++;
    let humans = 0;
    let waiting = 0;
    let exit = d.info?.exit_status;
    for (const m of d.messages) {
      if (m.role === 'exit') exit = m.extra?.exit_status ?? exit;
      else if (m.role === 'system') t.add('system');
      else if (m.role === 'assistant') {
        const said = plain(m.content);
        const fence = /```(bash|mswea_bash_command)\n[^]*?```/;
        const calls = m.tool_calls?.length || m.extra?.actions?.length || (fence.test(said) ? 1 : 0);
        const rest = m.tool_calls?.length ? said : said.replace(fence, '').trim();
        if (m.reasoning_content) t.add('reasoning');
        if (rest || !calls) t.add('assistant');
        t.add('tool_call', calls);
        waiting = calls;
      } else if (m.role === 'tool' || (humans && waiting > 0)) {
        t.add('tool_result');
        waiting--;
      } else t.add(humans++ ? 'context' : 'user');
    }
    if (exit && !/^submitted$/i.test(exit)) t.add('error');
  }
  return t;
}
main(import.meta, count);
