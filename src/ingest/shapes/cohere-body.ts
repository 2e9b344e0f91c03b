/**
 * Request and response bodies of Cohere's Chat API (docs.cohere.com/reference/chat). Version 1 has the question in `message` and the
 * rest in `chat_history`; version 2 has `messages` as OpenAI does, and is told by its response.
 */

import { defined } from '../../kit/defined.ts';
import type { EventFlag } from '../../model/event.ts';
import type { ToolDef } from '../../model/session.ts';
import type { CallIn, MessageIn } from '../message.ts';
import { arr, get, idOf, isObject, type JsonObject, num, str } from '../parse.ts';
import { into, items, type Place, rawArgs } from '../place.ts';
import type { ReplyBody, RequestBody } from './bodies.ts';
import { readOne } from './messages.ts';
import { roleNamed } from './roles.ts';

const isTurn = (v: unknown): boolean =>
  /^(?:user|chatbot|system|tool)$/i.test(str(get(v, 'role')) ?? '') && !Object.hasOwn(v as JsonObject, 'content');

/** Version 1. A single question is also other programs': it must be asked of a model of Cohere's, or come with what only Cohere has. */
export function isCohereRequest(body: unknown): boolean {
  if (!isObject(body) || 'messages' in body) return false;
  // A request whose question was cut off still has what only version 1 calls so.
  if (typeof body.message !== 'string') return body.message === undefined && typeof body.preamble === 'string';
  const history = arr(body.chat_history);
  if (history && history.length > 0) return history.every(isTurn);
  return (
    /^(?:command|c4ai)/.test(str(body.model) ?? '') ||
    ['preamble', 'tool_results', 'connectors', 'citation_quality', 'prompt_truncation'].some((key) => key in body)
  );
}

const FINISHED = /^(?:COMPLETE|STOP_SEQUENCE|MAX_TOKENS|TOOL_CALL|ERROR(?:_[A-Z]+)?|TIMEOUT|USER_CANCEL)$/;

/** A response of either version; of version 1 the text alone says too little. */
export const isCohereReply = (body: unknown): boolean =>
  isObject(body) &&
  ((typeof body.text === 'string' &&
    (typeof body.generation_id === 'string' || typeof body.response_id === 'string')) ||
    (get(body, 'message', 'role') === 'assistant' && FINISHED.test(str(body.finish_reason) ?? '')));

export function readCohereRequest(body: Place): RequestBody {
  const { value } = body;
  const prompt = items(into(body, 'chat_history')).flatMap(historyTurn);
  const preamble = into(body, 'preamble');
  if (typeof preamble.value === 'string' && preamble.value !== '')
    prompt.unshift({ role: 'system', text: preamble.value, pointer: preamble.pointer });
  const asked = into(body, 'message');
  // The model read them with the question, and the person did not write them.
  const harness = items(into(body, 'documents')).map((document) => ({
    kind: 'context' as const,
    title: str(get(document.value, 'title')) || 'document',
    text: typeof document.value === 'string' ? document.value : rawArgs(document),
  }));
  if (asked.value !== '')
    prompt.push({
      role: 'user',
      text: str(asked.value) ?? '',
      pointer: asked.pointer,
      ...(harness.length > 0 ? { harness } : {}),
    });
  const results = into(body, 'tool_results');
  const called = prompt.some((m) => m.calls);
  prompt.push(...(called && asked.value === '' ? [] : callsOf(results)), ...resultsOf(results));
  const model = str(get(value, 'model'));
  const conversation = arr(get(value, 'chat_history'))?.length ? undefined : idOf(get(value, 'conversation_id'));
  return {
    prompt,
    tools: cohereTools(into(body, 'tools')),
    subjects: [],
    forced: get(value, 'force_single_step') === true && get(value, 'tool_choice') === 'REQUIRED',
    // With an id the server keeps the history, and the request has what is new.
    ...defined({ model: model || undefined, conversation }),
  };
}

function historyTurn(turn: Place): MessageIn[] {
  const role = roleNamed(get(turn.value, 'role')) ?? 'user';
  if (role === 'tool') return resultsOf(into(turn, 'tool_results'));
  const calls = items(into(turn, 'tool_calls')).map(callOf);
  return [
    {
      role,
      text: str(get(turn.value, 'message')) ?? '',
      pointer: turn.pointer,
      ...(role === 'assistant' && calls.length > 0 ? { calls } : {}),
    },
  ];
}

/** Calls of version 1 have no ids: their results repeat them. */
function callOf(call: Place): CallIn {
  const id = idOf(get(call.value, 'id'));
  return { name: str(get(call.value, 'name')) ?? '', args: rawArgs(into(call, 'parameters')), ...defined({ id }) };
}

function callsOf(results: Place): MessageIn[] {
  const calls = items(results).map((r) => callOf(into(r, 'call')));
  return calls.length > 0 ? [{ role: 'assistant', text: '', calls, pointer: results.pointer }] : [];
}

const resultsOf = (results: Place): MessageIn[] =>
  items(results).map((result) => ({
    role: 'tool',
    text: rawArgs(into(result, 'outputs')),
    pointer: result.pointer,
    ...defined({
      name: str(get(result.value, 'call', 'name')) || undefined,
      callId: idOf(get(result.value, 'call', 'id')),
    }),
  }));

/** Types of parameters are named as Python does. */
const TYPES: Readonly<Record<string, string>> = {
  str: 'string',
  int: 'integer',
  float: 'number',
  bool: 'boolean',
  dict: 'object',
  list: 'array',
};

/** `parameter_definitions` as JSON Schema. Tools of version 2 are OpenAI's, and read there. */
function cohereTools(list: Place): ToolDef[] {
  return items(list).flatMap(({ value }) => {
    const name = str(get(value, 'name'));
    const definitions = get(value, 'parameter_definitions');
    if (!name) return [];
    const properties: JsonObject = {};
    const required: string[] = [];
    for (const [key, one] of Object.entries(isObject(definitions) ? definitions : {})) {
      const type = (str(get(one, 'type')) ?? 'str').toLowerCase().replace(/\[.*$/, '');
      const description = str(get(one, 'description'));
      properties[key] = { type: Object.hasOwn(TYPES, type) ? TYPES[type] : type, ...defined({ description }) };
      if (get(one, 'required') === true) required.push(key);
    }
    const description = str(get(value, 'description')) || undefined;
    const parameters = JSON.stringify({ type: 'object', properties, required });
    return [{ name, inferred: false, parameters, ...defined({ description }) }];
  });
}

const REASONS: Readonly<Record<string, EventFlag>> = {
  MAX_TOKENS: 'truncated',
  ERROR_LIMIT: 'truncated',
  ERROR_TOXIC: 'content_filter',
  USER_CANCEL: 'interrupted',
  TIMEOUT: 'interrupted',
};

export function readCohereReply(body: Place, forced = false): ReplyBody {
  const { value } = body;
  const message = into(body, 'message');
  const calls = items(into(body, 'tool_calls')).map(callOf);
  const [reply] = isObject(message.value)
    ? readOne(message)
    : [
        {
          role: 'assistant' as const,
          text: str(get(value, 'text')) ?? '',
          pointer: body.pointer,
          ...(calls.length > 0 ? { calls } : {}),
        },
      ];
  const reason = str(get(value, 'finish_reason')) ?? '';
  const flag = Object.hasOwn(REASONS, reason) ? REASONS[reason] : undefined;
  if (reply && flag) reply.flags = [...(reply.flags ?? []), flag];
  if (reply?.calls?.length && forced) reply.flags = [...(reply.flags ?? []), 'forced_call'];
  return { replies: reply ? [[reply]] : [], ...defined({ model: str(get(value, 'model')) || undefined }) };
}

/** The history that a response of version 1 repeats, without the answer that it ends with. */
export function requestInReply(body: Place): Pick<RequestBody, 'prompt' | 'tools'> | undefined {
  const history = items(into(body, 'chat_history'));
  const prompt = history.flatMap(historyTurn);
  if (prompt.at(-1)?.role === 'assistant') prompt.pop();
  return prompt.length > 0 ? { prompt, tools: [] } : undefined;
}

const EVENT =
  /^(?:message-start|message-end|content-start|content-delta|content-end|tool-plan-delta|tool-call-start|tool-call-delta|tool-call-end)$/;
export const isCohereEvent = (value: unknown): boolean =>
  EVENT.test(str(get(value, 'type')) ?? '') ||
  /^(?:stream-start|text-generation|stream-end)$/.test(str(get(value, 'event_type')) ?? '');

/** A stream as the response that it makes. Version 1 ends with the whole of it. */
export function mergeCohereEvents(events: readonly unknown[]): JsonObject {
  const end = events.find((e) => get(e, 'event_type') === 'stream-end');
  if (isObject(get(end, 'response')))
    return { generation_id: '', finish_reason: get(end, 'finish_reason'), ...(get(end, 'response') as JsonObject) };
  if (events.some((e) => get(e, 'event_type') !== undefined))
    return { generation_id: '', text: events.map((e) => str(get(e, 'text')) ?? '').join('') };
  const content: JsonObject[] = [];
  const calls: { id?: unknown; type: string; function: { name: string; arguments: string } }[] = [];
  let plan = '';
  let finish: unknown = 'USER_CANCEL';
  for (const event of events) {
    const said = get(event, 'delta', 'message');
    const index = num(get(event, 'index')) ?? 0;
    plan += str(get(said, 'tool_plan')) ?? '';
    const call = get(said, 'tool_calls');
    if (isObject(call)) {
      const known = calls[index] ?? { id: get(call, 'id'), type: 'function', function: { name: '', arguments: '' } };
      calls[index] = known;
      known.function.name ||= str(get(call, 'function', 'name')) ?? '';
      known.function.arguments += str(get(call, 'function', 'arguments')) ?? '';
    }
    const piece = get(said, 'content');
    if (isObject(piece)) content[index] = joined(content[index], piece);
    finish = get(event, 'delta', 'finish_reason') ?? finish;
  }
  const message = {
    role: 'assistant',
    content: content.filter((c) => c !== undefined),
    ...(plan ? { tool_plan: plan } : {}),
  };
  const made = calls.filter((c) => c !== undefined);
  return { finish_reason: finish, message: { ...message, ...(made.length > 0 ? { tool_calls: made } : {}) } };
}

function joined(before: JsonObject | undefined, piece: JsonObject): JsonObject {
  const out: JsonObject = { type: 'text', ...before, ...piece };
  for (const key of ['text', 'thinking'] as const)
    if (before && typeof piece[key] === 'string') out[key] = `${str(before[key]) ?? ''}${piece[key]}`;
  return out;
}
