/** OpenInference spans: OTLP files and the exports of Phoenix. */
import { isObject } from '../../parse.ts';
import type { Reader } from '../../reader.ts';
import { isOpenInference } from '../../traces/openinference-steps.ts';
import { readTelemetry } from '../../traces/spans.ts';
import { indexTelemetry, readTraces } from '../../traces/trace-reader.ts';

const FORMAT = 'openinference';

export const openinference: Reader = {
  id: FORMAT,
  doc: {
    title: 'OpenInference, Phoenix',
    files: 'traces.json, *.jsonl',
    detection:
      'Spans or attribute maps with `openinference.span.kind` (OTLP, Phoenix rows with `span_kind`, data frames with `attributes.…` columns, by rows or by columns).',
    notes: [
      'Flattened attributes are put back together with their indices as numbers; nested exports give the same.',
      'Only LLM spans are read for text; `input.value` and `output.value` stand in where the messages are missing. CHAIN and AGENT spans repeat it and are read when no LLM span is there, and for the prompt or the final answer that none holds.',
      'TOOL spans fill in results that no later prompt holds; documents of RETRIEVER spans become `context`.',
      '`session.id` joins traces, `user.id` is a subject; evaluations become feedback, exceptions errors.',
    ],
  },
  votes(record) {
    if (!isObject(record)) return false;
    const { spans } = readTelemetry(record);
    const own = spans.filter((s) => isOpenInference(s.attributes)).length;
    return own > 0;
  },
  index: (record) => indexTelemetry(record),
  read: (records) => readTraces(FORMAT, records),
};
