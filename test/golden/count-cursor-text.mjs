// Expected events of Cursor's transcripts in text: paragraphs at the margin, and marks.
import { main, Tally, text } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  t.sessions = 1;
  for (const part of text(file).split(/^(?=(?:user|assistant):$)/m)) {
    if (part.startsWith('user:')) {
      t.add('user');
      if (part.includes('<timestamp>')) t.add('context');
      continue;
    }
    t.add('reasoning', part.match(/^\[Thinking\]/gm)?.length ?? 0);
    t.add('tool_call', part.match(/^\[Tool call\]/gm)?.length ?? 0);
    t.add('tool_result', part.match(/^\[Tool result\] \w+\n {2}/gm)?.length ?? 0);
    t.add('assistant', part.match(/^[A-Z].*\.$/gm)?.length ?? 0);
  }
  return t;
}
main(import.meta, count);
