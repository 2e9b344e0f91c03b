/**
 * Bodies of models on Amazon Bedrock: the Converse API, which Nova speaks too, and what the older `InvokeModel` passes on in the
 * shape of each maker (docs.aws.amazon.com/bedrock: API reference, inference parameters of models). Anthropic's and OpenAI's own
 * bodies are read where those are.
 */

import { defined } from '../../kit/defined.ts';
import type { EventFlag } from '../../model/event.ts';
import type { ToolDef } from '../../model/session.ts';
import { readContent } from '../content.ts';
import type { MessageIn } from '../message.ts';
import { arr, get, isObject, type JsonObject, num, str } from '../parse.ts';
import { into, items, type Place, rawArgs } from '../place.ts';
import type { ReplyBody, RequestBody } from './bodies.ts';
import { readOne, requestMessages } from './messages.ts';

/** Content parts of Converse are named by a key, and have no type. */
const isBlocks = (content: unknown): boolean =>
  (arr(content) ?? []).length > 0 && (arr(content) ?? []).every((b) => isObject(b) && !('type' in b));

/** `system` as a list of `{text}`, a tool configuration, or messages whose parts have no type. */
export function isConverseRequest(body: unknown): boolean {
  const messages = isObject(body) ? arr(get(body, 'messages')) : undefined;
  if (!messages) return false;
  if (isObject(get(body, 'toolConfig')) || isObject(get(body, 'inferenceConfig'))) return true;
  return isBlocks(get(body, 'system')) || messages.some((m) => isBlocks(get(m, 'content')));
}

export const isConverseReply = (body: unknown): boolean =>
  isObject(get(body, 'output', 'message')) && Array.isArray(get(body, 'output', 'message', 'content'));

export function readConverseRequest(body: Place): RequestBody {
  const system = readContent(get(body.value, 'system'));
  const prompt = requestMessages(into(body, 'messages'));
  if (system.text !== '' || system.parts.length > 0)
    prompt.unshift({
      role: 'system',
      text: system.text,
      pointer: `${body.pointer}/system`,
      ...defined({ parts: system.parts.length > 0 ? system.parts : undefined }),
    });
  const choice = get(body.value, 'toolConfig', 'toolChoice');
  return {
    prompt,
    tools: converseTools(into(body, 'toolConfig', 'tools')),
    subjects: [],
    forced: isObject(get(choice, 'any')) || isObject(get(choice, 'tool')),
  };
}

function converseTools(list: Place): ToolDef[] {
  return items(list).flatMap((tool) => {
    const spec = into(tool, 'toolSpec');
    const name = str(get(spec.value, 'name'));
    if (!name) return [];
    const schema = into(spec, 'inputSchema', 'json');
    const description = str(get(spec.value, 'description')) || undefined;
    const parameters = isObject(schema.value) ? rawArgs(schema) : undefined;
    return [{ name, inferred: false, ...defined({ description, parameters }) }];
  });
}

const REASONS: Readonly<Record<string, EventFlag>> = {
  max_tokens: 'truncated',
  length: 'truncated',
  LENGTH: 'truncated',
  MAX_TOKENS: 'truncated',
  model_context_window_exceeded: 'truncated',
  guardrail_intervened: 'content_filter',
  content_filtered: 'content_filter',
  CONTENT_FILTERED: 'content_filter',
  content_filter: 'content_filter',
};
const flagged = (messages: MessageIn[], reason: unknown, forced: boolean): MessageIn[] => {
  const last = messages.findLast((m) => m.role === 'assistant');
  const name = str(reason) ?? '';
  const flag = Object.hasOwn(REASONS, name) ? REASONS[name] : undefined;
  if (last && flag) last.flags = [...(last.flags ?? []), flag];
  if (last && forced && last.calls?.length) last.flags = [...(last.flags ?? []), 'forced_call'];
  return messages;
};

export function readConverseReply(body: Place, forced = false): ReplyBody {
  const message = into(body, 'output', 'message');
  const messages = readOne({ ...message, value: { role: 'assistant', ...(message.value as JsonObject) } });
  return { replies: messages.length > 0 ? [flagged(messages, get(body.value, 'stopReason'), forced)] : [] };
}

const STREAM = ['messageStart', 'contentBlockStart', 'contentBlockDelta', 'contentBlockStop', 'messageStop'];
export const isConverseEvent = (value: unknown): boolean =>
  STREAM.some((key) => isObject(get(value, key))) ||
  (isObject(get(value, 'metadata')) && isObject(get(value, 'metadata', 'usage')));

/** A Converse stream as the response it makes. Input of a call comes as pieces of JSON text, and stays text. */
export function mergeConverseEvents(events: readonly unknown[]): JsonObject {
  const blocks = new Map<number, JsonObject>();
  let stopReason: unknown;
  for (const event of events) {
    const at = get(event, 'contentBlockStart') ?? get(event, 'contentBlockDelta');
    const start = get(event, 'contentBlockStart', 'start');
    const delta = get(event, 'contentBlockDelta', 'delta');
    const index = num(get(at, 'contentBlockIndex')) ?? indexWithout(blocks, delta);
    if (isObject(start)) blocks.set(index, structuredClone(start));
    if (isObject(delta)) blocks.set(index, joined(blocks.get(index) ?? {}, delta));
    stopReason = get(event, 'messageStop', 'stopReason') ?? stopReason;
  }
  const content = [...blocks].sort(([a], [b]) => a - b).map(([, block]) => block);
  return { output: { message: { role: 'assistant', content } }, stopReason };
}

/** Where a piece belongs that does not say it: to the last block, when that is of its kind. */
function indexWithout(blocks: ReadonlyMap<number, JsonObject>, delta: unknown): number {
  const last = blocks.get(blocks.size - 1);
  const goesOn = last && isObject(delta) && Object.keys(delta).some((key) => Object.hasOwn(last, key));
  return goesOn ? blocks.size - 1 : blocks.size;
}

function joined(block: JsonObject, delta: JsonObject): JsonObject {
  const text = str(get(delta, 'text'));
  if (text !== undefined) return { ...block, text: `${str(block.text) ?? ''}${text}` };
  const input = str(get(delta, 'toolUse', 'input'));
  if (input !== undefined) {
    const before = isObject(block.toolUse) ? block.toolUse : {};
    return { ...block, toolUse: { ...before, input: `${str(before.input) ?? ''}${input}` } };
  }
  const thought = str(get(delta, 'reasoningContent', 'text'));
  if (thought === undefined) return isObject(get(delta, 'reasoningContent')) ? block : { ...block, ...delta };
  const before = str(get(block, 'reasoningContent', 'reasoningText', 'text')) ?? '';
  return { ...block, reasoningContent: { reasoningText: { text: before + thought } } };
}

/** Where models that complete a text say it, and why they stopped: Llama, Titan, Mistral, Cohere, AI21, old Claude, DeepSeek. */
const ANSWERS: readonly { list?: string; text: readonly string[]; reason: string }[] = [
  { text: ['generation'], reason: 'stop_reason' },
  { list: 'results', text: ['outputText'], reason: 'completionReason' },
  { text: ['outputText'], reason: 'completionReason' },
  { list: 'outputs', text: ['text'], reason: 'stop_reason' },
  { list: 'generations', text: ['text'], reason: 'finish_reason' },
  { list: 'completions', text: ['data', 'text'], reason: 'finishReason' },
  { text: ['completion'], reason: 'stop_reason' },
];
type Answer = (typeof ANSWERS)[number];

const answerIn = (body: unknown): Answer | undefined =>
  ANSWERS.find(
    ({ list, text }) => str(get(list === undefined ? body : arr(get(body, list))?.[0], ...text)) !== undefined,
  );

/** A body of a model that completes a text, and the text that it was given. */
export const isCompletionReply = (body: unknown): boolean => answerIn(body) !== undefined;
export const isCompletionRequest = (body: unknown): boolean =>
  typeof get(body, 'inputText') === 'string' || typeof get(body, 'prompt') === 'string';

/** `\n\nHuman: … \n\nAssistant:` is how old Claude and Titan were asked. */
const SPEAKERS = /(?:^|\n\n?)(Human|User|Assistant|Bot): ?/g;
/** Mistral's and Llama 2's `<s>[INST] … [/INST]`, with the answers between. */
const INST = /^(?:<s>)?\s*\[INST\]/;

export function readCompletionRequest(body: Place): RequestBody {
  const at = typeof get(body.value, 'inputText') === 'string' ? into(body, 'inputText') : into(body, 'prompt');
  const text = str(at.value) ?? '';
  const turns = INST.test(text) ? instTurns(text) : labelled(text);
  return {
    prompt: turns.map((turn) => ({ ...turn, pointer: at.pointer })),
    tools: [],
    subjects: [],
    forced: false,
  };
}

function labelled(text: string): MessageIn[] {
  const marks = [...text.matchAll(SPEAKERS)];
  if (marks.length < 2 || !/^(?:Human|User)$/.test(marks[0]?.[1] ?? '')) return [{ role: 'user', text }];
  const head = text.slice(0, marks[0]?.index).trim();
  const turns = marks.flatMap((mark, i): MessageIn[] => {
    const said = text.slice(mark.index + mark[0].length, marks[i + 1]?.index).trim();
    return said === '' ? [] : [{ role: /^(?:Human|User)$/.test(mark[1] ?? '') ? 'user' : 'assistant', text: said }];
  });
  return head === '' ? turns : [{ role: 'system', text: head }, ...turns];
}

function instTurns(text: string): MessageIn[] {
  return text.split('[INST]').flatMap((piece): MessageIn[] => {
    const [asked = '', said = ''] = piece.split('[/INST]');
    const system = /^\s*<<SYS>>([\s\S]*?)<<\/SYS>>/.exec(asked);
    const question = asked
      .slice(system?.[0].length ?? 0)
      .replace(/<\/?s>/g, '')
      .trim();
    const answer = said.replace(/<\/?s>/g, '').trim();
    const turns: MessageIn[] = [];
    if (system?.[1]?.trim()) turns.push({ role: 'system', text: system[1].trim() });
    if (question !== '') turns.push({ role: 'user', text: question });
    if (answer !== '') turns.push({ role: 'assistant', text: answer });
    return turns;
  });
}

/** Answers of a completion; the pieces of a stream, each with its own, are one. */
export function readCompletionReply(body: Place): ReplyBody {
  const pieces = Array.isArray(body.value) ? items(body) : [body];
  const answer = pieces.map((p) => answerIn(p.value)).find((a) => a !== undefined);
  if (!answer) return { replies: [] };
  const whole = pieces.map((piece) => (answer.list === undefined ? [piece] : items(into(piece, answer.list))));
  const many = Math.max(0, ...whole.map((list) => list.length));
  const replies: MessageIn[][] = [];
  for (let i = 0; i < many; i++) {
    const parts = whole.flatMap((list) => list[i] ?? []);
    const text = parts.map((p) => str(get(p.value, ...answer.text)) ?? '').join('');
    const reason = parts.map((p) => str(get(p.value, answer.reason))).findLast((r) => r !== undefined);
    const pointer = parts[0]?.pointer ?? body.pointer;
    replies.push(flagged([{ role: 'assistant', text: text.trim(), pointer }], reason, false));
  }
  return { replies };
}
