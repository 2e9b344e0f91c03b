/** What went into and came out of a span around model calls: a function's arguments and what it returned. */
import type { MessageIn } from '../message.ts';
import { isObject } from '../parse.ts';
import { decoded, into, type Place } from '../place.ts';
import type { ReplyBody } from '../shapes/bodies.ts';
import { type LoosePrompt, looseCall } from '../shapes/loose.ts';
import { holdsProse } from '../steps/unknown.ts';

/** Names under which applications take the person's words, beside those that every prompt is looked for under. */
const ASKED = [
  'q',
  'message',
  'user_input',
  'user_message',
  'user_query',
  'user_prompt',
  'chat_input',
  'human_input',
  'instruction',
  'task',
  'topic',
  'request',
];
const ANSWERED = [
  'answer',
  'reply',
  'final_output',
  'final_answer',
  'final_response',
  'output_text',
  'generation',
  'summary',
];

/**
 * A text under one of the names, else the only text there is when it is some words: of an order number or a path nobody
 * can say that it was asked or answered.
 */
function wordsAt(given: Place, names: readonly string[]): Place | undefined {
  const place = decoded(given);
  if (!isObject(place.value)) return undefined;
  const texts = Object.keys(place.value)
    .map((key) => ({ key, at: into(place, key) }))
    .filter(({ at }) => typeof at.value === 'string' && at.value !== '');
  const named = names.map((name) => texts.find((t) => t.key === name)).find((t) => t !== undefined);
  if (named) return named.at;
  const [only, ...more] = texts;
  return only && more.length === 0 && holdsProse(only.at.value) ? only.at : undefined;
}

const said = (role: MessageIn['role'], at: Place): MessageIn => ({ role, text: String(at.value), pointer: at.pointer });

/** Arguments that hold a whole request or the state of a graph. */
const HOLDERS = ['request', 'state', 'payload', 'body', 'kwargs', 'params'];

/** As `looseCall`, for a span that any function may have. */
export function outerCall(input: Place, output: Place): { input: LoosePrompt; reply: ReplyBody } {
  const first = looseCall(input, output);
  const holder =
    first.input.prompt.length > 0
      ? []
      : HOLDERS.map((key) => into(input, key)).filter((p) => isObject(decoded(p).value));
  const call = holder.map((p) => looseCall(p, output)).find((c) => c.input.prompt.length > 0) ?? first;
  const asked = call.input.prompt.length > 0 ? undefined : wordsAt(input, ASKED);
  const answer = call.reply.replies.length > 0 ? undefined : wordsAt(output, ANSWERED);
  return {
    input: asked ? { ...call.input, prompt: [said('user', asked)] } : call.input,
    reply: answer ? { ...call.reply, replies: [[said('assistant', answer)]] } : call.reply,
  };
}
