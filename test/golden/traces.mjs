// Traces, told by lists: the longest line of messages in each thread, and what tool runs add to it.
// A step: { kind: 'model', trace, at, prompt: [atom], reply: [[atom]], error?, feedback?, wrapper? }
//      or { kind: 'tool', trace, at, name, id?, result?: boolean, error? } or { kind: 'context', n }.
import { plain } from './raw.mjs';
import { spoken, plainAtom } from './talks.mjs';

/** A message of any SDK: atoms of it. */
export function anyAtoms(m) {
  m = m.message ?? m;
  if (m.lc) m = { ...m.kwargs, role: m.id.at(-1) };
  if (m.type === 'function_call') return [{ ...spoken('', [{ name: m.name, args: m.arguments }]), open: [m.call_id] }];
  if (m.type === 'function_call_output') return [{ ...plainAtom('tool_result', String(m.output)), answers: m.call_id }];
  if (m.type === 'reasoning') return [];
  const role = String(m.role ?? m.type).toLowerCase().replace('message', '');
  const parts = m.parts ?? m.contents ?? m.content;
  const list = (Array.isArray(parts) ? parts : []).map((p) => p.message_content ?? p);
  const text = typeof parts === 'string' ? parts : list.filter((p) => !p.thought && [undefined, 'text', 'output_text'].includes(p.type)).map((p) => p.text ?? p.content ?? '').filter((s) => s).join('\n');
  if (role === 'tool' && parts?.type === 'function') return [];
  const results = list.filter((p) => /response|tool.result/i.test(p.type ?? '') || p.functionResponse || p.function_response);
  if (role === 'system' || role === 'developer') return [plainAtom('system', text)];
  if (role === 'tool' && results.length === 0) return [{ ...plainAtom('tool_result', text || JSON.stringify(parts)), answers: m.tool_call_id }];
  if (results.length && role !== 'assistant')
    return [...results.map((p) => ({ ...plainAtom('tool_result', JSON.stringify(p.response ?? p.result ?? p.output ?? p.functionResponse ?? p.function_response)), answers: p.id ?? p.toolCallId })), ...(text ? [plainAtom('user', text)] : [])];
  if (role === 'user' || role === 'human') return [plainAtom('user', text)];
  const calls = [
    ...list.filter((p) => /^tool.(call|use)$/.test(p.type ?? '') || p.functionCall || p.function_call),
    ...(m.tool_calls ?? m.additional_kwargs?.tool_calls ?? []),
  ].map((c) => {
    c = c.tool_call ?? c.functionCall ?? c.function_call ?? c;
    const f = c.function ?? c;
    const args = f.arguments ?? f.args ?? f.input ?? {};
    return { id: c.id ?? c.toolCallId, name: f.name ?? f.toolName, args: typeof args === 'string' ? args : JSON.stringify(args) };
  });
  const thought = list.filter((p) => p.type === 'reasoning' || p.type === 'thinking').map((p) => p.content ?? p.thinking ?? p.text).join('');
  return [{ ...spoken(text, calls, thought), calls }];
}

const starts = (short, long) => short.length <= long.length && short.every((a, i) => a.id === long[i].id);
const openOf = (line) => {
  const last = line.findLastIndex((a) => a.said);
  const answered = line.slice(last + 1).length;
  return last < 0 ? [] : (line[last].calls ?? []).slice(answered);
};

export function addTraces(tally, sessions) {
  for (const steps of sessions) {
    const events = {};
    const add = (kind, n = 1) => {
      events[kind] = (events[kind] ?? 0) + n;
    };
    const sorted = [...steps].sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
    const told = new Set(sorted.filter((s) => s.kind === 'model' && !s.wrapper && (s.prompt.length || s.reply.length)).map((s) => s.trace));
    const lines = [];
    const runs = sorted.filter((s) => s.kind === 'tool' && s.result);
    const used = new Set();
    const take = (line, before) => {
      for (const call of openOf(line)) {
        const run = runs.find((r) => !used.has(r) && (r.id !== undefined && call.id !== undefined ? r.id === call.id : r.name === call.name && (r.args ?? '') === (call.args ?? '')) && (before === undefined || r.at <= before)) ?? runs.find((r) => !used.has(r) && r.name === call.name && (before === undefined || r.at <= before));
        if (!run) continue;
        used.add(run);
        line.push(plainAtom('tool_result', 'from a run'));
      }
    };
    let silent = 0;
    // What only the spans around the calls say: the person's words before the first call, the answer after the last.
    for (const trace of told) {
      const of = sorted.filter((s) => s.kind === 'model' && s.trace === trace && (s.prompt.length || s.reply.length));
      const calls = of.filter((s) => !s.wrapper);
      const outer = of.filter((s) => s.wrapper);
      const words = outer.map((s) => s.prompt.filter((a) => !a.counts.system)).find((p) => p.some((a) => a.counts.user));
      if (words && !calls.some((s) => s.prompt.some((a) => a.counts.user))) calls[0].prompt.push(...words);
      const answer = outer.find((s) => s.reply[0]?.at(-1)?.counts.assistant)?.reply[0].at(-1);
      const ids = calls.flatMap((s) => [...s.prompt, ...s.reply.flat()]).map((a) => a.id);
      const open = !calls.at(-1).reply[0]?.at(-1)?.counts.assistant;
      if (answer && open && !calls.at(-1).error && !ids.includes(answer.id)) calls.at(-1).after = answer;
    }
    for (const s of sorted) {
      if (s.kind === 'context') add('context', s.n);
      if (s.kind !== 'model' || (s.wrapper && told.has(s.trace))) continue;
      if (s.wrapper && !s.prompt.length && !s.reply.length) continue;
      add('feedback', s.feedback ?? 0);
      if (s.error) add('error');
      if (!s.prompt.length && !s.reply.length) {
        if (!s.error) silent++;
        continue;
      }
      const whole = [...s.prompt, ...(s.reply[0] ?? [])];
      const first = s.prompt.find((a) => !a.counts.system);
      let line = lines.find((l) => first && l.some((a) => !a.counts.system) && starts(l.filter((a) => a.id !== 'merged'), whole));
      if (line) {
        line.splice(0, line.length, ...whole);
        continue;
      }
      // No history in the prompt: it goes on with what there is.
      const delta = !first || (first.counts.tool_result && lines.length > 0);
      line = delta ? lines.at(-1) : undefined;
      if (!line) {
        lines.push([...whole]);
        continue;
      }
      if (!first) take(line, s.at);
      const last = line.at(-1);
      const next = s.reply[0]?.[0];
      if (!s.prompt.length && last?.said && next) {
        const counts = { ...last.counts };
        for (const [k, n] of Object.entries(next.counts)) counts[k] = k === 'assistant' ? 1 : (counts[k] ?? 0) + n;
        line[line.length - 1] = { ...last, counts, calls: [...(last.calls ?? []), ...(next.calls ?? [])] };
      } else line.push(...whole.filter((a) => !a.counts.system));
    }
    for (const line of lines) {
      take(line);
      line.push(...sorted.filter((s) => s.after && lines.indexOf(line) === 0).map((s) => s.after));
      for (const atom of line) for (const [k, n] of Object.entries(atom.counts)) add(k, n);
    }
    // A system prompt that only the span around the calls tells.
    const around = sorted.find((s) => s.wrapper && s.prompt.some((a) => a.counts.system));
    if (lines.length && around && !lines[0].some((a) => a.counts.system)) add('system');
    if (lines.length === 0 || told.size === 0)
      for (const s of sorted.filter((x) => x.kind === 'tool')) {
        add('tool_call');
        if (s.result) add('tool_result');
      }
    if (silent) add('boundary');
    if (Object.keys(events).length === 0) continue;
    tally.sessions++;
    for (const [k, n] of Object.entries(events)) tally.add(k, n);
  }
}

export const parse = (v) => {
  if (typeof v !== 'string' || !/^\s*[[{"]/.test(v)) return v;
  try {
    return JSON.parse(v);
  } catch {
    return v;
  }
};
export const userText = (text) => [plainAtom('user', text)];
export const said = (text) => [spoken(text)];
