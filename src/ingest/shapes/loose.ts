/**
 * Inputs and outputs of model calls as tracing tools log them: whatever the traced framework passed and returned.
 *
 * Nothing says which framework that was, so shapes are tried from the most to the least telling: a provider's own body,
 * lists of messages, the usual wrappers (`input`, `output`, `messages` …), plain text. Texts may be JSON again, to any
 * depth up to `MAX_DEPTH`.
 */

import { defined } from '../../kit/defined.ts';
import type { ToolDef } from '../../model/session.ts';
import { readContent } from '../content.ts';
import type { MessageIn } from '../message.ts';
import { readTools } from '../openai.ts';
import { arr, get, isObject, MAX_DEPTH, str } from '../parse.ts';
import { decoded, into, items, type Place } from '../place.ts';
import { readError } from '../surroundings.ts';
import type { ReplyBody } from './bodies.ts';
import { readReply, readRequest, replyProvider, requestProvider, unstreamed } from './body.ts';
import { isToolDeclaration, looksLikeMessage, readMessages } from './messages.ts';
import { foldParts, readCall } from './parts.ts';
import { requestInside } from './responses-body.ts';

/** What a call was given. `subjects`: ids of end users that the request names. */
export interface LoosePrompt {
  prompt: MessageIn[];
  tools: ToolDef[];
  model?: string;
  subjects: string[];
}

const none: LoosePrompt = { prompt: [], tools: [], subjects: [] };

/**
 * A request body, a list of messages, Gemini contents, `{prompt}`, or plain text.
 *
 * @param depth of wrappers so far; a wrapper within a wrapper is common, more are not looked into.
 * @returns an empty prompt for what is none of these.
 */
export function loosePrompt(given: Place, depth = 0): LoosePrompt {
  const place = unquoted(decoded(given));
  const { value } = place;
  if (typeof value === 'string') return value === '' ? none : { ...none, prompt: [userText(place)] };
  if (Array.isArray(value)) return { ...none, prompt: listOf(place), tools: declared(place) };
  if (!isObject(value)) return none;
  if (isObject(get(value, 'config')) || get(value, 'contents') !== undefined) return gemini(place);
  // LangChain nests the list of messages once more: no provider's own request does.
  const messages = arr(get(value, 'messages'));
  if (requestProvider(value) !== undefined && !Array.isArray(messages?.[0]))
    return { ...readRequest(place), tools: toolsAt(place) };
  if (messages) {
    const list = into(place, 'messages');
    return { ...none, prompt: listOf(list), tools: [...toolsAt(place), ...declared(list)] };
  }
  if (looksLikeMessage(value)) return { ...none, prompt: readMessages(place) };
  for (const key of ['prompt', 'prompts', 'input', 'inputs', 'question', 'query', 'text', 'content']) {
    if (key === 'content' && get(value, 'content') === 'role') continue;
    const at = into(place, key);
    if (at.value === undefined || at.value === null) continue;
    const system = into(place, 'system');
    const inner = depth < MAX_DEPTH ? loosePrompt(at, depth + 1) : none;
    const head =
      typeof system.value === 'string' && system.value ? [{ ...userText(system), role: 'system' as const }] : [];
    if (inner.prompt.length)
      return { ...inner, prompt: [...head, ...inner.prompt], tools: [...inner.tools, ...toolsAt(place)] };
  }
  return none;
}

/** Tracing tools log a text as JSON, too: with quotes around it. */
function unquoted(place: Place): Place {
  if (typeof place.value !== 'string' || !/^\s*"[\s\S]*"\s*$/.test(place.value)) return place;
  try {
    const text: unknown = JSON.parse(place.value);
    return typeof text === 'string' ? { ...place, value: text } : place;
  } catch {
    return place;
  }
}

const userText = (place: Place): MessageIn => ({ role: 'user', text: String(place.value), pointer: place.pointer });

/** Tools beside the messages: of OpenAI's bodies, google-genai's `config`, LangChain's `invocation_params`. */
function toolsAt(place: Place): ToolDef[] {
  return [['tools'], ['functions'], ['config', 'tools'], ['invocation_params', 'tools']].flatMap((path) => {
    const at = into(place, ...path);
    return readTools(at.value, at.text, at.path);
  });
}

/** Tool declarations that a framework logs in the list of messages. */
function declared(list: Place): ToolDef[] {
  return items(list)
    .filter((m) => isToolDeclaration(m.value))
    .flatMap((m) => {
      const at = into(m, 'content');
      return readTools([at.value], '', []);
    });
}

/** Messages; strings between them are what the user said. */
function listOf(list: Place): MessageIn[] {
  const found = readMessages(list);
  if (found.length > 0) return found;
  return items(list).flatMap((p) => (typeof p.value === 'string' && p.value !== '' ? [userText(p)] : []));
}

/** google-genai and ADK: `contents` as text, a content or a list; `config.system_instruction`. */
function gemini(place: Place): LoosePrompt {
  const contents = into(place, 'contents');
  const system =
    get(place.value, 'config', 'system_instruction') ??
    get(place.value, 'config', 'systemInstruction') ??
    get(place.value, 'systemInstruction') ??
    get(place.value, 'system_instruction');
  const said = typeof system === 'string' ? system : readContent(get(system, 'parts') ?? system).text;
  const at = decoded(contents);
  const prompt =
    typeof at.value === 'string' ? [userText(at)] : listOf(isObject(at.value) ? { ...at, value: [at.value] } : at);
  const declarations = items(into(place, 'config', 'tools')).flatMap((t) => {
    const list = ['function_declarations', 'functionDeclarations']
      .map((k) => into(t, k))
      .find((p) => Array.isArray(p.value));
    return list ? readTools(list.value, list.text, list.path) : [];
  });
  const model = str(get(place.value, 'model'));
  return {
    prompt: said
      ? [{ role: 'system', text: said, pointer: `${place.pointer}/config/system_instruction` }, ...prompt]
      : prompt,
    tools: declarations,
    subjects: [],
    ...defined({ model: model || undefined }),
  };
}

/** A call's input and output together: a response of the Responses API repeats its instructions and tools. */
export function looseCall(input: Place, output: Place): { input: LoosePrompt; reply: ReplyBody } {
  const asked = loosePrompt(input);
  const body = decoded(output);
  const reply = looseReply(output);
  if (replyProvider(body.value) !== 'responses') return { input: asked, reply };
  const echo = requestInside(body);
  const told = asked.prompt.some((m) => m.role === 'system');
  return {
    input: {
      ...asked,
      prompt: told ? asked.prompt : [...echo.prompt, ...asked.prompt],
      tools: asked.tools.length ? asked.tools : echo.tools,
    },
    reply,
  };
}

/**
 * A response body of any provider, messages, Gemini candidates, LangChain generations, `{text}`, or plain text.
 *
 * @returns candidates, each a sequence of messages; none for what is none of these.
 */
export function looseReply(given: Place, depth = 0): ReplyBody {
  const place = unquoted(unstreamed(given));
  const { value } = place;
  if (typeof value === 'string')
    return value === '' ? { replies: [] } : said([{ role: 'assistant', text: value, pointer: place.pointer }]);
  if (Array.isArray(value)) return candidates(listed(place));
  if (!isObject(value)) return { replies: [] };
  if (replyProvider(value) !== undefined) return readReply(place);
  const error = readError(get(value, 'error'));
  const failed = error ? { error } : {};
  const generations = items(into(place, 'generations'));
  if (generations.length)
    return {
      ...failed,
      replies: generations.flatMap((g) => (Array.isArray(g.value) ? items(g) : [g])).flatMap(generation),
    };
  const gemini = items(into(place, 'candidates'));
  if (gemini.length)
    return { ...failed, replies: gemini.map((c) => asAssistant(into(c, 'content'))).filter((r) => r.length > 0) };
  for (const key of [
    'messages',
    'message',
    'output',
    'content',
    'response',
    'result',
    'text',
    'outputs',
    'completion',
    'raw',
  ]) {
    const at = into(place, key);
    if (at.value === undefined || at.value === null) continue;
    // A message with parts is read as a whole below: its reasoning and calls lie beside the text.
    if (key === 'content' && (looksLikeMessage(value) || Array.isArray(at.value))) break;
    const inner: ReplyBody = depth < MAX_DEPTH ? looseReply(at, depth + 1) : { replies: [] };
    if (inner.replies.length) return { ...inner, ...failed };
  }
  const message = asAssistant(place);
  return { ...failed, replies: message.length ? [message] : [] };
}

const said = (reply: MessageIn[]): ReplyBody => ({ replies: reply.length ? [reply] : [] });

/** Messages without a role, or with that of the model under another name, are the assistant's. */
function asAssistant(place: Place): MessageIn[] {
  const { value } = place;
  if (Array.isArray(value)) return readMessages(place);
  const at = decoded(place);
  if (!isObject(at.value)) return [];
  if (looksLikeMessage(at.value)) return readMessages(at);
  const body = ['content', 'parts', 'tool_calls', 'toolCalls', 'text'].some((k) => get(at.value, k) !== undefined);
  return body ? readMessages({ ...at, value: { ...at.value, role: 'assistant' } }) : [];
}

/** Messages, calls alone (the AI SDK's `toolCalls`), parts of one message, or texts. */
function listed(place: Place): MessageIn[] {
  const messages = readMessages(place);
  if (messages.length > 0) return messages;
  const all = items(place);
  const calls = all.flatMap((p) =>
    isObject(p.value) && get(p.value, 'role') === undefined ? (readCall(p) ?? []) : [],
  );
  if (calls.length > 0 && calls.length === all.length)
    return [{ role: 'assistant', text: '', calls, pointer: place.pointer }];
  if (all.length > 0 && all.every((p) => typeof get(p.value, 'type') === 'string'))
    return foldParts('assistant', place, place.pointer);
  return texts(place);
}

const texts = (place: Place): MessageIn[] =>
  items(place).flatMap((p) =>
    typeof p.value === 'string' ? [{ role: 'assistant' as const, text: p.value, pointer: p.pointer }] : [],
  );

/** Several answers and nothing between them are candidates; anything else is one sequence. */
function candidates(messages: MessageIn[]): ReplyBody {
  const all = messages.length > 1 && messages.every((m) => m.role === 'assistant');
  return all ? { replies: messages.map((m) => [m]) } : said(messages);
}

/** A LangChain generation: the message, or for completion models only its text. Its role is not always the model's. */
function generation(place: Place): MessageIn[][] {
  const message = into(place, 'message');
  const found = isObject(message.value) ? readMessages(message) : [];
  if (found.length) return [found.map((m) => ({ ...m, role: m.role === 'tool' ? m.role : ('assistant' as const) }))];
  const text = str(get(place.value, 'text'));
  return text === undefined ? [] : [[{ role: 'assistant', text, pointer: place.pointer }]];
}
