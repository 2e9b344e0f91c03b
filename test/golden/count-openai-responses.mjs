// Expected events of Responses API logs: items one after the other, each record's new ones counted once.
import { main, plain, Tally, values } from './raw.mjs';
import { addTalks, plainAtom, spoken, sse } from './talks.mjs';

/** Items to atoms: reasoning, text and calls up to a result are one message, but text after text or calls starts another. */
function atoms(items) {
  const out = [];
  let open;
  const close = () => {
    if (open) out.push(spoken(open.text, open.calls, open.reasoning));
    open = undefined;
  };
  const get = () => {
    open ??= { text: '', calls: [], reasoning: '' };
    return open;
  };
  for (const i of items) {
    const type = i.type ?? 'message';
    if (type === 'message' && i.role === 'assistant') {
      if (open && (open.text || open.calls.length)) close();
      get().text = plain(i.content) || i.content?.find?.((c) => c.refusal)?.refusal || '';
    } else if (type === 'message') {
      close();
      out.push(plainAtom(i.role === 'user' ? 'user' : 'system', plain(i.content)));
    } else if (type === 'reasoning') {
      if (open && (open.text || open.calls.length)) close();
      const summary = (i.summary ?? []).map((s) => s.text).join('');
      if (summary) get().reasoning += summary;
    } else if (type.endsWith('_output')) {
      close();
      out.push(plainAtom('tool_result', typeof i.output === 'string' ? i.output : plain(i.output)));
    } else if (type.endsWith('_call')) {
      get().calls.push({ name: i.name ?? type, args: i.arguments ?? JSON.stringify(i.action ?? i.code ?? {}) });
      const result = i.error ?? i.output ?? i.outputs;
      if (result !== null && result !== undefined) {
        close();
        out.push(plainAtom('tool_result', JSON.stringify(result)));
      }
    }
  }
  close();
  return out;
}

function bodyOf(response) {
  if (typeof response !== 'string') return response;
  const events = sse(response);
  const last = events.find((e) => e.type === 'response.completed')?.response;
  if (last) return last;
  const text = events.filter((e) => e.type === 'response.output_text.delta').map((e) => e.delta);
  const items = events.filter((e) => e.type === 'response.output_item.done').map((e) => e.item);
  const rest = text.length && !items.length ? [{ type: 'message', role: 'assistant', content: text.join('') }] : [];
  return { ...events[0]?.response, output: [...items, ...rest] };
}

export function count(file) {
  const t = new Tally();
  const all = values(file).map((r) => ({ request: r.request, body: bodyOf(r.request ? r.response : r) }));
  const byId = new Map(all.filter((r) => r.body?.id).map((r) => [r.body.id, r]));
  const cache = new Map();
  let conversation = {};
  const root = (r) => {
    const before = byId.get(r.request?.previous_response_id);
    return before ? root(before) : r;
  };
  const whole = (r) => {
    if (cache.has(r)) return cache.get(r);
    const q = r.request;
    const input = typeof q?.input === 'string' ? [{ role: 'user', content: q.input }] : (q?.input ?? []);
    const told = q?.instructions ?? (q ? undefined : r.body.instructions);
    const system = told ? [plainAtom('system', told)] : [];
    const id = q?.conversation?.id ?? q?.conversation;
    let before = [];
    if (byId.has(q?.previous_response_id)) before = whole(byId.get(q.previous_response_id));
    else if (id) before = conversation[id] ?? [];
    const fresh = system.filter((s) => !before.some((b) => b.id === s.id));
    const prompt = [...before, ...fresh, ...atoms(input)];
    const list = [...prompt, ...atoms(r.body?.output ?? [])];
    r.prompt = prompt;
    cache.set(r, list);
    if (id) conversation[id] = list;
    return list;
  };
  const records = all.map((r) => {
    const list = whole(r);
    const q = r.request;
    if (q?.previous_response_id && !byId.has(q.previous_response_id)) t.add('boundary');
    const linked = q?.previous_response_id || all.some((o) => o.request?.previous_response_id && o.request.previous_response_id === r.body?.id);
    const id = q?.conversation?.id ?? q?.conversation ?? (linked ? root(r).body?.id : undefined);
    const reply = list.slice(r.prompt.length);
    return { ...(id ? { key: id } : {}), prompt: r.prompt, replies: reply.length ? [reply] : [], ...(r.body?.error ? { error: 'yes' } : {}) };
  });
  addTalks(t, records);
  return t;
}
main(import.meta, count);
