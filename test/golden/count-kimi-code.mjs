// Expected events of Kimi Code's wires.
import { main, Tally, values } from './raw.mjs';

const PARTS = { think: 'reasoning', text: 'assistant' };

export function count(file) {
  const t = new Tally();
  t.sessions = 1;
  const all = values(file);
  const appended = all.filter((v) => v.type === 'context.append_message').map((v) => v.message);
  for (const message of appended) t.add(message.origin.kind === 'user' ? 'user' : 'context');
  const said = new Set(appended.map((m) => m.content[0].text));
  for (const { type, event, input, systemPrompt } of all) {
    if (systemPrompt) t.add('system');
    if (type === 'turn.prompt' && !said.has(input[0].text)) t.add('user');
    if (type === 'turn.cancel') t.add('feedback');
    if (type === 'context.apply_compaction') t.add('boundary');
    if (event?.type === 'content.part') t.add(PARTS[event.part.type]);
    if (event?.type === 'tool.call') t.add('tool_call');
    if (event?.type === 'tool.result') t.add('tool_result');
  }
  return t;
}
main(import.meta, count);
