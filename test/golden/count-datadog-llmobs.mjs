// Expected events of Datadog's LLM Observability spans.
import { addSpans } from './observed.mjs';
import { main, Tally, values } from './raw.mjs';

const KIND = { llm: 'model', tool: 'tool', agent: 'outer', workflow: 'outer', retrieval: 'context' };

/** Messages with calls and results by `tool_id`, as OpenAI writes them. */
const plain = (m) =>
  m.tool_results
    ? m.tool_results.map((r) => ({ role: 'tool', tool_call_id: r.tool_id, content: r.result }))
    : [{ ...m, tool_calls: m.tool_calls?.map((c) => ({ ...c, id: c.tool_id })) }];
const side = (v) => (v?.messages ? v.messages.flatMap(plain) : v?.value);

export function count(file) {
  const t = new Tally();
  const spans = [];
  for (const r of values(file)) {
    const list = r.spans ?? (Array.isArray(r.data) ? r.data.map((e) => e.attributes) : r.data.attributes.spans);
    for (const s of list) {
      const meta = s.meta ?? s;
      const n = Object.keys(s.evaluation ?? {}).length;
      spans.push({
        trace: s.trace_id,
        at: s.start_ns,
        kind: KIND[s.span_kind ?? meta.kind ?? meta['span.kind']] ?? 'other',
        name: s.name,
        input: side(meta.input),
        output: side(meta.output),
        documents: meta.output?.documents?.length,
        error: s.status === 'error',
        feedback: n,
      });
    }
  }
  addSpans(t, spans);
  return t;
}
main(import.meta, count);
