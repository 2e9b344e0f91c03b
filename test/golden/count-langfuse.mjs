// Expected events of Langfuse exports.
import { main, Tally, values } from './raw.mjs';
import { addTraces, anyAtoms, parse, said, userText } from './traces.mjs';

const event = (m) => {
  const inner = parse(m?.['gen_ai.event.content']);
  return inner ? (inner.message ?? inner) : m;
};

function asked(v) {
  v = parse(v);
  if (Array.isArray(v)) v = v.map(event);
  if (v === null || v === undefined || v?.content === 'role') return [];
  if (typeof v === 'string') return userText(v);
  if (Array.isArray(v)) return v.flatMap(anyAtoms);
  if (v.contents !== undefined) {
    const system = v.config?.system_instruction;
    const contents = typeof v.contents === 'string' ? userText(v.contents) : v.contents.flatMap(anyAtoms);
    return [...(system ? anyAtoms({ role: 'system', content: system }) : []), ...contents];
  }
  if (v.messages) return v.messages.flatMap(anyAtoms);
  if (v.prompt) return [...(v.system ? anyAtoms({ role: 'system', content: v.system }) : []), ...userText(v.prompt)];
  return v.role ? anyAtoms(v) : [];
}
function answer(v) {
  v = parse(v);
  if (v === null || v === undefined) return [];
  v = event(v);
  if (typeof v === 'string') return [said(v)];
  if (v[0]?.toolCallId) return [anyAtoms({ role: 'assistant', content: v.map((c) => ({ ...c, type: 'tool-call' })) })];
  if (Array.isArray(v)) return [v.flatMap(anyAtoms)];
  if (v.object === 'response') return [v.output.flatMap(anyAtoms)];
  if (v.candidates) return v.candidates.map((c) => anyAtoms(c.content));
  if (v.content?.parts) return [anyAtoms(v.content)];
  return v.role || Array.isArray(v.content) ? [anyAtoms({ role: 'assistant', ...v })] : [];
}

export function count(file) {
  const t = new Tally();
  const groups = new Map();
  for (const r of values(file))
    for (const whole of r.data ?? [r]) {
      const trace = whole.trace ?? whole;
      const observations = whole.observations ?? [];
      const scores = trace.scores ?? [];
      const system = observations.map((o) => parse(o.output)).find((v) => v?.object === 'response' && v.instructions)?.instructions;
      const steps = observations.flatMap((o) => {
        const base = { trace: trace.id, at: Date.parse(o.startTime) };
        if (o.type === 'TOOL') {
          const input = parse(o.input);
          const args = JSON.stringify(input?.input && Object.keys(input).length === 1 ? input.input : input);
          return [{ kind: 'tool', ...base, name: o.name, args, result: true }];
        }
        const wrapper = o.type !== 'GENERATION';
        let prompt = asked(o.input);
        const told = parse(parse(o.metadata)?.attributes?.['gen_ai.system_instructions']);
        if (!wrapper && told && !prompt.some((a) => a.counts.system)) prompt = [...anyAtoms({ role: 'system', parts: told }), ...prompt];
        if (!wrapper && system && prompt.length) prompt = [...anyAtoms({ role: 'system', content: system }), ...prompt];
        return [{ kind: 'model', ...base, prompt, reply: answer(o.output), error: o.level === 'ERROR', wrapper }];
      });
      steps.push({ kind: 'model', trace: trace.id, at: 0, prompt: asked(trace.input), reply: answer(trace.output), wrapper: true, scores: scores.length });
      const key = trace.sessionId ?? trace.id;
      groups.set(key, [...(groups.get(key) ?? []), ...steps]);
      t.add('feedback', scores.length);
    }
  addTraces(t, [...groups.values()]);
  return t;
}
main(import.meta, count);
