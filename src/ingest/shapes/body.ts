/** Bodies of the providers' APIs, told apart by their shape, so that a gateway's log may mix them. */

import { defined } from '../../kit/defined.ts';
import type { MessageIn } from '../message.ts';
import { get, isObject, type JsonObject } from '../parse.ts';
import { decoded, into, type Place } from '../place.ts';
import { isSse, sseData } from '../sse.ts';
import { holdsProse, unknownPart } from '../steps/unknown.ts';
import { readError } from '../surroundings.ts';
import { isAnthropicReply, isAnthropicRequest, readAnthropicReply, readAnthropicRequest } from './anthropic-body.ts';
import { isAnthropicEvent, mergeAnthropicEvents } from './anthropic-stream.ts';
import type { ReplyBody, RequestBody } from './bodies.ts';
import { isChatReply, isChatRequest, isOllamaReply, mergeOllama, readChatReply, readChatRequest } from './chat-body.ts';
import { isChunk, mergeChunks } from './chat-stream.ts';
import {
  isCohereEvent,
  isCohereReply,
  isCohereRequest,
  mergeCohereEvents,
  readCohereReply,
  readCohereRequest,
} from './cohere-body.ts';
import { readOne } from './messages.ts';
import {
  isResponse,
  isResponsesEvent,
  isResponsesRequest,
  mergeResponsesEvents,
  readResponse,
  readResponsesRequest,
} from './responses-body.ts';

export type Provider = 'chat' | 'anthropic' | 'responses' | 'cohere';

export function requestProvider(body: unknown): Provider | undefined {
  if (isAnthropicRequest(body)) return 'anthropic';
  if (isChatRequest(body)) return 'chat';
  if (isCohereRequest(body)) return 'cohere';
  return isResponsesRequest(body) ? 'responses' : undefined;
}

export function replyProvider(body: unknown): Provider | undefined {
  if (isAnthropicReply(body) || isAnthropicEvent(body)) return 'anthropic';
  if (isChatReply(body) || isChunk(body)) return 'chat';
  if (isCohereReply(body) || isCohereEvent(body)) return 'cohere';
  return isResponse(body) || isResponsesEvent(body) ? 'responses' : undefined;
}

export function readRequest(body: Place): RequestBody {
  const provider = requestProvider(body.value);
  if (provider === 'anthropic') return readAnthropicRequest(body);
  if (provider === 'cohere') return readCohereRequest(body);
  return provider === 'responses' ? readResponsesRequest(body) : readChatRequest(body);
}

/** `body` as `unstreamed` gives it. */
export function readReply(body: Place, forced = false): ReplyBody {
  const provider = replyProvider(body.value);
  if (provider === 'anthropic') return readAnthropicReply(body, forced);
  if (provider === 'chat') return readChatReply(body, forced);
  if (provider === 'cohere') return readCohereReply(body, forced);
  if (provider === 'responses') return readResponse(body, forced);
  if (!isObject(body.value)) return { replies: [] };
  const error = readError(get(body.value, 'error'));
  return { replies: error ? [] : unknownReply(body), ...defined({ error: error || undefined }) };
}

/** A reply without what tells its API: one message in it is read as any other; else what it says is counted. */
function unknownReply(body: Place): MessageIn[][] {
  const at = [body, into(body, 'message')].find((p) => isObject(p.value) && holdsContent(p.value));
  if (at) {
    const messages = readOne({ ...at, value: { ...(at.value as JsonObject), role: 'assistant' } });
    if (messages.length > 0) return [messages];
  }
  if (!holdsProse(body.value)) return [];
  return [[{ role: 'assistant', text: '', pointer: body.pointer, parts: [unknownPart('response', body.value)] }]];
}

const holdsContent = (value: JsonObject): boolean =>
  (value.role === undefined || value.role === 'assistant') &&
  (Array.isArray(value.content) || typeof value.content === 'string');

/** A response as logged: the body, its JSON text, the text of a stream, or the list of a stream's events. */
export function unstreamed(response: Place): Place {
  const { value } = response;
  if (typeof value === 'string' && isSse(value)) return merged(response, sseData(value));
  const at = decoded(response);
  return Array.isArray(at.value) ? merged(at, at.value) : at;
}

function merged(response: Place, events: readonly unknown[]): Place {
  const value = events.some(isAnthropicEvent)
    ? mergeAnthropicEvents(events)
    : events.some(isResponsesEvent)
      ? mergeResponsesEvents(events)
      : events.some(isCohereEvent)
        ? mergeCohereEvents(events)
        : events.some(isOllamaReply)
          ? mergeOllama(events)
          : mergeChunks(events);
  if (value === undefined) return response;
  // The pieces lie all over the record: pointers lead to the stream as a whole.
  return { value, pointer: response.pointer, text: '', path: [] };
}
