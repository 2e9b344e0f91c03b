// What the counting scripts of tracing products share: what spans were given and returned, as atoms.
import { addTraces, anyAtoms, parse, said, userText } from './traces.mjs';

function asked(v) {
  v = parse(v);
  if (v === null || v === undefined || v === '') return [];
  if (typeof v === 'string') return userText(v);
  if (Array.isArray(v)) return v.flatMap(anyAtoms);
  if (v.messages) return v.messages.flatMap(anyAtoms);
  const text = v.prompt ?? v.question ?? v.q ?? v.user_input ?? v.value;
  return typeof text === 'string' ? userText(text) : [];
}

function answer(v) {
  v = parse(v);
  if (v === null || v === undefined || v === '') return [];
  if (typeof v === 'string') return [said(v)];
  if (v.choices) return answer(v.choices);
  if (Array.isArray(v)) return v.length ? [v.flatMap((c) => anyAtoms(c.message ?? c))] : [];
  if (v.messages) return [v.messages.flatMap(anyAtoms)];
  const text = v.output ?? v.response ?? v.answer ?? v.value;
  if (typeof text === 'string') return [said(text)];
  return v.role ? [anyAtoms(v)] : [];
}

/** Spans `{ trace, session, at, kind, name, id, input, output, error, feedback, documents }` counted as sessions. */
export function addSpans(tally, spans) {
  const sessionOf = {};
  for (const s of spans) if (s.session) sessionOf[s.trace] = s.session;
  const groups = new Map();
  for (const s of spans) {
    const base = { trace: s.trace, at: s.at, error: s.error };
    const steps = [];
    if (s.kind === 'tool') {
      const args = typeof s.input === 'string' ? s.input : JSON.stringify(s.input);
      steps.push({ kind: 'tool', ...base, name: s.name, id: s.id, args, result: s.output !== undefined || s.error });
    } else if (s.kind === 'context') steps.push({ kind: 'context', ...base, n: s.documents });
    else if (s.kind !== 'other') {
      const wrapper = s.kind === 'outer';
      const more = wrapper ? {} : { feedback: s.feedback };
      steps.push({ kind: 'model', ...base, prompt: asked(s.input), reply: answer(s.output), wrapper, ...more });
    }
    const key = sessionOf[s.trace] ?? s.trace;
    groups.set(key, [...(groups.get(key) ?? []), ...steps]);
  }
  const told = (s) => s.kind !== 'model' || s.error || s.prompt.length || s.reply.length;
  addTraces(tally, [...groups.values()].filter((steps) => steps.some(told)));
}
