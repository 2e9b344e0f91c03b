/** Langfuse observations as steps. */
import { readTools } from '../openai.ts';
import { get, idOf, isObject, jsonText, num, str } from '../parse.ts';
import { decoded, into, type Place } from '../place.ts';
import { looseCall } from '../shapes/loose.ts';
import { resultText } from '../shapes/parts.ts';
import { parseTime } from '../time.ts';
import type { Step } from './step.ts';

export function observationStep(o: Place, record: number, trace: string): Step | undefined {
  const { value } = o;
  const type = str(get(value, 'type')) ?? '';
  const time = get(value, 'startTime') ?? get(value, 'start_time');
  const start = parseTime(time);
  const end = parseTime(get(value, 'endTime') ?? get(value, 'end_time'));
  const message = str(get(value, 'statusMessage')) ?? str(get(value, 'status_message'));
  const failed = get(value, 'level') === 'ERROR';
  const parent = idOf(get(value, 'parentObservationId')) ?? idOf(get(value, 'parent_observation_id'));
  const base = {
    id: idOf(get(value, 'id')) ?? '',
    ...(parent === undefined ? {} : { parent }),
    trace: idOf(get(value, 'traceId')) ?? trace,
    ...(start === undefined ? {} : { start }),
    ...(time === undefined ? {} : { time }),
    record,
    pointer: o.pointer,
    ...(failed ? { error: { text: message || 'error' } } : {}),
  };
  const latency = start !== undefined && end !== undefined && end >= start ? { latencyMs: end - start } : {};
  if (type === 'TOOL') return { kind: 'tool', ...base, ...tool(o, failed, message), ...latency };
  const wrapper = type !== 'GENERATION';
  if (wrapper && type !== 'SPAN' && type !== 'CHAIN' && type !== 'AGENT') return undefined;
  const { input, reply } = looseCall(into(o, 'input'), into(o, 'output'));
  const model = str(get(value, 'model')) ?? str(get(value, 'internalModel')) ?? reply.model ?? input.model;
  return {
    kind: 'model',
    ...base,
    ...(reply.error && !failed ? { error: reply.error } : {}),
    prompt: input.prompt,
    replies: reply.replies,
    tools: [...input.tools, ...declaredIn(value)],
    ...(model ? { model } : {}),
    ...latency,
    wrapper,
  };
}

/** The input is the arguments, bare or under `input`; the output the result, bare or under `content`. */
function tool(o: Place, failed: boolean, message: string | undefined) {
  const input = decoded(into(o, 'input'));
  const keys = isObject(input.value) ? Object.keys(input.value) : [];
  const inner = keys.length === 1 && isObject(get(input.value, 'input')) ? into(input, 'input') : input;
  const args =
    typeof inner.value === 'string'
      ? inner.value
      : inner.value === undefined || inner.value === null
        ? ''
        : jsonText(inner.value);
  const output = into(o, 'output');
  const name = str(get(o.value, 'name')) ?? '';
  const callId = idOf(get(decoded(output).value, 'tool_call_id'));
  const has = output.value !== undefined && output.value !== null;
  return {
    // google-adk names the span, not the tool.
    name: name.replace(/^execute_tool /, ''),
    args,
    ...(callId === undefined ? {} : { callId }),
    ...(has ? { result: toolOutput(output) } : failed ? { result: { text: message ?? 'error' } } : {}),
    ...(failed ? { isError: true } : {}),
  };
}

function toolOutput(output: Place) {
  const at = decoded(output);
  if (typeof at.value === 'string') {
    // A string that was encoded once more.
    if (/^".*"$/s.test(at.value)) {
      try {
        const text: unknown = JSON.parse(at.value);
        if (typeof text === 'string') return { text };
      } catch {
        // Not JSON: the quotes are the tool's own.
      }
    }
    return { text: at.value };
  }
  if (isObject(at.value) && get(at.value, 'content') !== undefined) return resultText(into(at, 'content'));
  return typeof output.value === 'string' ? { text: output.value } : resultText(at);
}

/** Where frameworks leave their tool declarations. */
function declaredIn(value: unknown) {
  const tools =
    get(value, 'modelParameters', 'tools') ??
    get(value, 'metadata', 'tools') ??
    get(value, 'metadata', 'attributes', 'gen_ai.tool.definitions') ??
    get(value, 'toolDefinitions');
  const n = num(tools);
  return n === undefined ? readTools(tools) : [];
}
