// Expected events of Assistants threads, object by object.
import { main, Tally, values } from './raw.mjs';

const list = (v) => (Array.isArray(v) ? v : (v?.data ?? []));

export function count(file) {
  const t = new Tally();
  const docs = values(file);
  const objects = docs.flatMap((d) =>
    d.object === 'list' ? d.data : d.messages ? [...list(d.messages), ...list(d.run_steps), ...list(d.runs)] : [d],
  );
  t.sessions = new Set(objects.map((o) => o.thread_id ?? o.id)).size;
  for (const o of objects) {
    if (o.instructions) t.add('system');
    if (o.last_error) t.add('error');
    for (const a of o.assistants ?? []) if (a.instructions) t.add('system');
    for (const call of [...(o.step_details?.tool_calls ?? []), ...(o.metadata?.tool_calls ?? [])]) {
      t.add('tool_call');
      if (call.function?.output ?? call.code_interpreter?.outputs ?? call.response) t.add('tool_result');
    }
    if (o.object !== 'thread.message') continue;
    if (JSON.stringify(o.content).includes('<think>')) t.add('reasoning');
    t.add(o.role);
  }
  return t;
}
main(import.meta, count);
