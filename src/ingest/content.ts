/** Message content in the shapes of the big APIs: a string, null, or parts whose text lies under various keys. */
import { createHash } from 'node:crypto';
import type { PartStub } from '../model/event.ts';
import { arr, get, isObject, type JsonObject, str } from './parse.ts';

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
const REASONING_TYPES = new Set(['thinking', 'reasoning', 'reasoning_text']);

/** Text parts joined in order, reasoning apart, everything else as stubs. */
export function readContent(content: unknown): Content {
  const out: Content = { text: '', reasoning: '', parts: [], refusal: false };
  if (typeof content === 'string') return { ...out, text: content };
  const texts: string[] = [];
  const thoughts: string[] = [];
  for (const part of arr(content) ?? (isObject(content) ? [content] : [])) {
    if (typeof part === 'string') texts.push(part);
    if (!isObject(part)) continue;
    const type = str(get(part, 'type')) ?? 'text';
    if (REASONING_TYPES.has(type)) {
      const thought =
        str(get(part, 'thinking')) ??
        str(get(part, 'reasoning')) ??
        str(get(part, 'text')) ??
        str(get(part, 'content')) ??
        str(get(part, 'value'));
      if (thought) thoughts.push(thought);
    } else if (TEXT_TYPES.has(type)) {
      if (type === 'refusal') out.refusal = true;
      const text =
        str(get(part, 'text')) ?? str(get(part, 'refusal')) ?? str(get(part, 'content')) ?? str(get(part, 'value'));
      if (text !== undefined) texts.push(text);
    } else {
      const stub = readStub(type, part);
      if (stub) out.parts.push(stub);
    }
  }
  out.text = texts.join('\n');
  out.reasoning = thoughts.join('\n');
  return out;
}

/** Kind of a stub by what its type contains (`image_url`, `input_audio`, `document`); the first that fits. */
const KINDS: readonly [RegExp, PartStub['kind']][] = [
  [/image/, 'image'],
  [/audio/, 'audio'],
  [/video/, 'video'],
  [/file|document|pdf/, 'file'],
];

/** A typed stub of a non-text part: media type, size and hash of what is inline, or the hash of its address. */
function readStub(type: string, part: JsonObject): PartStub | undefined {
  if (type === 'tool_use' || type === 'tool_result' || type === 'redacted_thinking') return undefined;
  const kind = KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? 'other';
  const data =
    str(get(part, 'image_url', 'url')) ??
    str(get(part, 'image_url')) ??
    str(get(part, 'source', 'data')) ??
    str(get(part, 'source', 'url')) ??
    str(get(part, 'input_audio', 'data')) ??
    str(get(part, 'file', 'file_data')) ??
    str(get(part, 'data')) ??
    str(get(part, 'url'));
  const stub: PartStub = { kind };
  const inline = data === undefined ? undefined : /^data:([^;,]*)[^,]*,/.exec(data);
  const mime = inline?.[1] || str(get(part, 'source', 'media_type')) || str(get(part, 'mime_type')) || undefined;
  if (mime) stub.mime = mime;
  if (data !== undefined) {
    stub.hash = createHash('sha256').update(data).digest('hex').slice(0, 16);
    const payload = inline
      ? data.length - inline[0].length
      : get(part, 'source', 'type') === 'base64'
        ? data.length
        : 0;
    if (payload > 0) stub.bytes = Math.floor((payload * 3) / 4);
  }
  return stub;
}
