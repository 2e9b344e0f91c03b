/** OpenTelemetry traces and logs of model calls, in all three generations of the GenAI conventions. */
import { isObject } from '../../parse.ts';
import type { Reader } from '../../reader.ts';
import { isAttributeMap, isSpan, readTelemetry } from '../../traces/spans.ts';
import { indexTelemetry, readTraces } from '../../traces/trace-reader.ts';

const FORMAT = 'otel-genai';

export const otelGenai: Reader = {
  id: FORMAT,
  doc: {
    title: 'OpenTelemetry GenAI',
    files: 'traces.json, logs.json, *.jsonl',
    detection:
      'OTLP/JSON (`resourceSpans`, `resourceLogs`), SDK spans (`spanContext`), bare spans, and attribute maps with `gen_ai.*`, `ai.*` (Vercel AI SDK) or `llm.*` keys.',
    notes: [
      'All generations are read: `gen_ai.input.messages` and its siblings, `gen_ai.*.message` and `gen_ai.choice` events (log records or span events), `gen_ai.prompt` and OpenLLMetry’s numbered attributes.',
      'Spans of one trace, and traces of one conversation (`gen_ai.conversation.id`, `session.id`), are one session, over all files; a span’s log records may lie in another file.',
      'Each model call repeats the history: only what is new is read. Some instrumentations repeat it without calls and results; that it is one loop is proven by the tool run between two calls of a trace, or by the answer that followed. A handover to another agent in the middle of a turn goes on, with the new instructions where they came.',
      'What is asked within a tool run is an agent’s of its own, as are other talks in a trace.',
      'A tool run (`execute_tool`, `ai.toolCall`) fills in the result where no later prompt holds it, and is not counted twice. Without any model call the runs are calls themselves.',
      'Agent spans repeat what the model calls below them say: they are read when there are none, and for the prompt or the final answer that no call holds.',
      'Attributes of one product are read where the conventions leave a span without text: Traceloop, Laminar, MLflow, Langfuse, LangSmith, Braintrust, ADK, PydanticAI and Logfire, Strands, Langtrace.',
      'Failed spans become errors, evaluation results feedback, `user.id` a subject.',
      'Spans without text are reported as such: content capture is off by default.',
    ],
  },
  votes: (r) => isObject(r) && (isSpan(r) || isAttributeMap(r) || readTelemetryCount(r) > 0),
  index: (record) => indexTelemetry(record),
  read: (records) => readTraces(FORMAT, records),
};

function readTelemetryCount(record: unknown): number {
  const { spans, logs } = readTelemetry(record);
  return spans.length + logs.length;
}
