/** Lists of messages in whatever shape an SDK writes them: OpenAI, Anthropic, Responses items, OpenTelemetry, Gemini, LangChain, AI SDK. */

import { defined } from '../../kit/defined.ts';
import type { PartStub } from '../../model/event.ts';
import { besideContent, imagesBeside, readContent } from '../content.ts';
import type { CallIn, MessageIn } from '../message.ts';
import { arr, get, idOf, isObject, str } from '../parse.ts';
import { decoded, into, items, type Place, rawArgs } from '../place.ts';
import { dictCalls } from '../steps/call-syntax.ts';
import { addSpoken, harmonyMessage } from '../steps/harmony.ts';
import { holdsProse, strayFields, unknownPart } from '../steps/unknown.ts';
import { foldParts, isCallPart, isResultPart, isUiToolPart, readCall, resultText } from './parts.ts';
import { isItem, readItems } from './response-items.ts';
import { isCallRole, roleNamed, speakerNamed } from './roles.ts';

/** Every message of the list (or the single one), with its pointer. What is no message is left out. */
export function readMessages(list: Place, depth = 0): MessageIn[] {
  const at = decoded(list);
  return readPlaces(isObject(at.value) ? [at] : items(at), depth);
}

/**
 * The messages of a request, which is one whatever stands in its list: when none of it is a message that is known, the turn is
 * there, and what was in it is counted.
 */
export function requestMessages(list: Place): MessageIn[] {
  const out = readMessages(list);
  const at = decoded(list);
  const given = isObject(at.value) ? [at] : items(at);
  const lost = out.length > 0 ? [] : given.flatMap((item) => strayItem(item.value) ?? []);
  return lost.length > 0 ? [{ role: 'user', text: '', pointer: list.pointer, parts: lost }] : out;
}

/** The same for messages that lie in several places. */
export function readPlaces(places: readonly Place[], depth = 0): MessageIn[] {
  const out: MessageIn[] = [];
  const lost: PartStub[] = [];
  let run: Place[] = [];
  const flush = (): void => {
    if (run.length > 0) out.push(...readItems(run));
    run = [];
    if (out.length > 0) attach(out.at(-1), lost.splice(0));
  };
  for (const element of places) {
    const item = unwrap(element);
    if (isItem(item.value)) {
      run.push(item);
      continue;
    }
    flush();
    // LangChain nests the list once more.
    if (Array.isArray(item.value)) out.push(...(depth < 3 ? readMessages(item, depth + 1) : []));
    else if (isChannel(item.value)) addSpoken(out, inChannel(item));
    else {
      const read = readOne(namedAsTool(item, out));
      out.push(...read);
      const stub = read.length === 0 ? strayItem(item.value) : undefined;
      if (stub) lost.push(stub);
    }
  }
  flush();
  attach(out[0], lost);
  return out;
}

/** LangGraph's callbacks log a result with the tool's own name as its role: one that a message before it calls. */
function namedAsTool(item: Place, before: readonly MessageIn[]): Place {
  const name = str(get(item.value, 'role'));
  if (name === undefined || roleNamed(name) !== undefined || !hasBody(item.value)) return item;
  if (!before.some((m) => m.calls?.some((c) => c.name === name))) return item;
  return { ...item, value: { name, ...(item.value as object), role: 'tool' } };
}

/** Counts lost items with the message that they stand beside. A list without any message is no list of messages. */
function attach(message: MessageIn | undefined, lost: readonly PartStub[]): void {
  if (message && lost.length > 0) message.parts = [...(message.parts ?? []), ...lost];
}

/** An item among messages that is none: of a role nobody knows, or without a role. */
function strayItem(value: unknown): PartStub | undefined {
  if (!isObject(value) || isToolDeclaration(value) || !holdsProse(value)) return undefined;
  return unknownPart(str(get(value, 'role')) ?? str(get(value, 'type')) ?? 'message', value);
}

/** A message of gpt-oss that was parsed and kept by channel: reasoning, calls and answer of one turn are messages each. */
const isChannel = (value: unknown): boolean =>
  /^(?:analysis|commentary|final)$/.test(str(get(value, 'channel')) ?? '') && roleOf(value) === 'assistant';

function inChannel(item: Place): MessageIn {
  const { value, pointer } = item;
  const content = readContent(get(value, 'content'));
  return { ...harmonyMessage(content.text, str(get(value, 'channel')), str(get(value, 'recipient'))), pointer };
}

export const looksLikeMessage = (value: unknown): boolean => {
  const at = unwrap({ value, pointer: '', text: '', path: [] }).value;
  return isItem(at) || (isObject(at) && roleOf(at) !== undefined && hasBody(at));
};

const hasBody = (value: unknown): boolean =>
  ['content', 'parts', 'tool_calls', 'text', 'function_call', 'kwargs', 'refusal', 'blocks', 'observation'].some(
    (key) => isObject(value) && Object.hasOwn(value, key),
  );

/** OpenInference puts each message under `message`; LangChain's serialised ones lie in `kwargs`, its stored ones in `data`. */
function unwrap(place: Place): Place {
  const at = typeof place.value === 'string' ? decoded(place) : place;
  const { value } = at;
  if (!isObject(value)) return at;
  if (isObject(get(value, 'message')) && roleOf(value) === undefined) return into(at, 'message');
  // Haystack before 2.9 wrote the names of its attributes.
  if (typeof get(value, '_role') === 'string')
    return { ...at, value: { role: get(value, '_role'), content: get(value, '_content'), meta: get(value, '_meta') } };
  // Semantic Kernel logs the message, or the choice that holds it, as JSON text.
  if (typeof get(value, 'gen_ai.event.content') === 'string') {
    const inner = decoded(into(at, 'gen_ai.event.content'));
    if (isObject(get(inner.value, 'message'))) return into(inner, 'message');
    if (isObject(inner.value)) return inner;
  }
  if (get(value, 'lc') !== undefined && isObject(get(value, 'kwargs'))) {
    const name = arr(get(value, 'id'))?.at(-1);
    const kwargs = into(at, 'kwargs');
    return { ...kwargs, value: { ...(kwargs.value as object), role: name } };
  }
  if (isObject(get(value, 'data')) && roleNamed(get(value, 'type')) !== undefined) {
    const data = into(at, 'data');
    return { ...data, value: { ...(data.value as object), role: get(value, 'type') } };
  }
  return at;
}

const roleOf = (value: unknown): MessageIn['role'] | undefined => {
  const named = get(value, 'role');
  return named === undefined ? roleNamed(get(value, 'type')) : speakerNamed(named);
};

export function readOne(item: Place): MessageIn[] {
  const { value } = item;
  const role = roleOf(value);
  if (!role || !isObject(value) || isToolDeclaration(value)) return [];
  if (role === 'tool' && isObject(get(value, 'parameters')) && get(value, 'observation') !== undefined)
    return toolTurn(item);
  const list = contentList(item);
  const partsHoldTools =
    list && items(list).some((p) => isCallPart(p.value) || isResultPart(p.value) || isUiToolPart(p.value));
  const messages = partsHoldTools
    ? foldParts(role, list, item.pointer)
    : role === 'tool'
      ? splitResults(toolMessage(item))
      : [plainMessage(role, item, list)];
  const results = besideResults(item);
  if (results.length > 0)
    messages.splice(0, messages.length, ...results, ...messages.filter((m) => m.text !== '' || m.parts || m.reasoning));
  const own = role === 'assistant' ? ownCalls(item) : undefined;
  if (own && messages[0]) messages[0].text = '';
  const time = get(value, 'created_at') ?? get(value, 'timestamp') ?? get(value, 'ts');
  if (typeof time === 'string' || typeof time === 'number') for (const m of messages) m.time = time;
  const last = messages.findLast((m) => m.role === 'assistant') ?? (role === 'user' ? messages.at(-1) : undefined);
  if (last) addBeside(last, item, own ?? readAllCalls(item));
  attach(messages.at(-1), [...imagesBeside(value), ...strayFields(value)]);
  return messages;
}

/** ChatGLM3 has a call and its result in one turn: `{role: tool, name, parameters, observation}`. */
function toolTurn(item: Place): MessageIn[] {
  const { value, pointer } = item;
  const name = str(get(value, 'name')) ?? '';
  const call: CallIn = { name, args: rawArgs(into(item, 'parameters')) };
  return [
    { role: 'assistant', text: '', calls: [call], pointer },
    { role: 'tool', ...resultText(into(item, 'observation')), name, pointer },
  ];
}

/** What lies beside the content: calls, reasoning, flags. */
function addBeside(m: MessageIn, { value }: Place, calls: CallIn[]): void {
  // The same calls may stand in the content and in `tool_calls` (LangChain over Anthropic): taken once.
  if (calls.length && !m.calls?.length) m.calls = calls;
  const flags = flagsOf(value);
  if (flags.length) m.flags = [...(m.flags ?? []), ...flags];
  const reasoning = besideContent(value);
  if (reasoning && !m.reasoning) m.reasoning = reasoning;
}

/** LangGraph logs tool declarations in the list of messages, as role `tool`. */
export const isToolDeclaration = (value: unknown): boolean =>
  get(value, 'role') === 'tool' && isObject(get(value, 'content')) && get(value, 'content', 'type') === 'function';

/** The list of a message's parts. LlamaIndex calls them blocks, and their type `block_type`. */
function contentList(item: Place): Place | undefined {
  const list = ['content', 'parts', 'contents'].map((k) => into(item, k)).find((p) => Array.isArray(p.value));
  if (list) return list;
  const blocks = into(item, 'blocks');
  if (!Array.isArray(blocks.value)) return undefined;
  const typed = blocks.value.map((b) => (isObject(b) ? { ...b, type: get(b, 'block_type') ?? get(b, 'type') } : b));
  return { ...blocks, value: typed };
}

function plainMessage(role: MessageIn['role'], item: Place, list: Place | undefined): MessageIn {
  const raw = list?.value ?? get(item.value, 'content') ?? get(item.value, 'text') ?? get(item.value, 'parts');
  const known = typeof raw === 'string' || Array.isArray(raw) || raw === null || raw === undefined;
  const nested = !known && !isObject(get(raw, 'parts')) && typeof get(raw, 'type') === 'string';
  const content = readContent(openInference(known || nested ? raw : []));
  const text = known || nested ? content.text : rawArgs(into(item, 'content'));
  const refusal = str(get(item.value, 'refusal'));
  return {
    role,
    text: text === '' && refusal ? refusal : text,
    pointer: item.pointer,
    reasoning: content.reasoning || undefined,
    parts: content.parts.length ? content.parts : undefined,
    flags: refusal || content.refusal ? ['refusal' as const] : undefined,
  };
}

/** OpenInference wraps each part in `message_content`. */
const openInference = (raw: unknown): unknown =>
  Array.isArray(raw)
    ? raw.map((part) => (isObject(get(part, 'message_content')) ? imageOf(get(part, 'message_content')) : part))
    : raw;

const imageOf = (part: unknown): unknown => {
  const url = get(part, 'image', 'image', 'url') ?? get(part, 'image', 'url');
  return url === undefined ? part : { type: 'image_url', image_url: { url } };
};

function toolMessage(item: Place): MessageIn {
  const { value } = item;
  const id =
    idOf(get(value, 'tool_call_id')) ??
    idOf(get(value, 'toolCallId')) ??
    idOf(get(value, 'tool_use_id')) ??
    idOf(get(value, 'tool_id')) ??
    // SWE-agent's lists of one; LlamaIndex.
    idOf(get(value, 'tool_call_ids', 0)) ??
    idOf(get(value, 'additional_kwargs', 'tool_call_id')) ??
    // OpenTelemetry's event names the call by `id`; elsewhere that is the message's own.
    (get(value, 'event.name') === undefined ? undefined : idOf(get(value, 'id')));
  const name = (str(get(value, 'name')) ?? str(get(value, 'tool_name')))?.replace(/^functions\./, '');
  const blocks = get(value, 'content') === undefined ? contentList(item) : undefined;
  const content = blocks ?? into(item, isObject(value) && Object.hasOwn(value, 'contents') ? 'contents' : 'content');
  const wrapped = Array.isArray(content.value) ? { ...content, value: openInference(content.value) } : content;
  const failed = get(value, 'status') === 'error' || get(value, 'is_error') === true || get(value, 'error') === true;
  return {
    role: 'tool',
    ...resultText(wrapped),
    pointer: item.pointer,
    ...defined({ callId: id, name: name || undefined, isError: failed ? true : undefined }),
  };
}

/** Datadog lists the results of a turn beside its content. */
function besideResults(item: Place): MessageIn[] {
  return items(into(item, 'tool_results')).flatMap((at): MessageIn[] => {
    const result = into(at, 'result');
    if (result.value === undefined) return [];
    const name = str(get(at.value, 'name'));
    const callId = idOf(get(at.value, 'tool_id'));
    return [
      {
        role: 'tool',
        ...resultText(result),
        pointer: result.pointer,
        ...defined({ callId, name: name || undefined }),
      },
    ];
  });
}

const RESULT_KEYS = new Set(['tool_call_id', 'name', 'content', 'role', 'type']);

/** One tool message may answer several calls: a JSON list of `{tool_call_id, name, content}`. */
function splitResults(message: MessageIn): MessageIn[] {
  if (message.callId !== undefined || !/^\s*\[\s*\{/.test(message.text)) return [message];
  const list = items({ value: message.text, pointer: message.pointer ?? '', text: '', path: [] });
  const each = list.flatMap((place) => {
    const id = idOf(get(place.value, 'tool_call_id'));
    const name = str(get(place.value, 'name'));
    const content = into(place, 'content');
    const known = isObject(place.value) && Object.keys(place.value).every((k) => RESULT_KEYS.has(k));
    if ((id === undefined && !name) || content.value === undefined || !known) return [];
    return [
      {
        ...message,
        ...resultText(content),
        ...defined({ callId: id, name: name || undefined }),
      },
    ];
  });
  return each.length === list.length && each.length > 0 ? each : [message];
}

/** A call as Python prints a dictionary: `{'name': 'f', 'arguments': '{…}'}`. */
const PYTHON_CALL = /^\{'name': '([^']*)', 'arguments': '(.*)'\}$/s;

/** Calls that are the whole of a message by its role, or by what GLM has beside it. */
function ownCalls(item: Place): CallIn[] | undefined {
  if (isCallRole(get(item.value, 'role'))) return dictCalls(str(get(item.value, 'content')) ?? '');
  const call = glmCall(item);
  return call && [call];
}

/** GLM names the tool in `metadata` and writes its arguments as the content. */
function glmCall({ value }: Place): CallIn | undefined {
  const name = str(get(value, 'metadata'));
  const args = str(get(value, 'content'))?.trim();
  if (!name || !args || !/^[\w.-]{1,64}$/.test(name)) return undefined;
  if (GLM_CODE.has(name)) return { name, args, freeform: true };
  return args.startsWith('{') && isObject(decoded({ value: args, pointer: '', text: '', path: [] }).value)
    ? { name, args }
    : undefined;
}

/** GLM's own tools, which take code. */
const GLM_CODE = new Set(['python', 'interpreter', 'simple_browser']);

/** `tool_calls`, else LangChain's copy in `additional_kwargs`, else the old `function_call`. */
function readAllCalls(item: Place): CallIn[] {
  for (const path of [['tool_calls'], ['toolCalls'], ['additional_kwargs', 'tool_calls']]) {
    const calls = items(into(item, ...path)).flatMap((c) => readCall(c) ?? []);
    if (calls.length > 0) return calls;
  }
  for (const path of [['function_call'], ['additional_kwargs', 'function_call']]) {
    const old = into(item, ...path);
    if (isObject(old.value)) return [readCall(old)].filter((c) => c !== undefined);
    const printed = typeof old.value === 'string' ? PYTHON_CALL.exec(old.value) : null;
    if (printed) return [{ name: printed[1] as string, args: (printed[2] as string).replace(/\\(['\\])/g, '$1') }];
  }
  return [];
}

function flagsOf(value: unknown): NonNullable<MessageIn['flags']> {
  const flags: NonNullable<MessageIn['flags']> = [];
  if (get(value, 'weight') === 0) flags.push('not_trained');
  const reason = get(value, 'finish_reason') ?? get(value, 'response_metadata', 'finish_reason');
  if (reason === 'length' || reason === 'max_tokens') flags.push('truncated');
  if (reason === 'content_filter') flags.push('content_filter');
  return flags;
}
