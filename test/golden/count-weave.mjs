// Expected events of Weave's calls.
import { addSpans } from './observed.mjs';
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  const calls = values(file);
  const spans = calls.map((c) => {
    const name = /op\/(.*):/.exec(c.op_name)[1];
    const below = (id) => calls.some((x) => x.parent_id === id && (/^(openai|anthropic)\./.test(x.op_name.split('/op/')[1]) || below(x.id)));
    const n = (c.summary.weave?.feedback ?? []).length;
    return {
      trace: c.trace_id,
      session: c.thread_id,
      at: Date.parse(c.started_at),
      kind: /^(openai|anthropic)\./.test(name) ? 'model' : c.parent_id === null || below(c.id) ? 'outer' : 'tool',
      name,
      input: c.inputs,
      output: c.output ?? undefined,
      error: c.exception !== null,
      feedback: n,
    };
  });
  addSpans(t, spans);
  return t;
}
main(import.meta, count);
