/** The text of a model call in the attributes and events of its span, in all generations of the conventions and of SDKs before them. */
import type { MessageIn } from '../message.ts';
import { arr, get, isObject, str } from '../parse.ts';
import { decoded } from '../place.ts';
import { loosePrompt, looseReply } from '../shapes/loose.ts';
import { type Attributes, placeIn, textOf, tree, wholeOf } from './attributes.ts';
import { eventMessages, labelled, type MessageEvent } from './message-events.ts';
import type { Span } from './spans.ts';

/** PydanticAI puts the whole talk on the span of the agent: as messages, or in the older version as their events. */
const ALL_MESSAGES = 'pydantic_ai.all_messages';
const ALL_EVENTS = 'all_messages_events';

interface Content {
  prompt: MessageIn[];
  replies: MessageIn[][];
  tools: ReturnType<typeof loosePrompt>['tools'];
}

/** The text of a call in any of the generations, newest first. */
export function contentOf(span: Span, told: readonly MessageEvent[]): Content {
  const a = span.attributes;
  const details = [...span.events, ...told].find(
    (e) => e.name === 'gen_ai.client.inference.operation.details',
  )?.attributes;
  for (const at of details ? [a, details] : [a]) {
    const input = wholeOf(at, 'gen_ai.input.messages');
    const output = wholeOf(at, 'gen_ai.output.messages');
    if (input !== undefined || output !== undefined) {
      const system = wholeOf(at, 'gen_ai.system_instructions');
      return joined(
        span,
        instructions(span, system),
        loosePrompt(placeIn(span, input)),
        looseReply(placeIn(span, output)).replies,
      );
    }
  }
  if (a.has('ai.prompt.messages') || a.has('ai.prompt')) return aiSdk(span);
  const prompt = tree(a, 'gen_ai.prompt') ?? a.get('gen_ai.prompt');
  const completion = tree(a, 'gen_ai.completion') ?? a.get('gen_ai.completion');
  if (prompt !== undefined || completion !== undefined)
    return joined(
      span,
      [],
      typeof prompt === 'string' && prompt !== ''
        ? { ...loosePrompt(placeIn(span, prompt)), prompt: labelled(placeIn(span, prompt)) }
        : loosePrompt(placeIn(span, listed(prompt))),
      looseReply(placeIn(span, listed(completion))).replies,
    );
  const events = eventMessages([...span.events, ...told, ...listedEvents(span, 'events')], span.pointer);
  if (events.prompt.length > 0 || events.replies.length > 0) return { ...events, tools: [] };
  const talk = wholeTalk(span);
  if (talk.length > 0) return answered(talk);
  const [input, output] =
    ENDS.map(([i, o]) => [wholeOf(a, i), wholeOf(a, o)]).find((e) => e.some((v) => v !== undefined)) ?? [];
  return joined(span, [], loosePrompt(placeIn(span, input)), looseReply(placeIn(span, output)).replies);
}

/** Where SDKs leave what a call was given and returned: ADK, Langtrace, Logfire, OpenLLMetry. */
const ENDS: readonly (readonly [string, string])[] = [
  ['gcp.vertex.agent.llm_request', 'gcp.vertex.agent.llm_response'],
  ['llm.prompts', 'llm.responses'],
  ['request_data', 'response_data'],
  ['input', 'output'],
  ['traceloop.entity.input', 'traceloop.entity.output'],
];

/** Message events that were put into one attribute, as a list or its JSON text (PydanticAI, Logfire). */
function listedEvents(span: Span, key: string): MessageEvent[] {
  const list = decoded(placeIn(span, wholeOf(span.attributes, key))).value;
  return (arr(list) ?? []).flatMap((e) => {
    const name = str(get(e, 'event.name')) ?? str(get(e, 'event', 'name'));
    return name === undefined ? [] : [{ name, attributes: new Map(), body: e }];
  });
}

/** The messages of a whole talk that an agent's span holds. */
function wholeTalk(span: Span): MessageIn[] {
  const messages = pinned(loosePrompt(placeIn(span, wholeOf(span.attributes, ALL_MESSAGES))).prompt, span);
  if (messages.length > 0) return messages;
  const { prompt, replies } = eventMessages(listedEvents(span, ALL_EVENTS), span.pointer);
  return [...prompt, ...(replies[0] ?? [])];
}

/** The last message of a talk answers what came before it. */
const answered = (talk: readonly MessageIn[]): Content => {
  const last = talk.at(-1);
  return last?.role === 'assistant'
    ? { prompt: talk.slice(0, -1), replies: [[last]], tools: [] }
    : { prompt: [...talk], replies: [], tools: [] };
};

/** OpenLLMetry's numbered messages: the list may have holes, and a content with several parts is JSON text. */
function listed(value: unknown): unknown {
  const whole = isObject(value) && get(value, 'role') === undefined && get(value, 'content') === undefined;
  const list = whole ? Object.values(value as object) : value;
  if (!Array.isArray(list)) return list;
  return list.map((m) => {
    const content = get(m, 'content');
    if (typeof content !== 'string' || !/^\s*\[\s*\{\s*"type"\s*:/.test(content)) return m;
    return { ...(m as object), content: decoded(placeIn({ pointer: '' }, content)).value };
  });
}

/** The text lies in attributes, which no JSON pointer reaches into: it points to the span. */
export const pinned = (messages: readonly MessageIn[], span: { pointer: string }): MessageIn[] =>
  messages.map((m) => ({ ...m, pointer: span.pointer }));

/** System prompt, prompt and replies as one content. Their pointers become the span's. */
const joined = (
  span: Span,
  head: MessageIn[],
  prompt: ReturnType<typeof loosePrompt>,
  replies: MessageIn[][],
): Content => ({
  prompt: pinned([...head, ...prompt.prompt], span),
  replies: replies.map((r) => pinned(r, span)),
  tools: prompt.tools,
});

/** `gen_ai.system_instructions` lies apart from the messages: text, or parts. */
function instructions(span: Span, value: unknown): MessageIn[] {
  if (value === undefined) return [];
  const at = decoded(placeIn(span, value));
  if (typeof at.value === 'string') return at.value ? [{ role: 'system', text: at.value, pointer: span.pointer }] : [];
  return loosePrompt({ ...at, value: [{ role: 'system', parts: at.value }] }).prompt;
}

/** AI SDK: the prompt as JSON; text, reasoning, calls or an object as answer. */
function aiSdk(span: Span): Content {
  const a = span.attributes;
  const prompt = loosePrompt(placeIn(span, a.get('ai.prompt.messages') ?? a.get('ai.prompt')));
  const calls = decoded(placeIn(span, a.get('ai.response.toolCalls'))).value;
  const parts: unknown[] = [];
  const reasoning = textOf(a, 'ai.response.reasoning');
  if (reasoning) parts.push({ type: 'reasoning', text: reasoning });
  const text = textOf(a, 'ai.response.text', 'ai.response.object', 'ai.result.text');
  if (text) parts.push({ type: 'text', text });
  for (const call of arr(calls) ?? []) if (isObject(call)) parts.push({ ...call, type: 'tool-call' });
  const replies = parts.length ? looseReply(placeIn(span, { role: 'assistant', content: parts })).replies : [];
  return joined(span, [], prompt, replies);
}

/** True for the span of an agent that holds its whole talk. */
export const holdsTalk = (a: Attributes): boolean => a.has(ALL_EVENTS) || a.has(ALL_MESSAGES);
