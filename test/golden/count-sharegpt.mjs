// Expected events of ShareGPT files and their relatives.
import { main, Tally, values } from './raw.mjs';

const json = (s) => {
  try {
    return JSON.parse(s);
  } catch {
    return undefined;
  }
};

/** Rows without speakers' names: texts in turn, questions with answers; and messages with roles. */
function countPairs(t, r) {
  t.sessions++;
  if (r.conversation?.[0]?.system) t.add('system');
  const turns = r.data ?? r.conversation.flatMap((c) => (c.input === undefined ? [c] : [c.input, c.output]));
  t.add('user', Math.ceil(turns.length / 2));
  t.add('assistant', Math.floor(turns.length / 2));
}

export function count(file) {
  const t = new Tally();
  for (const r of values(file)) {
    if (r.data || r.conversation) {
      countPairs(t, r);
      continue;
    }
    if (typeof r.conversations === 'string') r.conversations = JSON.parse(r.conversations);
    if (!r.conversations?.length) continue;
    t.sessions++;
    if (r.system) t.add('system');
    let open = 0;
    const sides = (r.chosen ? [r.chosen, r.rejected] : []).map((s) => (typeof s === 'string' ? { from: 'gpt', value: s } : s));
    if (typeof (r.kto_tag ?? r.label) === 'boolean') t.add('feedback');
    for (const c of [...r.conversations, ...sides]) {
      const from = (c.from ?? c.role).replace('-', '_');
      const value = c.value ?? c.content;
      const act = /Action: (\w+)\nAction Input/.exec(value)?.[1];
      if (act) {
        t.add('reasoning');
        t.add(act === 'Finish' ? 'assistant' : 'tool_call');
        open = act === 'Finish' ? 0 : 1;
      } else if (from === 'function_call' || (['gpt', 'assistant'].includes(from) && value.includes('<function='))) {
        const xml = value.split('<function=').length - 1;
        if (xml > 0) {
          const final = xml === 1 && /<function=finish>[^]*<parameter=message>\s*\S/.test(value);
          if (final || value.slice(0, value.indexOf('<function=')).trim()) t.add('assistant');
          open = final ? 0 : xml;
          t.add('tool_call', open);
        } else {
          const calls = json(value);
          open = calls === undefined ? 0 : Array.isArray(calls) ? calls.length : 1;
          t.add('tool_call', open);
          if (open === 0) t.add('assistant');
        }
      } else if (['gpt', 'assistant', 'chatgpt', 'bing', 'bard', 'model'].includes(from)) {
        t.add('assistant');
        open = 0;
      } else if (['observation', 'tool', 'function', 'function_response'].includes(from)) {
        const list = open > 1 ? json(value) : undefined;
        t.add('tool_result', Array.isArray(list) && list.length === open ? open : 1);
      } else if (from === 'system') t.add('system');
      else if (open > 0 && /^EXECUTION RESULT of \[/.test(value)) t.add('tool_result');
      else {
        t.add('user');
        open = 0;
      }
    }
    if (r.chosen) t.add('feedback', 2);
  }
  return t;
}
main(import.meta, count);
