/**
 * Spans of OpenTelemetry with the attributes of one product: what went in and out under its own names, and what the span is.
 *
 * MLflow, Laminar, Traceloop, LangSmith, Langfuse and Braintrust all send OTLP to collectors, where their spans stand beside those of the
 * GenAI conventions. Model calls mostly have both; functions, tools and agents around them have only these.
 */
import { defined } from '../../kit/defined.ts';
import { get, isObject, str } from '../parse.ts';
import { decoded, into, type Place } from '../place.ts';
import { type Attributes, placeIn, textOf, wholeOf } from './attributes.ts';
import { errorOf } from './genai-steps.ts';
import { type ObservationKind, stepOf, unquoted } from './observation.ts';
import type { Span } from './spans.ts';
import type { Step } from './step.ts';

/** What went into a trace as a whole, on its first span: that needs no word for what the span is. */
const TRACE = 'langfuse.trace.input';

/** [what the span is, what went in, what came out, what its tool or agent is called] */
const STYLES: readonly (readonly [kind: string, input: string, output: string, name?: string])[] = [
  ['mlflow.spanType', 'mlflow.spanInputs', 'mlflow.spanOutputs'],
  ['lmnr.span.type', 'lmnr.span.input', 'lmnr.span.output'],
  ['traceloop.span.kind', 'traceloop.entity.input', 'traceloop.entity.output', 'traceloop.entity.name'],
  ['langsmith.span.kind', 'gen_ai.prompt', 'gen_ai.completion', 'langsmith.trace.name'],
  ['langfuse.observation.type', 'langfuse.observation.input', 'langfuse.observation.output'],
  ['braintrust.span_attributes', 'braintrust.input_json', 'braintrust.output_json'],
  [TRACE, TRACE, 'langfuse.trace.output'],
];

const KINDS: Readonly<Record<string, ObservationKind>> = {
  llm: 'model',
  chat_model: 'model',
  generation: 'model',
  tool: 'tool',
  agent: 'agent',
  chain: 'outer',
  workflow: 'outer',
  task: 'outer',
  default: 'outer',
  span: 'outer',
  function: 'outer',
  unknown: 'outer',
  retriever: 'retriever',
};

/** The word for what a span is: text, JSON text, or a JSON object with a `type`. */
function wordOf(a: Attributes, key: string): string | undefined {
  const at = unquoted(placeIn({ pointer: '' }, wholeOf(a, key)));
  const inner = decoded(at).value;
  return (isObject(inner) ? str(get(inner, 'type')) : str(at.value))?.toLowerCase();
}

/** @returns undefined for a span that no product's attributes describe, or that holds neither input nor output */
export function styledStep(span: Span, record: number): Step | undefined {
  const a = span.attributes;
  for (const [marker, input, output, name] of STYLES) {
    const word = wordOf(a, marker);
    const kind =
      marker === TRACE ? 'outer' : word === undefined || !Object.hasOwn(KINDS, word) ? undefined : KINDS[word];
    const [given, returned] = [wholeOf(a, input), wholeOf(a, output)];
    if (kind === undefined || (given === undefined && returned === undefined)) continue;
    return stepOf(
      {
        id: span.id,
        trace: span.trace,
        kind,
        name: (name && textOf(a, name)) || span.name,
        place: placeIn(span, undefined),
        time: span.time,
        end: span.end,
        input: argued(unquoted(placeIn(span, given))),
        output: unquoted(placeIn(span, returned)),
        ...defined({
          parent: span.parent,
          error: errorOf(span),
          model: textOf(a, 'gen_ai.response.model', 'gen_ai.request.model', 'langfuse.observation.model.name'),
          call: textOf(a, 'gen_ai.tool.call.id'),
        }),
      },
      record,
    );
  }
  return undefined;
}

/** A decorated function’s input is its arguments, `{args, kwargs}`: what was asked is the only one, or among the named ones. */
function argued(input: Place): Place {
  const at = decoded(input);
  if (!isObject(at.value) || !Array.isArray(get(at.value, 'args'))) return input;
  const list = get(at.value, 'args') as unknown[];
  const kwargs = into(at, 'kwargs');
  const named = isObject(kwargs.value) && Object.keys(kwargs.value).length > 0;
  return named ? kwargs : list.length === 1 ? into(at, 'args', 0) : input;
}
