// Expected events of Opik's traces and spans.
import { addSpans } from './observed.mjs';
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  const spans = [];
  for (const r of values(file))
    for (const s of r.trace ? [r.trace, ...r.spans] : [r]) {
      const n = (s.feedback_scores ?? []).length;
      const kind = { llm: 'model', tool: 'tool', guardrail: 'other' }[s.type] ?? 'outer';
      if (kind !== 'model') t.add('feedback', n);
      spans.push({
        trace: s.trace_id ?? s.id,
        at: Date.parse(s.start_time),
        kind,
        name: s.name,
        input: s.input,
        output: s.output ?? undefined,
        error: s.error_info !== undefined,
        feedback: n,
      });
    }
  addSpans(t, spans);
  return t;
}
main(import.meta, count);
