// Expected events of an Aider history, by its marks and the two blanks at the end of a line.
import { main, Tally, text } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  for (const chat of text(file).split(/^# aider chat started.*$/m).slice(1)) {
    const blocks = chat
      .replace(/^> .* {2}$/gm, '')
      .split(/((?:^#### .* {2}\n)+)/m)
      .map((b) => b.trim());
    const asked = blocks.filter((b) => /^#### /.test(b));
    const talk = asked.filter((b) => !/^#### \/(?!ask )/.test(b));
    if (talk.length === 0) continue;
    t.sessions++;
    t.add('user', talk.length);
    t.add('boundary', asked.filter((b) => /^#### \/clear/.test(b)).length);
    const answers = blocks.filter((b) => b && !asked.includes(b));
    t.add('assistant', answers.length);
    t.add('reasoning', answers.filter((b) => b.includes('<thinking-content-')).length);
  }
  return t;
}
main(import.meta, count);
