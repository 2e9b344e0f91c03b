/** Langfuse observations as steps: GENERATIONs as model calls, TOOLs as runs, and spans around them as wrappers. */
import { defined } from '../../kit/defined.ts';
import type { ToolDef } from '../../model/session.ts';
import { readContent } from '../content.ts';
import type { MessageIn } from '../message.ts';
import { readTools } from '../openai.ts';
import { get, idOf, isObject, jsonText, str } from '../parse.ts';
import { decoded, into, items, type Place } from '../place.ts';
import { looseCall } from '../shapes/loose.ts';
import { resultText } from '../shapes/parts.ts';
import { parseTime } from '../time.ts';
import { contextOr, documentsIn } from './documents.ts';
import { outerCall } from './outer.ts';
import type { Step } from './step.ts';

/** Camel case in the API, snake case in the rows of the batch export. */
const at = (value: unknown, snake: string): unknown =>
  get(
    value,
    snake.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  ) ?? get(value, snake);

/** LangChain’s tools return a message that names its call: such a span is a run, whatever an older SDK called it. */
const isToolMessage = (output: Place): boolean => {
  const { value } = decoded(output);
  return get(value, 'type') === 'tool' && idOf(get(value, 'tool_call_id')) !== undefined;
};

/**
 * @param trace id of the trace, for observations that do not name it.
 * @returns a link for types that say nothing of the conversation: events, guardrails, evaluators.
 */
export function observationStep(o: Place, record: number, trace: string): Step {
  const { value } = o;
  const type = str(get(value, 'type')) ?? '';
  const time = at(value, 'start_time');
  const start = parseTime(time);
  const end = parseTime(at(value, 'end_time'));
  const message = str(at(value, 'status_message'));
  const failed = get(value, 'level') === 'ERROR';
  const parent = idOf(at(value, 'parent_observation_id'));
  const base = {
    id: idOf(get(value, 'id')) ?? '',
    trace: idOf(get(value, 'traceId')) ?? trace,
    ...defined({ parent, start, time, error: failed ? { text: message || 'error' } : undefined }),
    record,
    pointer: o.pointer,
  };
  const latency = start !== undefined && end !== undefined && end >= start ? { latencyMs: end - start } : {};
  if (type === 'TOOL' || (type === 'SPAN' && isToolMessage(into(o, 'output'))))
    return { kind: 'tool', ...base, ...toolRun(o, failed, message), ...latency };
  if (type === 'RETRIEVER') return contextOr(base, documentsIn(into(o, 'output')));
  if (!SPOKEN.has(type)) return { kind: 'link', ...base };
  return { kind: 'model', ...base, ...spokenIn(o, type, failed), ...latency };
}

/** Types that hold the talk, GENERATIONs, or repeat it. */
const SPOKEN = new Set(['GENERATION', 'SPAN', 'CHAIN', 'AGENT']);

function spokenIn(o: Place, type: string, failed: boolean) {
  const { value } = o;
  const wrapper = type !== 'GENERATION';
  const { input, reply } = (wrapper ? outerCall : looseCall)(into(o, 'input'), into(o, 'output'));
  const agent = type === 'AGENT' ? str(get(value, 'name')) : undefined;
  const model = str(get(value, 'model')) ?? str(get(value, 'internalModel')) ?? reply.model ?? input.model;
  return {
    ...defined({ error: reply.error && !failed ? reply.error : undefined }),
    prompt: [...instructions(o, input.prompt), ...input.prompt],
    replies: reply.replies,
    tools: [...input.tools, ...declaredIn(o)],
    ...defined({ model: model || undefined, agent: agent || undefined }),
    wrapper,
  };
}

/** The input is the arguments, bare or under `input`; the output the result, bare or under `content`. */
function toolRun(o: Place, failed: boolean, message: string | undefined) {
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
  const told = into(o, 'metadata', 'attributes');
  const name = str(into(told, 'gen_ai.tool.name').value) ?? str(get(o.value, 'name')) ?? '';
  const callId = idOf(get(decoded(output).value, 'tool_call_id')) ?? idOf(into(told, 'gen_ai.tool.call.id').value);
  const has = output.value !== undefined && output.value !== null;
  return {
    // google-adk names the span, not the tool.
    name: name.replace(/^(?:execute_tool|running tool:?) /, ''),
    args,
    ...defined({ callId }),
    ...(has ? { result: toolOutput(output) } : failed ? { result: { text: message ?? 'error' } } : {}),
    ...defined({ isError: failed ? true : undefined }),
  };
}

/** The result, out of the message or the JSON text around it. */
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

/** Where frameworks leave their tool declarations: a list, its JSON text, or a list of JSON texts. */
function declaredIn(o: Place): ToolDef[] {
  const paths = [
    ['modelParameters', 'tools'],
    ['metadata', 'tools'],
    ['metadata', 'attributes', 'gen_ai.tool.definitions'],
    ['metadata', 'attributes', 'ai.prompt.tools'],
    ['toolDefinitions'],
  ];
  for (const path of paths) {
    const tools = readTools(items(into(o, ...path)).map((t) => decoded(t).value));
    if (tools.length > 0) return tools;
  }
  return [];
}

/** Instructions that OpenTelemetry frameworks put beside the messages. */
function instructions(o: Place, prompt: readonly MessageIn[]): MessageIn[] {
  if (prompt.length === 0 || prompt.some((m) => m.role === 'system')) return [];
  const at = decoded(into(o, 'metadata', 'attributes', 'gen_ai.system_instructions'));
  const text = typeof at.value === 'string' ? at.value : readContent(at.value).text;
  return text ? [{ role: 'system', text, pointer: at.pointer }] : [];
}
