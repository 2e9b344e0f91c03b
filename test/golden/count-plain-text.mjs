// Expected events of a transcript, counted by its labels. Knows the labels of the samples, and no others.
import { main, Tally, text } from './raw.mjs';

const USER = /^(?:\[[^\]]*\] |\*\*)?(?:User|Human|Customer|Nutzer):/;
const AGENT = /^(?:\[[^\]]*\] |\*\*)?(?:Assistant|AI|Agent|Assistent):/;
const RESULT = /^(?:\[[^\]]*\] )?(?:System|Tool output):/;

export function count(file) {
  const t = new Tally();
  const body = text(file).replace(/```[^]*?```/g, '');
  const talks = /^-----$/m.test(body) ? body.split(/^-----$/m) : [body];
  for (const talk of talks) {
    t.sessions++;
    const lines = talk.split('\n');
    const first = lines.findIndex((l) => USER.test(l) || AGENT.test(l));
    if (lines.slice(0, first).some((l) => l.trim() !== '')) t.add('boundary');
    for (const line of lines) {
      if (USER.test(line)) t.add('user');
      if (RESULT.test(line)) t.add('tool_result');
      const calls = line.split('[calls ').length - 1;
      t.add('tool_call', calls);
      // A label with nothing but a call behind it is the call alone.
      if (AGENT.test(line) && !/:\**\s*\[calls .*\]$/.test(line)) t.add('assistant');
    }
  }
  return t;
}
main(import.meta, count);
