/** Request and response bodies of OpenAI chat completions (and of the old text completions). */

import { defined } from '../../kit/defined.ts';
import type { EventFlag } from '../../model/event.ts';
import { subjectsOf } from '../exchange.ts';
import type { MessageIn } from '../message.ts';
import { readMessage, readTools } from '../openai.ts';
import { arr, get, isObject, type JsonObject, num, str } from '../parse.ts';
import { into, items, type Place } from '../place.ts';
import { readError } from '../surroundings.ts';
import type { ReplyBody, RequestBody } from './bodies.ts';
import { requestMessages } from './messages.ts';

const CHAT_OBJECTS = new Set(['chat.completion', 'chat.completion.chunk', 'text_completion']);

/** Ollama's own API: one message, or the text of a completion, and whether it is done. */
export const isOllamaReply = (body: unknown): boolean =>
  isObject(body) &&
  typeof body.done === 'boolean' &&
  (isObject(body.message) || (typeof body.response === 'string' && typeof body.model === 'string'));

/** Pieces of Ollama's stream as the answer that they make; calls come whole. */
export function mergeOllama(events: readonly unknown[]): JsonObject {
  const said = (key: string): string =>
    events.map((e) => str(get(e, 'message', key)) ?? str(get(e, key === 'content' ? 'response' : key)) ?? '').join('');
  const calls = events.flatMap((e) => arr(get(e, 'message', 'tool_calls')) ?? []);
  const thinking = said('thinking');
  const message = {
    role: 'assistant',
    content: said('content'),
    ...(thinking === '' ? {} : { thinking }),
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
  };
  return { ...(events.at(-1) as JsonObject), message, response: undefined };
}

/** A response of the chat API, or one of the many servers that copy it without `object`. */
export const isChatReply = (body: unknown): boolean =>
  isObject(body) &&
  (isOllamaReply(body) ||
    CHAT_OBJECTS.has(str(get(body, 'object')) ?? '') ||
    (arr(get(body, 'choices')) ?? []).some((c) => isObject(get(c, 'message')) || typeof get(c, 'text') === 'string'));

/** A request; the old completions API has a text as `prompt`. */
export const isChatRequest = (body: unknown): boolean =>
  isObject(body) &&
  (Array.isArray(get(body, 'messages')) ||
    (typeof get(body, 'prompt') === 'string' && typeof get(body, 'model') === 'string'));

/**
 * @returns `forced` when the request left the model no choice but to call a tool: such a call says little about its
 *   judgement.
 */
export function readChatRequest(body: Place): RequestBody {
  const { value } = body;
  const list = into(body, 'messages');
  const prompt = requestMessages(list);
  const old = into(body, 'prompt');
  if (prompt.length === 0 && typeof old.value === 'string')
    prompt.push({ role: 'user', text: old.value, pointer: old.pointer });
  const tools = into(body, 'tools');
  const functions = into(body, 'functions');
  const choice = get(value, 'tool_choice') ?? get(value, 'function_call');
  const model = str(get(value, 'model'));
  return {
    prompt,
    tools: [
      ...readTools(tools.value, tools.text, tools.path),
      ...readTools(functions.value, functions.text, functions.path),
    ],
    ...defined({ model: model || undefined }),
    subjects: subjectsOf(get(value, 'user'), get(value, 'safety_identifier')),
    forced: isObject(choice) || choice === 'required' || choice === 'any',
  };
}

/** Candidates in the order of their index. */
export function readChatReply(body: Place, forced: boolean): ReplyBody {
  const { value } = body;
  if (isOllamaReply(value)) return readOllama(body, forced);
  const choices = items(into(body, 'choices')).sort(
    (a, b) => (num(get(a.value, 'index')) ?? 0) - (num(get(b.value, 'index')) ?? 0),
  );
  const replies = choices.flatMap((choice) => {
    const message = readChoice(choice, forced);
    return message ? [[message]] : [];
  });
  const error = readError(get(value, 'error'));
  const model = str(get(value, 'model'));
  const created = get(value, 'created');
  return {
    replies,
    ...defined({
      error: error || undefined,
      model: model || undefined,
      time: typeof created === 'number' && created > 0 ? created : undefined,
    }),
  };
}

function readOllama(body: Place, forced: boolean): ReplyBody {
  const { value } = body;
  const at = into(body, 'message');
  const text = str(get(value, 'response')) ?? '';
  const thinking = str(get(value, 'thinking')) || undefined;
  const read = isObject(at.value)
    ? readMessage({ ...at.value, role: 'assistant' }, at.text, at.path)
    : ({ role: 'assistant', text, ...defined({ reasoning: thinking }) } satisfies MessageIn);
  if (!read) return { replies: [] };
  const flags = [...(read.flags ?? [])];
  if (get(value, 'done_reason') === 'length') flags.push('truncated');
  if (forced && read.calls?.length) flags.push('forced_call');
  const reply: MessageIn = {
    ...read,
    pointer: isObject(at.value) ? at.pointer : body.pointer,
    ...(flags.length > 0 ? { flags } : {}),
  };
  const time = str(get(value, 'created_at'));
  return { replies: [[reply]], ...defined({ model: str(get(value, 'model')) || undefined, time }) };
}

/** One candidate. `delta` in place of `message` is a chunk that was logged as a response. */
function readChoice(choice: Place, forced: boolean): MessageIn | undefined {
  const at = into(choice, isObject(get(choice.value, 'message')) ? 'message' : 'delta');
  const text = get(choice.value, 'text');
  const message = isObject(at.value)
    ? readMessage({ ...at.value, role: 'assistant' }, at.text, at.path)
    : typeof text === 'string'
      ? ({ role: 'assistant', text } satisfies MessageIn)
      : undefined;
  if (!message) return undefined;
  const flags = new Set<EventFlag>(message.flags ?? []);
  // Forced calls come with the reason `stop`: the calls in the message decide, never the reason.
  const reason = get(choice.value, 'finish_reason');
  if (reason === 'length') flags.add('truncated');
  if (reason === 'content_filter') flags.add('content_filter');
  if (forced && message.calls?.length) flags.add('forced_call');
  return {
    ...message,
    pointer: at.value === undefined ? choice.pointer : at.pointer,
    ...defined({ flags: flags.size ? [...flags] : undefined }),
  };
}
