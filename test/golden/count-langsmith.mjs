// Expected events of LangSmith runs.
import { main, Tally, values } from './raw.mjs';
import { chatReplies } from './chat.mjs';
import { addTraces, anyAtoms } from './traces.mjs';

export function count(file) {
  const t = new Tally();
  const runs = new Map();
  for (const r of values(file)) {
    if (r.run_id && r.key) t.add('feedback');
    for (const run of r.post ? [...r.post, ...r.patch] : r.run_type ? [r] : []) {
      // What wraps a run may leave its id out of the patch: the trace id of a root run is its id.
      const id = run.id ?? run.trace_id;
      const filled = Object.entries(run).filter(([, v]) => v !== null && JSON.stringify(v) !== '{}');
      runs.set(id, { ...runs.get(id), ...Object.fromEntries(filled) });
    }
  }
  const groups = new Map();
  for (const run of runs.values()) {
    const base = { trace: run.trace_id, at: Number(new Date(run.start_time)) };
    const key = run.extra?.metadata?.thread_id ?? run.trace_id;
    const messages = run.inputs?.messages ?? [];
    const prompt = (Array.isArray(messages[0]) ? messages[0] : messages).flatMap(anyAtoms);
    const generations = run.outputs?.generations?.flat() ?? [];
    const reply = generations.length ? generations.map((g) => anyAtoms(g.message)) : chatReplies(run.outputs);
    const step =
      run.run_type === 'tool'
        ? { kind: 'tool', ...base, name: run.name, args: run.inputs?.input, result: true }
        : { kind: 'model', ...base, prompt, reply, error: Boolean(run.error), wrapper: run.run_type === 'chain' };
    groups.set(key, [...(groups.get(key) ?? []), step]);
  }
  addTraces(t, [...groups.values()]);
  return t;
}
main(import.meta, count);
