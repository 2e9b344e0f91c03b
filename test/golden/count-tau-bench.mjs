// Expected events of a tau-bench results file.
import { main, plain, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  for (const r of values(file)) {
    if (!Array.isArray(r?.traj)) continue;
    t.sessions++;
    for (const m of r.traj) {
      const said = plain(m.content);
      if (m.role === 'system') t.add('system');
      if (m.role === 'user' && said.split(/###(?:STOP|TRANSFER|OUT-OF-SCOPE)###/).join('').trim() !== '') t.add('user');
      if (m.role === 'assistant' && said.trim() !== '') t.add('assistant');
      if (m.role === 'assistant') t.add('tool_call', m.tool_calls?.length ?? 0);
      if (m.role === 'tool') t.add('tool_result');
    }
    if (typeof r.info?.error === 'string' && r.info.error) t.add('error');
  }
  return t;
}
main(import.meta, count);
