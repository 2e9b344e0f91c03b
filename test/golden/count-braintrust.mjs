// Expected events of Braintrust's rows.
import { addSpans } from './observed.mjs';
import { main, Tally, values } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  const rows = values(file).flatMap((r) => r.events ?? [r]);
  const rated = new Set();
  const spans = rows.map((r) => {
    const scores = Object.entries(r.scores ?? {}).filter(([, v]) => v !== null);
    const { type } = r.span_attributes;
    // A score span repeats what its trace holds.
    if (type !== 'llm') for (const s of scores) rated.add(`${r.root_span_id} ${s}`);
    return {
      trace: r.root_span_id,
      at: r.metrics.start,
      kind: { llm: 'model', tool: 'tool', score: 'other' }[type] ?? 'outer',
      name: r.span_attributes.name,
      input: r.input,
      output: r.output ?? undefined,
      error: r.error !== null,
      feedback: scores.length,
    };
  });
  t.add('feedback', rated.size);
  addSpans(t, spans);
  return t;
}
main(import.meta, count);
