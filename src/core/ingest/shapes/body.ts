/** Bodies of the providers' APIs, told apart by their shape, so that a gateway's log may mix them. */
import type { ToolDef } from '../../model/session.ts';
import type { MessageIn } from '../message.ts';
import { get, isObject } from '../parse.ts';
import { decoded, type Place } from '../place.ts';
import { isSse, sseData } from '../sse.ts';
import { type ErrorIn, readError } from '../surroundings.ts';
import { isChatReply, isChatRequest, readChatReply, readChatRequest } from './chat-body.ts';
import { isChunk, mergeChunks } from './chat-stream.ts';

export interface RequestBody {
  prompt: MessageIn[];
  tools: ToolDef[];
  model?: string;
  subjects: string[];
  /** The request demanded a tool call. */
  forced: boolean;
  /** Id of the reply that this request goes on from, or of the conversation (Responses API). */
  previous?: string;
  conversation?: string;
}

export interface ReplyBody {
  replies: MessageIn[][];
  error?: ErrorIn;
  model?: string;
  time?: unknown;
  id?: string;
}

export type Provider = 'chat';

export function requestProvider(body: unknown): Provider | undefined {
  if (isChatRequest(body)) return 'chat';
  return undefined;
}

export function replyProvider(body: unknown): Provider | undefined {
  if (isChatReply(body)) return 'chat';
  return undefined;
}

export function readRequest(body: Place): RequestBody {
  return readChatRequest(body);
}

export function readReply(body: Place, forced = false): ReplyBody {
  if (replyProvider(body.value)) return readChatReply(body, forced);
  const error = isObject(body.value) ? readError(get(body.value, 'error')) : undefined;
  return { replies: [], ...(error ? { error } : {}) };
}

/** A response as logged: the body, its JSON text, the text of a stream, or the list of a stream's chunks. */
export function unstreamed(response: Place): Place {
  const { value } = response;
  if (typeof value === 'string' && isSse(value)) return merged(response, sseData(value));
  const at = decoded(response);
  if (Array.isArray(at.value)) return merged(at, at.value);
  if (isChunk(at.value) && !isChatReply({ ...(at.value as object), object: '' })) return merged(at, [at.value]);
  return at;
}

function merged(response: Place, chunks: readonly unknown[]): Place {
  const value = mergeChunks(chunks);
  if (value === undefined) return response;
  // The pieces lie all over the record: pointers lead to the stream as a whole.
  return { value, pointer: response.pointer, text: '', path: [] };
}
