// Expected events of a tau few-shot file.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  for (const { messages_display: talk } of values(file)) {
    if (typeof talk !== 'string') continue;
    t.sessions++;
    const heads = [...talk.matchAll(/(?:^|\n)(system|user|assistant|tool):/g)];
    heads.forEach((h, i) => {
      const body = talk.slice(h.index + h[0].length, heads[i + 1]?.index ?? talk.length).trim();
      if (h[1] === 'tool') t.add('tool_result');
      else if (h[1] !== 'assistant' || body !== 'None') t.add(h[1]);
    });
  }
  return t;
}
main(import.meta, count);
