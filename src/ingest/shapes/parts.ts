/** Content parts that are tool calls or results: Anthropic blocks, OpenTelemetry parts, Gemini parts, AI SDK parts. */

import { defined } from '../../kit/defined.ts';
import { readContent } from '../content.ts';
import type { CallIn, MessageIn } from '../message.ts';
import { arr, get, idOf, isObject, str } from '../parse.ts';
import { decoded, into, items, type Place, rawArgs } from '../place.ts';

const CALL_TYPES = new Set([
  'tool_use',
  'server_tool_use',
  'mcp_tool_use',
  'tool_call',
  'tool-call',
  'server_tool_call',
  'function_call',
  'toolRequest',
]);
const RESULT_TYPES = new Set([
  'tool_call_response',
  'tool-result',
  'tool-error',
  'server_tool_call_response',
  'function_response',
  'toolResponse',
]);

/** The AI SDK's parts of a page's message: `tool-NAME` and `dynamic-tool` hold the call and, when it has run, the result. */
export const isUiToolPart = (part: unknown): boolean =>
  (idOf(get(part, 'toolCallId')) !== undefined &&
    /^(?:dynamic-tool$|tool-(?!call$|result$|error$))/.test(str(get(part, 'type')) ?? '')) ||
  (get(part, 'type') === 'tool-invocation' && isObject(get(part, 'toolInvocation')));

/** Parts of Bedrock and Gemini are named by their key. Code that Gemini runs is a call whose result follows. */
const CALL_KEYS = [
  'toolUse',
  'functionCall',
  'function_call',
  'executableCode',
  'executable_code',
  // Haystack.
  'tool_call',
] as const;
const RESULT_KEYS = [
  'toolResult',
  'functionResponse',
  'function_response',
  'codeExecutionResult',
  'code_execution_result',
  'tool_call_result',
] as const;
/** Gemini's code runs without a name: that of the tool which was offered. */
const CODE_TOOL = 'code_execution';

/** Goose and Bedrock name a call's part by a key or a type of their own. */
export const isCallPart = (part: unknown): boolean =>
  CALL_TYPES.has(str(get(part, 'type')) ?? '') || CALL_KEYS.some((key) => isObject(get(part, key)));

export const isResultPart = (part: unknown): boolean => {
  const type = str(get(part, 'type')) ?? '';
  return (
    RESULT_TYPES.has(type) || /(?:^|_)tool_result$/.test(type) || RESULT_KEYS.some((key) => isObject(get(part, key)))
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
  // verifiers writes each call as JSON text; LLaMA-Factory puts that under `value`.
  const entry = decoded(given);
  if (!isObject(entry.value)) return undefined;
  const code = firstOf(entry, ['executableCode', 'executable_code']);
  if (code && isObject(code.value))
    return { name: CODE_TOOL, args: rawArgs(code), ...defined({ id: idOf(get(code.value, 'id')) }) };
  const place = typeof get(entry.value, 'value') === 'string' ? decoded(into(entry, 'value')) : entry;
  const outer = firstOf(place, ['tool_call', 'functionCall', 'toolUse', 'toolCall']) ?? place;
  const at = firstOf(outer, ['function', 'custom', 'functionCall', 'function_call', 'value']);
  const inner = at && isObject(at.value) ? at : outer;
  const name =
    str(get(inner.value, 'name')) ??
    str(get(inner.value, 'toolName')) ??
    str(get(inner.value, 'tool_name')) ??
    str(get(outer.value, 'name'));
  if (name === undefined) return undefined;
  const args = firstOf(inner, ['arguments', 'args', 'input', 'parameters', 'tool_kwargs']);
  const ids = ['id', 'toolCallId', 'tool_call_id', 'call_id', 'tool_use_id', 'toolUseId', 'tool_id'];
  const id = idAt(outer.value, ids) ?? idAt(inner.value, ids) ?? idAt(place.value, ids);
  return { name, args: args ? rawArgs(args) : '', ...defined({ id }) };
}

/** Text of a tool's result: a string, text parts, or the JSON of anything else. */
export function resultText(place: Place): Pick<MessageIn, 'text' | 'parts'> {
  const { value } = place;
  if (typeof value === 'string') return { text: value };
  if (value === undefined || value === null) return { text: '' };
  const parts = heard(items(place));
  if (parts.length > 0 && parts.every(isBedrockPart)) {
    const media = readContent(parts.flatMap((p) => (isBedrockMedia(p) ? [p.value] : []))).parts;
    const text = parts.flatMap((p) => (isBedrockMedia(p) ? [] : [bedrockText(p)])).join('\n');
    return { text, ...defined({ parts: media.length > 0 ? media : undefined }) };
  }
  // Cohere's results are documents, whose data are what the tool gave.
  const given = parts.map((p) => (isObject(p.value) ? into(p, 'document', 'data') : undefined));
  if (parts.length > 0 && given.every((d) => d?.value !== undefined && d.value !== null))
    return { text: given.flatMap((d) => (d ? rawArgs(d) : [])).join('\n') };
  const kinds = parts.map((p) => str(get(p.value, 'type')));
  if (Array.isArray(value) && kinds.length > 0 && kinds.every((k) => k !== undefined && PART_TYPES.test(k))) {
    const content = readContent(parts.map((p) => p.value));
    return { text: content.text, ...defined({ parts: content.parts.length ? content.parts : undefined }) };
  }
  return { text: rawArgs(place) };
}

/** Goose writes a result for the model and again for the person, and says so in `annotations.audience`. */
function heard(parts: Place[]): Place[] {
  const model = parts.filter((p) => arr(get(p.value, 'annotations', 'audience'))?.includes('assistant'));
  return model.length > 0 ? model : parts;
}

/** Bedrock's result is a list of `{text}`, `{json}` and media. */
const isBedrockPart = (place: Place): boolean =>
  isObject(place.value) &&
  Object.keys(place.value).length === 1 &&
  (typeof get(place.value, 'text') === 'string' || Object.hasOwn(place.value, 'json') || isBedrockMedia(place));

const isBedrockMedia = ({ value }: Place): boolean =>
  ['image', 'document', 'video'].some((key) => isObject(get(value, key, 'source')));

const bedrockText = (place: Place): string => str(get(place.value, 'text')) ?? rawArgs(into(place, 'json'));

const PART_TYPES = /^(?:text|output_text|input_text|image|image_url|input_image|document|file|input_file|media|audio)$/;

const saysFailed = (value: unknown): boolean =>
  get(value, 'is_error') === true ||
  get(value, 'isError') === true ||
  get(value, 'error') === true ||
  get(value, 'type') === 'tool-error' ||
  get(value, 'status') === 'error';

/** What the tool said. Newer versions of Goose wrap it in an MCP result. */
function outputOf(result: Place): Place | undefined {
  const output = firstOf(result, ['content', 'response', 'result', 'output', 'error', 'value']);
  return output && Array.isArray(get(output.value, 'content')) ? into(output, 'content') : output;
}

/** A result in any of the shapes, as a tool message. */
function readResult(place: Place): MessageIn {
  const google = firstOf(place, ['functionResponse', 'function_response']);
  if (google && isObject(google.value)) return googleResult(google, place.pointer);
  const ran = firstOf(place, ['codeExecutionResult', 'code_execution_result']);
  if (ran && isObject(ran.value)) return codeResult(ran, place.pointer);
  const inner = firstOf(place, ['toolResult', 'tool_call_result']) ?? place;
  const { value } = inner;
  const output = outputOf(inner);
  const wrapped = output && /^(?:text|json|error-text|error-json|content)$/.test(str(get(output.value, 'type')) ?? '');
  const body = wrapped && output ? (firstOf(output, ['value']) ?? output) : output;
  const ids = ['tool_use_id', 'toolUseId', 'toolCallId', 'tool_call_id', 'call_id', 'id'];
  const origin = get(value, 'origin');
  const id = idAt(value, ids) ?? idAt(place.value, ids) ?? idAt(origin, ids);
  const named = isObject(origin) ? origin : value;
  const name = str(get(named, 'name')) ?? str(get(named, 'toolName')) ?? str(get(named, 'tool_name'));
  const failed = saysFailed(value) || /_error$|^error-/.test(str(get(output?.value, 'type')) ?? '');
  return {
    role: 'tool',
    ...(body ? resultText(body) : { text: '' }),
    pointer: place.pointer,
    ...defined({ callId: id, name: name || undefined }),
    ...(failed ? { isError: true } : typeof get(value, 'is_error') === 'boolean' ? { isError: false } : {}),
  };
}

/**
 * Gemini's result. Its `response` is what the tool gave; when that is nothing but `output` or `error`, these are it, as the API's
 * reference says. Pictures and files that came with it lie in `parts`.
 */
function googleResult(inner: Place, pointer: string): MessageIn {
  const { value } = inner;
  const response = into(inner, 'response');
  const keys = isObject(response.value) ? Object.keys(response.value) : [];
  const only = keys.length === 1 && (keys[0] === 'output' || keys[0] === 'error') ? keys[0] : undefined;
  const failed =
    isObject(response.value) && get(response.value, 'error') !== undefined && get(response.value, 'error') !== null;
  const body = only === undefined ? response : into(response, only);
  const media = readContent(get(value, 'parts'));
  return {
    role: 'tool',
    text: [rawArgs(body), media.text].filter((t) => t !== '').join('\n'),
    pointer,
    ...defined({
      callId: idOf(get(value, 'id')),
      name: str(get(value, 'name')) || undefined,
      isError: failed ? true : undefined,
      parts: media.parts.length > 0 ? media.parts : undefined,
    }),
  };
}

/** What code printed that Gemini ran. */
function codeResult(inner: Place, pointer: string): MessageIn {
  const { value } = inner;
  const outcome = str(get(value, 'outcome'));
  const callId = idOf(get(value, 'id'));
  return {
    role: 'tool',
    text: str(get(value, 'output')) ?? '',
    pointer,
    name: CODE_TOOL,
    ...defined({ callId, isError: outcome === undefined ? undefined : !/(?:^|_)OK$/i.test(outcome) }),
  };
}

const uiName = (part: unknown): string =>
  str(get(part, 'toolName')) ?? (str(get(part, 'type')) ?? '').replace(/^tool-/, '');

/** Version 4 has the part's fields one level deeper, and calls input and output `args` and `result`. */
const uiPart = (part: Place): Place =>
  get(part.value, 'type') === 'tool-invocation' ? into(part, 'toolInvocation') : part;

function uiCall(given: Place): CallIn {
  const part = uiPart(given);
  // What the model wrote wrongly stands in `rawInput` alone.
  const input = firstOf(part, ['input', 'args', 'rawInput']) ?? into(part, 'input');
  const id = idOf(get(part.value, 'toolCallId'));
  return { name: uiName(part.value), args: input.value === undefined ? '' : rawArgs(input), ...defined({ id }) };
}

/** undefined while the tool runs. */
function uiResult(given: Place): MessageIn | undefined {
  const part = uiPart(given);
  const { value, pointer } = part;
  const error = str(get(value, 'errorText'));
  const output = firstOf(part, ['output', 'result']) ?? into(part, 'output');
  if (error === undefined && output.value === undefined) return undefined;
  const base = {
    role: 'tool' as const,
    pointer,
    name: uiName(value),
    ...defined({ callId: idOf(get(value, 'toolCallId')) }),
  };
  return error === undefined ? { ...base, ...resultText(output) } : { ...base, text: error, isError: true };
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
    else if (isUiToolPart(part.value)) {
      open.calls.push(uiCall(part));
      const result = uiResult(part);
      if (!result) continue;
      flush();
      out.push(result);
    } else if (isResultPart(part.value)) {
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
