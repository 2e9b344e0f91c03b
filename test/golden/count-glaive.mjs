// Expected events of Glaive's texts, by counting labels.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  for (const r of values(file)) {
    const chat = r.chat ?? r.sample;
    if (!chat.includes('ASSISTANT:')) continue;
    t.sessions++;
    const of = (label) => chat.split(label).length - 1;
    if (r.system || chat.startsWith('SYSTEM:')) t.add('system');
    t.add('user', of('USER:'));
    t.add('tool_call', of('<functioncall>'));
    t.add('assistant', of('ASSISTANT:') - of('<functioncall>'));
    t.add('tool_result', of('FUNCTION RESPONSE:'));
  }
  return t;
}
main(import.meta, count);
