// Expected events of Anthropic message logs.
import { main, plain, Tally, values } from './raw.mjs';
import { addTalks, plainAtom, spoken, sse } from './talks.mjs';

const blocksOf = (content) => (typeof content === 'string' ? [{ type: 'text', text: content }] : content);

function atomsOf(m) {
  const blocks = blocksOf(m.content);
  if (m.role === 'user') {
    const results = blocks.filter((b) => b.type === 'tool_result').map((b) => plainAtom('tool_result', plain(b.content)));
    const rest = blocks.filter((b) => b.type !== 'tool_result');
    return [...results, ...(rest.length ? [plainAtom('user', plain(rest))] : [])];
  }
  const out = [];
  let open = { texts: [], calls: [], thoughts: [], any: false };
  const close = () => {
    if (open.any) out.push(spoken(open.texts.join('\n'), open.calls, open.thoughts.join('')));
    open = { texts: [], calls: [], thoughts: [], any: false };
  };
  for (const b of blocks) {
    if (b.type.endsWith('tool_result')) {
      close();
      out.push(plainAtom('tool_result', JSON.stringify(b.content)));
      continue;
    }
    open.any = true;
    if (b.type === 'text') open.texts.push(b.text);
    else if (b.type === 'thinking') open.thoughts.push(b.thinking);
    else if (b.type.endsWith('tool_use')) open.calls.push({ name: b.name, args: typeof b.input === 'string' ? b.input : JSON.stringify(b.input) });
  }
  close();
  // Only an answer that was refused holds nothing here: its flag is what there is to know.
  return blocks.length === 0 ? [{ ...spoken(''), counts: { assistant: 1 } }] : out;
}

function bodyOf(response) {
  if (typeof response !== 'string') return response;
  const blocks = [];
  for (const e of sse(response)) {
    if (e.type === 'content_block_start') blocks[e.index] = { ...e.content_block, ...(e.content_block.type === 'tool_use' ? { input: '' } : {}) };
    if (e.type !== 'content_block_delta') continue;
    const b = blocks[e.index];
    if (e.delta.text) b.text += e.delta.text;
    if (e.delta.thinking) b.thinking += e.delta.thinking;
    if (e.delta.partial_json) b.input += e.delta.partial_json;
  }
  return { type: 'message', content: blocks };
}

export function count(file) {
  const t = new Tally();
  addTalks(
    t,
    values(file).map((r) => {
      const q = r.request ?? { messages: [] };
      const body = bodyOf(r.request ? r.response : r);
      const messages = [...q.messages];
      const failed = body?.type === 'error';
      let content = failed ? undefined : body?.content;
      // A prefill is the beginning of the answer.
      if (messages.at(-1)?.role === 'assistant') {
        const start = messages.pop().content;
        content = [{ type: 'text', text: plain(start) + plain(content) }, ...content.filter((b) => b.type !== 'text')];
      }
      const system = plain(q.system ?? '') ? [plainAtom('system', plain(q.system))] : [];
      return {
        prompt: [...system, ...messages.flatMap(atomsOf)],
        replies: content ? [atomsOf({ role: 'assistant', content })] : [],
        ...(failed ? { error: 'yes' } : {}),
      };
    }),
  );
  return t;
}
main(import.meta, count);
