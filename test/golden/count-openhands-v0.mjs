// Expected events of OpenHands V0: an event list, or rows with `history`.
import { main, plain, Tally, values } from './raw.mjs';

const SILENT = ['recall', 'change_agent_state', 'null', 'agent_state_changed', 'start'];

function countEvents(events, t) {
  const spoken = new Set();
  for (const e of events) {
    if (!e || typeof e !== 'object') continue;
    if (e.observation !== undefined) {
      if (SILENT.includes(e.observation)) continue;
      const answers = e.cause !== undefined || e.tool_call_metadata?.tool_call_id;
      t.add(e.observation === 'error' && !answers ? 'error' : 'tool_result');
      if (e.observation === 'user_rejected') t.add('feedback');
      continue;
    }
    if (SILENT.includes(e.action)) continue;
    const said = e.tool_call_metadata?.model_response?.choices?.[0]?.message;
    const response = e.tool_call_metadata?.model_response?.id;
    if (e.action === 'system') t.add('system');
    else if (e.action === 'condensation') t.add('boundary');
    else if (e.action === 'message') t.add(e.source === 'user' ? 'user' : 'assistant');
    else if (e.action === 'finish') t.add('assistant');
    else {
      t.add('tool_call');
      const text = plain(said?.content ?? '') || (e.action === 'think' ? '' : (e.args?.thought ?? ''));
      if (e.source !== 'user' && text.trim() && !(response && spoken.has(response))) t.add('assistant');
    }
    if (said?.reasoning_content && !(response && spoken.has(response))) t.add('reasoning');
    if (response) spoken.add(response);
  }
}

export function count(file) {
  const t = new Tally();
  const all = values(file);
  if (all.some((r) => Array.isArray(r.history))) {
    for (const r of all) {
      if (!Array.isArray(r.history)) continue;
      t.sessions++;
      countEvents(r.history.flat(), t);
      if (typeof r.error === 'string' && r.error) t.add('error');
    }
  } else {
    t.sessions = 1;
    countEvents(all, t);
  }
  return t;
}
main(import.meta, count);
