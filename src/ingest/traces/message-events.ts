/** Messages as events: log records or span events named `gen_ai.user.message`, `gen_ai.choice` and so on. */

import { defined } from '../../kit/defined.ts';
import type { MessageIn } from '../message.ts';
import { get, isObject, num, str } from '../parse.ts';
import { decoded, type Place } from '../place.ts';
import { loosePrompt, looseReply } from '../shapes/loose.ts';
import { readMessages } from '../shapes/messages.ts';
import { tree } from './attributes.ts';
import type { SpanEvent } from './spans.ts';

export interface MessageEvent extends SpanEvent {
  pointer?: string;
}

const ROLE = /^gen_ai\.(system|user|assistant|tool)\.message$/;

export const isMessageEvent = (name: string): boolean =>
  ROLE.test(name) ||
  /^gen_ai\.(?:choice|content\.prompt|content\.completion|client\.inference\.operation\.details)$/.test(name);

/** The role is left out of the body when it is the event's own: it is in the event's name. */
export function eventMessages(
  events: readonly MessageEvent[],
  pointer: string,
): { prompt: MessageIn[]; replies: MessageIn[][] } {
  const prompt: MessageIn[] = [];
  const choices: { index: number; message: MessageIn[] }[] = [];
  for (const event of events) {
    const at = event.pointer ?? pointer;
    const place = { pointer: at, text: '', path: [] };
    const role = ROLE.exec(event.name)?.[1];
    const body = isObject(event.body) ? event.body : bodyOf(event);
    if (role) {
      // A tool message names its call by `id`.
      const id = role === 'tool' ? { tool_call_id: get(body, 'id') ?? get(body, 'tool_call_id') } : {};
      const value = { ...(body ?? { content: event.body }), ...id, role: str(get(body, 'role')) ?? role };
      prompt.push(...timed(readMessages({ ...place, value }), event.time));
    } else if (event.name === 'gen_ai.choice') {
      const inner = decoded({ ...place, value: get(body, 'message') }).value;
      const value = Array.isArray(inner)
        ? { role: 'assistant', content: inner }
        : isObject(inner)
          ? { ...inner, role: 'assistant' }
          : typeof inner === 'string'
            ? { role: 'assistant', content: inner }
            : { ...body, role: 'assistant' };
      const message = readMessages({ ...place, value: { ...value, finish_reason: get(body, 'finish_reason') } });
      choices.push({ index: num(get(body, 'index')) ?? choices.length, message: timed(message, event.time) });
    } else if (event.name === 'gen_ai.content.prompt') {
      prompt.push(...labelled({ ...place, value: event.attributes.get('gen_ai.prompt') }));
    } else if (event.name === 'gen_ai.content.completion') {
      for (const reply of looseReply({ ...place, value: event.attributes.get('gen_ai.completion') }).replies)
        choices.push({ index: choices.length, message: reply });
    }
  }
  return { prompt, replies: choices.sort((a, b) => a.index - b.index).map((c) => c.message) };
}

const LABEL = /^(system|developer|user|assistant): /gm;

/** OpenLIT writes the messages as one text, each behind its role at the start of a line. Anything else is what it is. */
export function labelled(place: Place): MessageIn[] {
  const { value } = place;
  const marks = typeof value === 'string' ? [...value.matchAll(LABEL)] : [];
  if (typeof value !== 'string' || marks[0]?.index !== 0) return loosePrompt(place).prompt;
  return marks.flatMap((mark, i) => {
    const content = value.slice(mark.index + mark[0].length, marks[i + 1]?.index).trimEnd();
    return readMessages({ ...place, value: { role: mark[1], content } });
  });
}

/** Span events have no body: their attributes are the body. */
function bodyOf(event: SpanEvent): Record<string, unknown> | undefined {
  if (event.attributes.size === 0) return undefined;
  const plain = Object.fromEntries([...event.attributes].filter(([key]) => !key.includes('.')));
  const message = tree(event.attributes, 'message');
  const calls = plain.tool_calls ?? tree(event.attributes, 'tool_calls');
  // A content with parts is JSON text (Strands).
  const content = listOf(plain.content);
  return { ...plain, ...defined({ content, message: message || undefined, tool_calls: calls || undefined }) };
}

const listOf = (content: unknown): unknown =>
  typeof content === 'string' && /^\s*\[\s*\{/.test(content)
    ? decoded({ value: content, pointer: '', text: '', path: [] }).value
    : content;

const timed = (messages: MessageIn[], time: unknown): MessageIn[] =>
  time === undefined ? messages : messages.map((m) => ({ ...m, time }));
