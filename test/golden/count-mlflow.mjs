// Expected events of MLflow traces.
import { addSpans } from './observed.mjs';
import { main, Tally, values } from './raw.mjs';

const KIND = { AGENT: 'outer', CHAIN: 'outer', CHAT_MODEL: 'model', LLM: 'model', TOOL: 'tool', RETRIEVER: 'context' };
const json = (v) => (v === undefined || v === null ? undefined : JSON.parse(v));

export function count(file) {
  const t = new Tally();
  const spans = [];
  for (const row of values(file)) {
    const trace = row.trace ? JSON.parse(row.trace) : row;
    const list = trace.data?.spans ?? trace.spans;
    const info = trace.info ?? {};
    const meta = info.trace_metadata ?? info.request_metadata ?? {};
    for (const s of list) {
      const a = s.attributes;
      const output = json(a['mlflow.spanOutputs']);
      spans.push({
        trace: json(a['mlflow.traceRequestId']),
        session: meta['mlflow.trace.session'],
        at: s.start_time_unix_nano ?? s.start_time,
        kind: KIND[json(a['mlflow.spanType'])],
        name: s.name,
        input: json(a['mlflow.spanInputs']),
        output,
        documents: output?.length,
        error: s.status?.code === 'STATUS_CODE_ERROR',
      });
    }
    const whole = { trace: spans.at(-1).trace, at: Infinity, kind: 'outer' };
    spans.push({ ...whole, input: trace.data?.request ?? info.request_preview, output: trace.data?.response ?? info.response_preview });
    t.add('feedback', (info.assessments ?? []).filter((x) => x.feedback).length);
  }
  addSpans(t, spans);
  return t;
}
main(import.meta, count);
