/** Request and response bodies of Anthropic's Messages API. */

import { defined } from '../../kit/defined.ts';
import type { EventFlag } from '../../model/event.ts';
import { readContent } from '../content.ts';
import { subjectsOf } from '../exchange.ts';
import type { MessageIn } from '../message.ts';
import { readTools } from '../openai.ts';
import { arr, get, isObject, str } from '../parse.ts';
import { into, type Place } from '../place.ts';
import { readError } from '../surroundings.ts';
import type { ReplyBody, RequestBody } from './bodies.ts';
import { readOne, requestMessages } from './messages.ts';

/** Types of blocks that no other API has. */
const BLOCKS = new Set(['tool_use', 'tool_result', 'thinking', 'redacted_thinking', 'server_tool_use']);

/** A response or an error body. `stop_reason` is always there, if only as null: other messages lack it. */
export const isAnthropicReply = (body: unknown): boolean =>
  isObject(body) &&
  ((get(body, 'type') === 'message' &&
    Array.isArray(get(body, 'content')) &&
    get(body, 'role') === 'assistant' &&
    Object.hasOwn(body, 'stop_reason')) ||
    (get(body, 'type') === 'error' && isObject(get(body, 'error'))));

/** Shares `messages` with OpenAI: told apart by `system` beside it, the version, Claude's name, or its kinds of blocks. */
export function isAnthropicRequest(body: unknown): boolean {
  const messages = isObject(body) ? arr(get(body, 'messages')) : undefined;
  if (!messages) return false;
  if (get(body, 'system') !== undefined || get(body, 'anthropic_version') !== undefined) return true;
  if (/^claude/.test(str(get(body, 'model')) ?? '') && get(body, 'max_tokens') !== undefined) return true;
  return messages.some((m) => (arr(get(m, 'content')) ?? []).some((b) => BLOCKS.has(str(get(b, 'type')) ?? '')));
}

export function readAnthropicRequest(body: Place): RequestBody {
  const { value } = body;
  const system = readContent(get(value, 'system'));
  const prompt = requestMessages(into(body, 'messages'));
  if (system.text !== '' || system.parts.length > 0)
    prompt.unshift({
      role: 'system',
      text: system.text,
      pointer: `${body.pointer}/system`,
      ...defined({ parts: system.parts.length ? system.parts : undefined }),
    });
  const tools = into(body, 'tools');
  const model = str(get(value, 'model'));
  const choice = str(get(value, 'tool_choice', 'type'));
  const last = arr(get(value, 'messages'))?.at(-1);
  const prefills = get(last, 'role') === 'assistant' && prompt.at(-1)?.role === 'assistant' && !prompt.at(-1)?.calls;
  const prefill = prefills ? prompt.pop() : undefined;
  return {
    prompt,
    tools: readTools(tools.value, tools.text, tools.path),
    ...defined({ model: model || undefined }),
    subjects: subjectsOf(get(value, 'metadata', 'user_id')),
    forced: choice === 'tool' || choice === 'any',
    // The reply goes on from the request's last message: together they are one answer.
    ...defined({ prefill: prefill || undefined }),
  };
}

/** Stop reasons that say that an answer is not what the model would have said. */
const REASONS: Record<string, EventFlag> = {
  max_tokens: 'truncated',
  model_context_window_exceeded: 'truncated',
  pause_turn: 'interrupted',
  refusal: 'refusal',
};

/** One candidate. Tools that the server ran answer inside the reply, so it may be several messages. */
export function readAnthropicReply(body: Place, forced: boolean): ReplyBody {
  const { value } = body;
  if (get(value, 'type') === 'error')
    return { replies: [], error: readError(get(value, 'error')) ?? { text: 'error' } };
  const messages: MessageIn[] = readOne({ ...body, value: { ...(value as object), role: 'assistant' } });
  const last = messages.findLast((m) => m.role === 'assistant');
  const reason = str(get(value, 'stop_reason')) ?? '';
  const flag = Object.hasOwn(REASONS, reason) ? REASONS[reason] : undefined;
  if (last && flag) last.flags = [...(last.flags ?? []), flag];
  if (last && forced && last.calls?.length) last.flags = [...(last.flags ?? []), 'forced_call'];
  const model = str(get(value, 'model'));
  const error = readError(get(value, 'error'));
  return {
    replies: messages.length ? [messages] : [],
    ...defined({ model: model || undefined, error: error || undefined }),
  };
}
