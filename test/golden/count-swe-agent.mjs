// Expected events of a SWE-agent trajectory (or of a row of the nebius dataset).
import { main, plain, Tally, values } from './raw.mjs';

function countRun(run, t) {
  t.sessions++;
  const status = run.info?.exit_status ?? run.exit_status;
  if (run.history?.length) {
    let humans = 0;
    let waiting = false;
    for (const m of run.history.filter((x) => x.is_demo !== true && x.message_type !== 'demonstration')) {
      if (m.role === 'system') t.add('system');
      else if (m.role === 'assistant') {
        const calls = m.tool_calls?.length || (m.action?.trim() ? 1 : 0);
        if (plain(m.content?.length ? m.content : '') || m.thought) {
          const said = m.thought || (calls === 0 || m.tool_calls?.length ? plain(m.content) : '');
          if (said.trim() || calls === 0) t.add('assistant');
        } else if (calls === 0) t.add('assistant');
        if (m.thinking_blocks?.some((b) => b.thinking) || m.reasoning_content) t.add('reasoning');
        t.add('tool_call', calls);
        waiting = calls > 0;
      } else if (m.role === 'tool' || (humans > 0 && waiting)) {
        t.add('tool_result');
        waiting = false;
      } else if (humans > 0) t.add('context');
      else {
        t.add('user');
        humans++;
      }
    }
  } else if (run.trajectory?.[0] && 'system_prompt' in run.trajectory[0]) {
    let humans = 0;
    let waiting = false;
    for (const m of run.trajectory) {
      if (m.role === 'system') t.add('system');
      else if (m.role === 'user') {
        t.add(waiting ? 'tool_result' : humans++ ? 'context' : 'user');
        waiting = false;
      } else {
        const fences = m.text.split('```');
        waiting = fences.length > 2;
        if (waiting) t.add('tool_call');
        if (!waiting || fences.slice(0, -2).join('```').trim()) t.add('assistant');
      }
    }
  } else {
    for (const m of run.trajectory?.[0]?.query ?? run.trajectory?.[0]?.messages ?? []) {
      if (!m.is_demo && (m.role === 'system' || m.role === 'user')) t.add(m.role);
    }
    for (const s of run.trajectory ?? []) {
      if (s.thought?.trim() || (!s.action && s.response)) t.add('assistant');
      if (s.action) t.add('tool_call');
      if (s.action && typeof s.observation === 'string') t.add('tool_result');
    }
  }
  if (/exit_|error|forfeit|timeout|early_exit/i.test(status ?? '')) t.add('error');
}

export function count(file) {
  const t = new Tally();
  for (const run of values(file)) for (const one of run.attempts ?? [run]) countRun(one, t);
  return t;
}
main(import.meta, count);
