// Expected events of Kiro's sessions: the command line's, newer ones, and the editor's chats.
import { main, Tally, values } from './raw.mjs';

const EVENTS = { user: 'user', assistant: 'assistant', tool_call: 'tool_call', tool_result: 'tool_result' };

export function count(file) {
  const t = new Tally();
  t.sessions = 1;
  for (const { kind, data, payload, chat } of values(file)) {
    if (payload && EVENTS[payload.type]) t.add(EVENTS[payload.type]);
    for (const { role, content } of chat ?? [])
      t.add(content.startsWith('# System Prompt') ? 'system' : { human: 'user', bot: 'assistant', tool: 'tool_result' }[role]);
    if (kind === 'Compaction') t.add('boundary');
    for (const part of data?.content ?? []) {
      if (part.kind === 'text') t.add(kind === 'Prompt' ? 'user' : 'assistant');
      if (part.kind === 'toolUse') t.add('tool_call');
      if (part.kind === 'toolResult') t.add('tool_result');
    }
  }
  return t;
}
main(import.meta, count);
