// Expected events of Cohere's Chat API, both versions.
import { chatAtom } from './chat.mjs';
import { main, Tally, values } from './raw.mjs';
import { addTalks, plainAtom, spoken } from './talks.mjs';

const results = (list) => (list ?? []).map((r) => plainAtom('tool_result', JSON.stringify(r.outputs)));
const calls = (list) => (list ?? []).map((c) => ({ name: c.name, args: JSON.stringify(c.parameters) }));

const turn = (t) =>
  t.role === 'USER' ? plainAtom('user', t.message) : spoken(t.message, calls(t.tool_calls));
const two = (m) => {
  if (m.role === 'tool') return plainAtom('tool_result', m.content[0].document.data);
  if (m.role !== 'assistant') return chatAtom(m);
  const of = (type) => (m.content ?? []).flatMap((p) => (p.type === type ? [p[type]] : [])).join('\n');
  const made = (m.tool_calls ?? []).map((c) => ({ name: c.function.name, args: c.function.arguments }));
  return spoken(of('text'), made, m.tool_plan ?? of('thinking'));
};

export function count(file) {
  const t = new Tally();
  const records = values(file).map((r) => {
    if (!r.request) return { prompt: r.chat_history.slice(0, -1).map(turn), replies: [[turn(r.chat_history.at(-1))]] };
    if (r.request.messages) return { prompt: r.request.messages.map(two), replies: [[two(r.response.message)]] };
    const { preamble, message, chat_history: history, tool_results: given } = r.request;
    const prompt = [
      ...(preamble ? [plainAtom('system', preamble)] : []),
      ...(history ?? []).map(turn),
      ...(message ? [plainAtom('user', message)] : []),
      ...results(given),
    ];
    return { prompt, replies: [[spoken(r.response.text, calls(r.response.tool_calls))]] };
  });
  addTalks(t, records);
  return t;
}
main(import.meta, count);
