// Expected events of AG-UI's streams, by distinct ids.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  const all = values(file);
  const ids = (pattern, key) => new Set(all.filter((e) => pattern.test(e.type)).map((e) => e[key])).size;
  t.sessions = ids(/^RUN_STARTED/, 'threadId');
  t.add('user', all.flatMap((e) => e.input?.messages ?? []).length);
  t.add('reasoning', ids(/^REASONING_MESSAGE/, 'messageId'));
  t.add('assistant', ids(/^TEXT_MESSAGE/, 'messageId'));
  t.add('tool_call', ids(/^TOOL_CALL_START/, 'toolCallId'));
  t.add('tool_result', ids(/^TOOL_CALL_RESULT/, 'toolCallId'));
  t.add('error', all.filter((e) => e.type === 'RUN_ERROR').length);
  return t;
}
main(import.meta, count);
