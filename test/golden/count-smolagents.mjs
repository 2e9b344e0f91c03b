// Expected events of smolagents' steps.
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  const run = (steps, question) => {
    t.sessions++;
    let asked = question !== undefined;
    if (asked) t.add('user');
    for (const s of steps) {
      if (s.system_prompt) t.add('system');
      else if (s.task) {
        t.add('user');
        asked = true;
      } else if (s.plan) t.add('reasoning');
      else if (s.step_number) {
        if (!asked) for (const m of s.model_input_messages) t.add(m.role);
        asked = true;
        const out = s.model_output ?? '';
        if (/^Thought:/.test(out)) t.add('reasoning');
        else if (/^Now/.test(out)) t.add('assistant');
        if (s.is_final_answer) t.add('assistant');
        else {
          t.add('tool_call', s.tool_calls.length);
          t.add('tool_result', s.tool_calls.length);
        }
      }
    }
  };
  const all = values(file);
  if (all.some((r) => r.steps)) for (const r of all) run(r.steps, r.question);
  else run(all);
  return t;
}
main(import.meta, count);
