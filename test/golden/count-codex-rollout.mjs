// Expected events of one Codex rollout: counted from response_item lines, errors and interruptions from event lines.
import { main, Tally, values } from './raw.mjs';

const TAG = /^\s*(<environment_context>|<user_instructions>|# AGENTS\.md instructions|<(skill|skills_instructions|permissions instructions|subagent_notification|user_shell_command|collaboration_mode)>)/;
const SUMMARY = /^\s*(Another language model started to solve this problem|You were originally given instructions from a user over one or more turns)/;

export function count(file) {
  const t = new Tally();
  const lines = values(file);
  const seen = new Set();
  const metas = new Set();
  let header = false;
  let previous = '';
  let pending = '';
  const mark = (kind) => {
    // Told twice, by an event and by a notice beside it.
    if (previous !== kind) t.add(kind === 'interrupted' ? 'feedback' : 'error');
    pending = kind;
  };
  const talk = (l) => l.type === 'response_item' || (l.payload === undefined && l.type !== undefined);
  const hasItems = lines.some((l) => talk(l) && /message|_call/.test((l.payload ?? l).type ?? 'message'));
  for (const l of lines) {
    if (l === null || typeof l !== 'object') continue;
    const raw = JSON.stringify(l);
    if (l.timestamp && l.payload && seen.has(raw)) continue;
    seen.add(raw);
    const p = l.payload ?? l;
    pending = '';
    if (l.type === 'session_meta' || (l.type === undefined && 'instructions' in l)) {
      metas.add(p.id);
      if (!header && (p.base_instructions?.text || typeof p.instructions === 'string')) t.add('system');
      header = true;
    } else if (l.type === 'compacted') t.add('boundary');
    else if (l.type === 'event_msg') {
      if (p.type === 'error' || (p.type === 'task_complete' && p.error)) mark('error');
      else if (p.type === 'turn_aborted') mark('interrupted');
      else if (!hasItems && p.type === 'user_message') t.add('user');
      else if (!hasItems && p.type === 'agent_message') t.add('assistant');
      else if (!hasItems && p.type === 'agent_reasoning') t.add('reasoning');
      else pending = previous;
    } else if (talk(l)) {
      const type = p.type ?? (p.role ? 'message' : '');
      if (type === 'message') {
        const parts = typeof p.content === 'string' ? [{ text: p.content }] : p.content;
        if (p.role === 'developer' || p.role === 'system') t.add('system');
        else if (p.role === 'assistant') t.add('assistant');
        else {
          const kinds = p.internal_chat_message_metadata_passthrough?.content_item_kinds;
          let human = false;
          parts.forEach((part, i) => {
            const kind = kinds?.[i];
            if (kind ? kind === 'generic.turn_aborted' : /^\s*<turn_aborted>/.test(part.text ?? '')) mark('interrupted');
            else if (kind ? kind === 'compaction.summary' : SUMMARY.test(part.text ?? '')) t.add('boundary');
            else if (kind ? !/^user\.|^unknown$/.test(kind) : TAG.test(part.text ?? '')) t.add('context');
            else human = true;
          });
          if (human) t.add('user');
        }
      } else if (type === 'reasoning') {
        if ((p.summary ?? []).some((s) => s.text) || (p.content ?? []).some?.((s) => s.text)) t.add('reasoning');
      } else if (/_output$/.test(type)) t.add('tool_result');
      else if (/_call$/.test(type)) t.add('tool_call');
      else if (/^compaction/.test(type)) t.add('boundary');
    } else pending = previous;
    previous = pending;
  }
  t.sessions = 1;
  return t;
}
main(import.meta, count);
