/**
 * Contents, requests and responses of the Gemini API, in both spellings (`functionCall` of JSON, `function_call` of Python). The
 * AI Studio, Vertex AI, the Agent Development Kit and tuning sets write the same contents.
 *
 * The types are Google's own (ai.google.dev/api/caching#Content). The parts themselves are read by `parts.ts`.
 */

import { defined } from '../../kit/defined.ts';
import type { EventFlag } from '../../model/event.ts';
import type { ToolDef } from '../../model/session.ts';
import { readContent } from '../content.ts';
import type { MessageIn } from '../message.ts';
import { readTools } from '../openai.ts';
import { arr, get, isObject, type JsonObject, num, str } from '../parse.ts';
import { into, items, type Place } from '../place.ts';
import { either, eitherOf } from '../spelling.ts';
import { unknownPart } from '../steps/unknown.ts';
import { readError } from '../surroundings.ts';
import { unreadPart } from '../unread.ts';
import type { ReplyBody, RequestBody } from './bodies.ts';
import { readOne } from './messages.ts';
import { roleNamed } from './roles.ts';

/** A content: a role and a list of parts. The person's may lack the role, and older SDKs wrote the parts as one string. */
export const isContent = (value: unknown): boolean => isObject(value) && Array.isArray(get(value, 'parts'));

/**
 * The messages of one content.
 *
 * @param role of a content that does not say it
 */
export function readContents(content: Place, role: 'user' | 'model' | 'system' = 'user'): MessageIn[] {
  if (typeof content.value === 'string')
    return [{ role: roleNamed(role) ?? 'user', text: content.value, pointer: content.pointer }];
  if (!isObject(content.value)) return [];
  if (!Array.isArray(get(content.value, 'parts'))) return unreadContent(content, role);
  const own = str(get(content.value, 'role'));
  // Whose words these are is not known: they are counted, and put into nobody's mouth.
  if (own && roleNamed(own) === undefined)
    return [{ role: 'user', text: '', pointer: content.pointer, parts: [unknownPart(own, content.value)] }];
  // `function` is a turn of results; what else stands in it is the person's.
  const named = roleNamed(own) ?? (isModels(content.value) ? 'model' : role);
  return readOne({ ...content, value: { ...content.value, role: named === 'tool' ? 'user' : named } });
}

/** Only a model thinks, calls and runs code. */
const isModels = (content: unknown): boolean =>
  (arr(get(content, 'parts')) ?? []).some(
    (p) => get(p, 'thought') === true || ['functionCall', 'executableCode'].some((key) => isObject(eitherOf(p, key))),
  );

/** A content without parts is an empty turn of the model's, or something that is not known. */
function unreadContent(content: Place, role: string): MessageIn[] {
  const own = roleNamed(get(content.value, 'role')) ?? roleNamed(role) ?? 'user';
  const { role: _role, ...rest } = content.value as JsonObject;
  const parts = unreadPart(rest, 'content');
  if (parts.length === 0 && own !== 'assistant') return [];
  return [{ role: own, text: '', pointer: content.pointer, ...(parts.length > 0 ? { parts } : {}) }];
}

/** Instructions: a content of any role, a list of parts, or a text. */
export function readInstruction(place: Place): MessageIn | undefined {
  const { value, pointer } = place;
  const read = readContent(typeof value === 'string' ? value : (arr(get(value, 'parts')) ?? value));
  if (read.text === '' && read.parts.length === 0) return undefined;
  return { role: 'system', text: read.text, pointer, ...(read.parts.length > 0 ? { parts: read.parts } : {}) };
}

/** Types of Google's schemas are written in capitals; JSON Schema has them in small letters. */
const TYPES = /("type"\s*:\s*")(OBJECT|STRING|NUMBER|INTEGER|BOOLEAN|ARRAY|NULL)"/g;

/** Declared functions. Built-in tools (search, code execution) have no schema and are none. */
export function googleTools(place: Place): ToolDef[] {
  return items(place).flatMap((tool) => {
    const list = either(tool, 'functionDeclarations');
    return readTools(list.value, list.text, list.path).map((t) =>
      t.parameters === undefined
        ? t
        : { ...t, parameters: t.parameters.replace(TYPES, (_, head, type: string) => `${head}${type.toLowerCase()}"`) },
    );
  });
}

const hasContents = (body: unknown): boolean => {
  const contents = get(body, 'contents');
  const list = Array.isArray(contents) ? contents : [contents];
  return list.length > 0 && list.every(isContent);
};
export const isGoogleRequest = (body: unknown): boolean =>
  isObject(body) && (hasContents(body) || (isLoose(body.contents) && LOOSE.some((key) => body[key] !== undefined)));

/** Python's client also takes a text, or a list of texts and parts; that alone says little, so it must be sent to a model. */
const isLoose = (contents: unknown): boolean =>
  (typeof contents === 'string' && contents !== '') ||
  (arr(contents) ?? []).some((c) => typeof c === 'string' || typeof get(c, 'text') === 'string' || isContent(c));
const LOOSE = ['model', 'config', 'generationConfig', 'generation_config', 'systemInstruction', 'system_instruction'];

/** Neighbouring texts and parts of a loose list are one content of the person's. */
function contentsOf(body: Place): MessageIn[] {
  const contents = into(body, 'contents');
  if (!Array.isArray(contents.value)) return readContents(contents);
  const out: MessageIn[] = [];
  let parts: unknown[] = [];
  const flush = (): void => {
    if (parts.length > 0)
      out.push(...readContents({ ...contents, value: { role: 'user', parts }, text: '', path: [] }));
    parts = [];
  };
  for (const element of items(contents)) {
    if (isObject(element.value) && (isContent(element.value) || 'role' in element.value)) {
      flush();
      out.push(...readContents(element));
    } else parts.push(element.value);
  }
  flush();
  return out;
}

/** A response or a piece of a stream; one that was blocked has no candidates. */
export const isGoogleReply = (body: unknown): boolean =>
  isObject(body) &&
  ((arr(get(body, 'candidates')) ?? []).some(
    (c) => isObject(get(c, 'content')) || eitherOf(c, 'finishReason') !== undefined,
  ) ||
    isObject(eitherOf(body, 'promptFeedback')) ||
    (isObject(eitherOf(body, 'usageMetadata')) && eitherOf(body, 'modelVersion') !== undefined));

export function readGoogleRequest(body: Place): RequestBody {
  const prompt = contentsOf(body);
  const system =
    readInstruction(either(body, 'systemInstruction')) ??
    readInstruction(either(into(body, 'config'), 'systemInstruction'));
  if (system) prompt.unshift(system);
  const model = str(get(body.value, 'model'))?.replace(/^.*\//, '');
  const mode = str(eitherOf(eitherOf(eitherOf(body.value, 'toolConfig'), 'functionCallingConfig'), 'mode'));
  return {
    prompt,
    tools: [...googleTools(into(body, 'tools')), ...googleTools(into(body, 'config', 'tools'))],
    subjects: [],
    forced: mode?.toUpperCase() === 'ANY',
    ...defined({ model: model || undefined }),
  };
}

/** Finish reasons that say that an answer is not what the model would have said. */
const REASONS: Readonly<Record<string, EventFlag>> = {
  MAX_TOKENS: 'truncated',
  SAFETY: 'content_filter',
  RECITATION: 'content_filter',
  BLOCKLIST: 'content_filter',
  PROHIBITED_CONTENT: 'content_filter',
  SPII: 'content_filter',
  IMAGE_SAFETY: 'content_filter',
};
export const finishFlag = (reason: unknown): EventFlag | undefined => {
  const name = str(reason)?.toUpperCase() ?? '';
  return Object.hasOwn(REASONS, name) ? REASONS[name] : undefined;
};

/** Candidates in the order of their index. */
export function readGoogleReply(body: Place, forced = false): ReplyBody {
  const { value } = body;
  const candidates = items(into(body, 'candidates')).sort(
    (a, b) => (num(get(a.value, 'index')) ?? 0) - (num(get(b.value, 'index')) ?? 0),
  );
  const replies = candidates.flatMap((candidate) => {
    const messages = readContents(into(candidate, 'content'), 'model');
    const last = messages.findLast((m) => m.role === 'assistant');
    const flag = finishFlag(eitherOf(candidate.value, 'finishReason'));
    if (last && flag) last.flags = [...(last.flags ?? []), flag];
    if (last && forced && last.calls?.length) last.flags = [...(last.flags ?? []), 'forced_call'];
    return messages.length > 0 ? [messages] : [];
  });
  const blocked = str(eitherOf(eitherOf(value, 'promptFeedback'), 'blockReason'));
  const error = readError(get(value, 'error')) ?? (blocked && replies.length === 0 ? { text: blocked } : undefined);
  const model = str(eitherOf(value, 'modelVersion'));
  const time = eitherOf(value, 'createTime');
  return { replies, ...defined({ error, model: model || undefined, time: time ?? undefined }) };
}

/** Pieces of a streamed response as the response they make: neighbouring texts of one kind are one part. */
export function mergeGoogleChunks(chunks: readonly unknown[]): JsonObject | undefined {
  if (!chunks.some(isGoogleReply)) return undefined;
  const whole: JsonObject = {};
  const candidates = new Map<number, JsonObject & { parts: JsonObject[] }>();
  for (const chunk of chunks) {
    if (!isObject(chunk)) continue;
    Object.assign(whole, chunk);
    for (const candidate of arr(get(chunk, 'candidates')) ?? []) {
      if (!isObject(candidate)) continue;
      const index = num(get(candidate, 'index')) ?? 0;
      const so = candidates.get(index) ?? { parts: [] };
      candidates.set(index, { ...so, ...candidate, parts: so.parts });
      for (const part of arr(get(candidate, 'content', 'parts')) ?? []) addPiece(so.parts, part);
    }
  }
  const list = [...candidates].map(([index, { parts, ...rest }]) => ({
    ...rest,
    index,
    content: { role: 'model', parts },
  }));
  return { ...whole, candidates: list };
}

function addPiece(parts: JsonObject[], part: unknown): void {
  if (!isObject(part)) return;
  const last = parts.at(-1);
  const text = str(part.text);
  const goesOn =
    last !== undefined && typeof last.text === 'string' && (last.thought === true) === (part.thought === true);
  if (text !== undefined && goesOn) last.text = `${last.text}${text}`;
  else parts.push({ ...part });
}
