// Expected events of fine-tuning and preference files.
import { chatAtom } from './chat.mjs';
import { main, Tally, values } from './raw.mjs';

/** LLaMA-Factory's parts to OpenAI's message. */
function plainMessage(m) {
  if (!Array.isArray(m.content) || !m.content.some((p) => 'value' in p)) return [m];
  const of = (type) => m.content.filter((p) => p.type === type).map((p) => p.value);
  const text = of('text').join('\n');
  if (m.role === 'tool') {
    try {
      const list = JSON.parse(text);
      if (Array.isArray(list) && list.every((r) => r.content !== undefined && (r.tool_call_id || r.name)))
        return list.map((r) => ({ role: 'tool', content: JSON.stringify(r.content) }));
    } catch {
      // one result
    }
  }
  const calls = of('tool_call').map((v) => ({ function: JSON.parse(v) }));
  return [{ role: m.role, content: text, tool_calls: calls.map((c) => ({ function: { name: c.function.name, arguments: JSON.stringify(c.function.arguments) } })), reasoning_content: of('reasoning').join('') }];
}
const atoms = (list) => list.flatMap(plainMessage).map(chatAtom);
const side = (v) => (typeof v === 'string' ? [chatAtom({ role: 'assistant', content: v })] : atoms(v));

export function count(file) {
  const t = new Tally();
  const add = (list) => list.forEach((a) => Object.entries(a.counts).forEach(([k, n]) => t.add(k, n)));
  for (const r of values(file)) {
    let pair;
    if (r.preferred_output) pair = [atoms(r.input.messages), side(r.preferred_output), side(r.non_preferred_output)];
    else if (r.chosen_messages) pair = [[], side(r.chosen_messages), side(r.rejected_messages)];
    else if (r.chosen) pair = [r.prompt ? (typeof r.prompt === 'string' ? [chatAtom({ role: 'user', content: r.prompt })] : atoms(r.prompt)) : [], side(r.chosen), side(r.rejected)];
    else if (r.rejected_response) pair = [atoms(r.messages.slice(0, -1)), atoms(r.messages.slice(-1)), side(r.rejected_response)];
    if (!pair && !r.messages?.length) continue;
    t.sessions++;
    if (!pair) {
      add(atoms(r.messages));
      if (typeof r.label === 'boolean') t.add('feedback');
      continue;
    }
    let [prompt, chosen, rejected] = pair;
    const repeats = (s) => prompt.length > 0 && s.length > prompt.length && prompt.every((a, i) => a.id === s[i].id);
    if (repeats(chosen)) chosen = chosen.slice(prompt.length);
    if (repeats(rejected)) rejected = rejected.slice(prompt.length);
    let shared = 0;
    while (chosen.length > 1 && rejected.length > 1 && chosen[shared]?.id === rejected[shared]?.id && shared < Math.min(chosen.length, rejected.length) - 1) shared++;
    add(prompt);
    add(chosen);
    add(rejected.slice(shared));
    t.add('feedback', 2);
  }
  return t;
}
main(import.meta, count);
