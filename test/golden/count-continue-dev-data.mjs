// Expected events of Continue's development data.
import { main, Tally, values } from './raw.mjs';

const HEADS = { system: 'system', user: 'user', tool: 'tool_result', assistant: 'tool_call' };

export function count(file) {
  const t = new Tally();
  for (const { prompt, previousCode, feedback, accepted } of values(file)) {
    if (prompt === undefined) continue;
    t.sessions++;
    if (previousCode) t.add('context');
    const heads = prompt.match(/^<\w+>$/gm) ?? ['<user>'];
    for (const head of heads) t.add(HEADS[head.slice(1, -1)]);
    t.add('assistant');
    if (feedback !== undefined || accepted !== undefined) t.add('feedback');
  }
  return t;
}
main(import.meta, count);
