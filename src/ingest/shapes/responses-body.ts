/** Request and response bodies of OpenAI's Responses API. */

import { defined } from '../../kit/defined.ts';
import { subjectsOf } from '../exchange.ts';
import type { MessageIn } from '../message.ts';
import { readTools } from '../openai.ts';
import { arr, get, idOf, isObject, type JsonObject, str } from '../parse.ts';
import { into, type Place } from '../place.ts';
import { readError } from '../surroundings.ts';
import type { ReplyBody, RequestBody } from './bodies.ts';
import { readMessages, requestMessages } from './messages.ts';
import { isItem } from './response-items.ts';

/** A response: by its `object`, or by an output of known items. */
export const isResponse = (body: unknown): boolean =>
  isObject(body) &&
  (get(body, 'object') === 'response' ||
    (Array.isArray(get(body, 'output')) && (arr(get(body, 'output')) ?? []).some(isItem)));

/**
 * A request: `input` as items or messages. As a text it needs a model beside it, and no output: a row of any log has an
 * `input`.
 */
export function isResponsesRequest(body: unknown): boolean {
  if (!isObject(body) || Object.hasOwn(body, 'messages') || get(body, 'object') === 'response') return false;
  const input = get(body, 'input');
  if (Array.isArray(input)) return input.some((i) => isItem(i) || (isObject(i) && typeof get(i, 'role') === 'string'));
  return typeof input === 'string' && typeof get(body, 'model') === 'string' && get(body, 'output') === undefined;
}

/** `instructions` come first; they are sent with each request and not carried over. */
function instructionsOf(body: Place): MessageIn[] {
  const at = into(body, 'instructions');
  if (typeof at.value === 'string' && at.value) return [{ role: 'system', text: at.value, pointer: at.pointer }];
  return Array.isArray(at.value) ? requestMessages(at) : [];
}

/** Items without `type` are messages. */
function inputOf(body: Place): MessageIn[] {
  const at = into(body, 'input');
  if (typeof at.value === 'string') return [{ role: 'user', text: at.value, pointer: at.pointer }];
  const list = (arr(at.value) ?? []).map((i) =>
    isObject(i) && get(i, 'type') === undefined && get(i, 'role') ? { ...i, type: 'message' } : i,
  );
  return requestMessages({ ...at, value: list });
}

/** @returns `previous` and `conversation` where the server keeps the history: then `input` holds only what is new. */
/** One candidate: this API has no `n`. A response that was cut off or cancelled has what came until then. */
export function readResponsesRequest(body: Place): RequestBody {
  const { value } = body;
  const tools = into(body, 'tools');
  const choice = get(value, 'tool_choice');
  const model = str(get(value, 'model'));
  return {
    prompt: [...instructionsOf(body), ...inputOf(body)],
    tools: readTools(tools.value, tools.text, tools.path),
    ...defined({ model: model || undefined }),
    subjects: subjectsOf(get(value, 'user'), get(value, 'safety_identifier')),
    forced: choice === 'required' || isObject(choice),
    ...linksOf(value),
  };
}

function linksOf(value: unknown): Pick<RequestBody, 'previous' | 'conversation'> {
  const previous = str(get(value, 'previous_response_id'));
  const conversation = idOf(get(value, 'conversation')) ?? idOf(get(value, 'conversation', 'id'));
  return { ...defined({ previous: previous || undefined, conversation: conversation || undefined }) };
}

export function readResponse(body: Place, forced: boolean): ReplyBody {
  const { value } = body;
  const messages = readMessages(into(body, 'output'));
  const last = messages.findLast((m) => m.role === 'assistant');
  const reason = get(value, 'incomplete_details', 'reason');
  if (last && reason === 'max_output_tokens') last.flags = [...new Set([...(last.flags ?? []), 'truncated' as const])];
  if (last && reason === 'content_filter') last.flags = [...(last.flags ?? []), 'content_filter'];
  if (last && get(value, 'status') === 'cancelled') last.flags = [...(last.flags ?? []), 'interrupted'];
  if (forced) for (const m of messages) if (m.calls) m.flags = [...(m.flags ?? []), 'forced_call'];
  const failed =
    readError(get(value, 'error')) ?? (get(value, 'status') === 'failed' ? { text: 'the response failed' } : undefined);
  const model = str(get(value, 'model'));
  const created = get(value, 'created_at');
  const id = str(get(value, 'id'));
  return {
    replies: messages.length ? [messages] : [],
    ...defined({
      error: failed || undefined,
      model: model || undefined,
      time: typeof created === 'number' ? created : undefined,
      id: id || undefined,
    }),
    ...linksOf(value),
  };
}

/** What a bare response repeats of its request: its instructions and its tools. */
export function requestInside(body: Place): Pick<RequestBody, 'prompt' | 'tools'> {
  const tools = into(body, 'tools');
  return { prompt: instructionsOf(body), tools: readTools(tools.value, tools.text, tools.path) };
}

/** An event of a streamed response. */
export const isResponsesEvent = (value: unknown): boolean => /^response\./.test(str(get(value, 'type')) ?? '');

/** The last event holds the whole response; a stream that was cut is put together from the items that were done. */
export function mergeResponsesEvents(events: readonly unknown[]): JsonObject | undefined {
  let first: JsonObject | undefined;
  const done: unknown[] = [];
  let text = '';
  let error: unknown;
  for (const event of events) {
    const type = str(get(event, 'type')) ?? '';
    const response = get(event, 'response');
    if (/^response\.(?:completed|incomplete|failed|cancelled)$/.test(type) && isObject(response)) {
      if ((arr(get(response, 'output')) ?? []).length === 0 && done.length > 0) return { ...response, output: done };
      return response;
    }
    if (isObject(response)) first ??= response;
    if (type === 'response.output_item.done') {
      done.push(get(event, 'item'));
      text = '';
    } else if (type === 'response.output_text.delta') text += str(get(event, 'delta')) ?? '';
    else if (type === 'error')
      error = get(event, 'error') ?? { message: get(event, 'message'), code: get(event, 'code') };
  }
  if (!first && done.length === 0) return undefined;
  const rest = text
    ? [{ type: 'message', role: 'assistant', status: 'incomplete', content: [{ type: 'output_text', text }] }]
    : [];
  return { object: 'response', ...first, output: [...done, ...rest], ...defined({ error: error || undefined }) };
}
