/** Content parts that are tool calls or results: Anthropic blocks, OpenTelemetry parts, Gemini parts, AI SDK parts. */

import { defined } from '../../kit/defined.ts';
import { readContent } from '../content.ts';
import type { CallIn, MessageIn } from '../message.ts';
import { get, idOf, isObject, str } from '../parse.ts';
import { decoded, into, items, type Place, rawArgs } from '../place.ts';

const CALL_TYPES = new Set([
  'tool_use',
  'server_tool_use',
  'mcp_tool_use',
  'tool_call',
  'tool-call',
  'server_tool_call',
  'function_call',
]);
const RESULT_TYPES = new Set([
  'tool_call_response',
  'tool-result',
  'tool-error',
  'server_tool_call_response',
  'function_response',
]);

export const isCallPart = (part: unknown): boolean =>
  CALL_TYPES.has(str(get(part, 'type')) ?? '') ||
  isObject(get(part, 'functionCall')) ||
  isObject(get(part, 'function_call'));

export const isResultPart = (part: unknown): boolean => {
  const type = str(get(part, 'type')) ?? '';
  return (
    RESULT_TYPES.has(type) ||
    /(?:^|_)tool_result$/.test(type) ||
    isObject(get(part, 'functionResponse')) ||
    isObject(get(part, 'function_response'))
  );
};

const firstOf = (place: Place, keys: readonly string[]): Place | undefined => {
  for (const key of keys) if (isObject(place.value) && Object.hasOwn(place.value, key)) return into(place, key);
  return undefined;
};

const idAt = (value: unknown, keys: readonly string[]): string | undefined => {
  for (const key of keys) {
    const id = idOf(get(value, key));
    if (id !== undefined) return id;
  }
  return undefined;
};

/** A call in any of the shapes: an entry of `tool_calls`, or a content part. */
export function readCall(given: Place): CallIn | undefined {
  if (!isObject(given.value)) return undefined;
  // LLaMA-Factory puts the call as JSON text under `value`.
  const place = typeof get(given.value, 'value') === 'string' ? decoded(into(given, 'value')) : given;
  const outer = firstOf(place, ['tool_call', 'functionCall']) ?? place;
  const at = firstOf(outer, ['function', 'custom', 'functionCall', 'function_call']);
  const inner = at && isObject(at.value) ? at : outer;
  const name = str(get(inner.value, 'name')) ?? str(get(inner.value, 'toolName')) ?? str(get(outer.value, 'name'));
  if (name === undefined) return undefined;
  const args = firstOf(inner, ['arguments', 'args', 'input', 'parameters']);
  const ids = ['id', 'toolCallId', 'tool_call_id', 'call_id', 'tool_use_id'];
  const id = idAt(outer.value, ids) ?? idAt(inner.value, ids);
  return { name, args: args ? rawArgs(args) : '', ...defined({ id }) };
}

/** Text of a tool's result: a string, text parts, or the JSON of anything else. */
export function resultText(place: Place): Pick<MessageIn, 'text' | 'parts'> {
  const { value } = place;
  if (typeof value === 'string') return { text: value };
  if (value === undefined || value === null) return { text: '' };
  const kinds = items(place).map((p) => str(get(p.value, 'type')));
  if (Array.isArray(value) && kinds.length > 0 && kinds.every((k) => k !== undefined && PART_TYPES.test(k))) {
    const content = readContent(value);
    return { text: content.text, ...defined({ parts: content.parts.length ? content.parts : undefined }) };
  }
  return { text: rawArgs(place) };
}

const PART_TYPES = /^(?:text|output_text|input_text|image|image_url|input_image|document|file|input_file|media|audio)$/;

/** A result in any of the shapes, as a tool message. */
function readResult(place: Place): MessageIn {
  const inner = firstOf(place, ['functionResponse', 'function_response']) ?? place;
  const { value } = inner;
  const output = firstOf(inner, ['content', 'response', 'result', 'output', 'error']);
  const wrapped = output && /^(?:text|json|error-text|error-json|content)$/.test(str(get(output.value, 'type')) ?? '');
  const body = wrapped && output ? (firstOf(output, ['value']) ?? output) : output;
  const id = idAt(value, ['tool_use_id', 'toolCallId', 'tool_call_id', 'call_id', 'id']);
  const name = str(get(value, 'name')) ?? str(get(value, 'toolName')) ?? str(get(value, 'tool_name'));
  const failed =
    get(value, 'is_error') === true ||
    get(value, 'isError') === true ||
    get(value, 'type') === 'tool-error' ||
    str(get(value, 'status')) === 'error' ||
    /_error$/.test(str(get(output?.value, 'type')) ?? '') ||
    /^error-/.test(str(get(output?.value, 'type')) ?? '');
  return {
    role: 'tool',
    ...(body ? resultText(body) : { text: '' }),
    pointer: place.pointer,
    ...defined({ callId: id, name: name || undefined }),
    ...(failed ? { isError: true } : typeof get(value, 'is_error') === 'boolean' ? { isError: false } : {}),
  };
}

/**
 * The parts of one message. A user's tool results come before what the user says; in an assistant message a result (of a
 * tool that runs at the provider) ends what came before it, and the text goes on after it.
 */
export function foldParts(role: MessageIn['role'], list: Place, pointer: string): MessageIn[] {
  const results: MessageIn[] = [];
  const out: MessageIn[] = [];
  let open: { plain: unknown[]; calls: CallIn[] } = { plain: [], calls: [] };
  const flush = (): void => {
    if (open.plain.length > 0 || open.calls.length > 0) out.push(...spoken(role, open.plain, open.calls, pointer));
    open = { plain: [], calls: [] };
  };
  for (const part of items(list)) {
    const call = isCallPart(part.value) ? readCall(part) : undefined;
    if (call) open.calls.push(call);
    else if (isResultPart(part.value)) {
      if (role === 'assistant') {
        flush();
        out.push(readResult(part));
      } else results.push(readResult(part));
    } else open.plain.push(part.value);
  }
  flush();
  return [...results, ...out];
}

function spoken(role: MessageIn['role'], plain: unknown[], calls: CallIn[], pointer: string): MessageIn[] {
  const content = readContent(plain);
  if (calls.length === 0 && content.text === '' && content.parts.length === 0 && !content.reasoning) {
    // Only what is never read (opaque reasoning): an empty message of the assistant still is a turn.
    if (role !== 'assistant') return [];
  }
  return [
    {
      role: role === 'tool' ? 'user' : role,
      text: content.text,
      pointer,
      ...defined({
        reasoning: content.reasoning || undefined,
        parts: content.parts.length ? content.parts : undefined,
        flags: content.refusal ? ['refusal' as const] : undefined,
        calls: calls.length ? calls : undefined,
      }),
    },
  ];
}
