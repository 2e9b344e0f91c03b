/** Message content in the shapes of the big APIs: a string, null, or parts whose text lies under various keys. */
import type { PartStub } from '../model/event.ts';
import { arr, get, isObject, type JsonObject, str } from './parse.ts';
import { mediaStub } from './steps/media.ts';
import { firstData, holdsData, unknownPart } from './steps/unknown.ts';

/**
 * Content taken apart. `text` and `reasoning` are '' when absent; `refusal` is true when a part says so by its type.
 */
export interface Content {
  text: string;
  reasoning: string;
  parts: PartStub[];
  refusal: boolean;
}

/** Part types whose text is what was said: chat, the Responses API, its summaries and refusals. */
const TEXT_TYPES = new Set(['text', 'input_text', 'output_text', 'summary_text', 'refusal']);
/** Part types whose text is reasoning. `redacted_thinking` is not among them: it holds no text. */
const REASONING_TYPES = new Set([
  'think',
  'thinking',
  'reasoning',
  'reasoning_text',
  'reasoning.text',
  'reasoning.summary',
]);

/** Text parts joined in order, reasoning apart, everything else as stubs. */
export function readContent(content: unknown): Content {
  const out: Content = { text: '', reasoning: '', parts: [], refusal: false };
  if (typeof content === 'string') return { ...out, text: content };
  const texts: string[] = [];
  const thoughts: string[] = [];
  for (const given of arr(content) ?? (isObject(content) ? [content] : [])) {
    if (typeof given === 'string') texts.push(given);
    else if (!isObject(given) && given !== null) out.parts.push(unknownPart(typeof given, given));
    if (!isObject(given)) continue;
    const part = typeof get(given, 'type') === 'string' ? given : typed(given);
    const type = str(get(part, 'type')) ?? 'text';
    if (REASONING_TYPES.has(type)) {
      const thought = textAt(part, [
        'thinking',
        'think',
        'reasoning',
        'text',
        'content',
        'value',
        'reasoningText',
        'summary',
      ]);
      if (thought) thoughts.push(thought);
    } else if (TEXT_TYPES.has(type)) {
      if (type === 'refusal') out.refusal = true;
      const text = textAt(part, ['text', 'refusal', 'content', 'value', 'data']);
      if (text !== undefined) texts.push(text);
      else if (holdsData(part)) out.parts.push(unknownPart(str(get(given, 'type')) ?? firstData(part), part));
    } else {
      const stub = readStub(type, part);
      if (stub) out.parts.push(stub);
    }
  }
  out.text = texts.join('\n');
  out.reasoning = thoughts.join('\n');
  return out;
}

/** The first of the keys that holds text: as such, as `{value}` or `{text}` (Assistants, Bedrock), or as a list of parts (Mistral). */
function textAt(part: JsonObject, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const at = get(part, key);
    const text = str(at) ?? str(get(at, 'value')) ?? str(get(at, 'text')) ?? listed(at);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Text parts within a part, one level deep. */
function listed(list: unknown): string | undefined {
  const texts = (arr(list) ?? []).flatMap((p) => str(get(p, 'text')) ?? []);
  return texts.length > 0 ? texts.join('\n') : undefined;
}

/**
 * Parts without a type. Gemini's: `{text}`, `{text, thought: true}`, `{inlineData: {mimeType, data}}`, `{fileData:
 * {fileUri}}`. Bedrock's: `{reasoningContent: {reasoningText: {text}}}`.
 */
function typed(part: JsonObject): JsonObject {
  const thought = get(part, 'reasoningContent');
  if (isObject(thought)) return { ...thought, type: 'reasoning' };
  // Haystack's parts are named by their key.
  const reasoned = str(get(part, 'reasoning', 'reasoning_text'));
  if (reasoned !== undefined) return { type: 'reasoning', text: reasoned };
  if (isObject(get(part, 'image')) && str(get(part, 'image', 'base64_image')) !== undefined)
    return { type: 'image', mime_type: get(part, 'image', 'mime_type'), data: get(part, 'image', 'base64_image') };
  if (get(part, 'thought') === true) return { type: 'thinking', thinking: get(part, 'text') };
  const data = get(part, 'inlineData') ?? get(part, 'inline_data') ?? get(part, 'fileData') ?? get(part, 'file_data');
  if (!isObject(data)) return converse(part);
  const mime = str(get(data, 'mimeType')) ?? str(get(data, 'mime_type')) ?? '';
  const inline = str(get(data, 'data'));
  const address = str(get(data, 'fileUri')) ?? str(get(data, 'file_uri'));
  const source = inline === undefined ? { url: address } : { type: 'base64', data: inline, media_type: mime };
  return { type: mime || 'file', mime_type: mime, source };
}

/** Media of Bedrock's Converse API, by the key that holds them; what a guardrail looks at, and text with citations, are text. */
function converse(part: JsonObject): JsonObject {
  for (const kind of ['image', 'document', 'video', 'audio'] as const) {
    const media = get(part, kind);
    if (!isObject(media)) continue;
    const bytes = get(media, 'source', 'bytes');
    const uri = get(media, 'source', 's3Location', 'uri');
    const source = typeof bytes === 'string' ? { type: 'base64', data: bytes } : { url: uri };
    return { type: kind, source };
  }
  const guarded = get(part, 'guardContent', 'text');
  if (isObject(guarded)) return { type: 'text', text: get(guarded, 'text') };
  const cited = get(part, 'citationsContent', 'content');
  if (Array.isArray(cited)) return { type: 'text', content: cited };
  return isObject(get(part, 'cachePoint')) ? { type: 'step-start' } : part;
}

/**
 * Reasoning in a field of its own: DeepSeek's and vLLM's `reasoning_content`, OpenRouter's `reasoning`, Ollama's `thinking`,
 * LiteLLM's and OpenRouter's lists of blocks, Cohere's plan before calls.
 */
export const besideContent = (message: unknown): string =>
  str(get(message, 'reasoning_content')) ||
  str(get(message, 'reasoning')) ||
  str(get(message, 'thinking')) ||
  readContent(get(message, 'thinking_blocks')).reasoning ||
  readContent(get(message, 'reasoning_details')).reasoning ||
  str(get(message, 'tool_plan')) ||
  '';

/** Pictures in a field of their own: Ollama's `images`, base64 each. */
export const imagesBeside = (message: unknown): PartStub[] =>
  readContent(
    (arr(get(message, 'images')) ?? []).flatMap((image) =>
      typeof image === 'string' && image !== ''
        ? [
            {
              type: 'image',
              source: /^(?:https?|data):/.test(image) ? { url: image } : { type: 'base64', data: image },
            },
          ]
        : [],
    ),
  ).parts;

/**
 * Parts that are calls and results, that the API encrypted, or that mark steps and sources without saying anything: no loss.
 */
const READ_ELSEWHERE = new Set([
  'tool_use',
  'tool_result',
  'redacted_thinking',
  'redacted-reasoning',
  'reasoning.encrypted',
  'step-start',
  'step-finish',
  'source-url',
  'source-document',
]);

/** A typed stub of a part that is no text. */
function readStub(type: string, part: JsonObject): PartStub | undefined {
  // The AI SDK's `data-NAME` is for the page; the model never sees it.
  if (READ_ELSEWHERE.has(type) || type.startsWith('data-')) return undefined;
  return mediaStub(type, part) ?? (holdsData(part) ? unknownPart(type, part) : undefined);
}
