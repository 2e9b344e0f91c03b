/** What a message of ChatGPT's export says: its `content_type` tells where the text lies. */
import type { PartStub } from '../../../model/event.ts';
import { readContent } from '../../content.ts';
import { arr, get, isObject, num, str } from '../../parse.ts';
import { unreadPart } from '../../unread.ts';

export interface Said {
  text: string;
  reasoning: string;
  parts: PartStub[];
  /** The tool, or ChatGPT itself, reports an error. */
  failed: boolean;
}

export function saidIn(message: unknown): Said {
  const content = get(message, 'content');
  const said: Said = { text: '', reasoning: '', parts: [], failed: false };
  const type = str(get(content, 'content_type')) ?? '';
  if (type === 'thoughts') return { ...said, reasoning: thoughtsIn(content) };
  // "Thought for 12 seconds": the page says so, not the model.
  if (type === 'reasoning_recap') return said;
  const lines = textOf(type, content);
  if (lines === undefined) return { ...said, parts: unreadPart(content, type || 'content') };
  const text = [...lines, ...readParts(content, said.parts)].filter((line) => line !== '').join('\n');
  if (get(message, 'channel') === 'analysis' && get(message, 'recipient') === 'all')
    return { ...said, reasoning: text };
  return { ...said, text, failed: type === 'system_error' };
}

/** Text beside `parts`; undefined for a type that is not known and has no parts either. */
function textOf(type: string, content: unknown): string[] | undefined {
  const at = (...keys: string[]): string[] => keys.flatMap((key) => str(get(content, key)) ?? []);
  switch (type) {
    case 'code':
    case 'execution_output':
      return at('text');
    case 'tether_browsing_display':
      return at('summary', 'result');
    case 'tether_quote':
      return at('title', 'url', 'text');
    case 'sonic_webpage':
      return at('title', 'url', 'text', 'snippet');
    case 'system_error':
      return at('name', 'text');
    default:
      return Array.isArray(get(content, 'parts')) ? [] : undefined;
  }
}

/** Parts are strings, transcripts of what was spoken, and pointers to pictures, recordings and video. */
function readParts(content: unknown, stubs: PartStub[]): string[] {
  return (arr(get(content, 'parts')) ?? []).flatMap((part) => {
    if (typeof part === 'string') return [part];
    const type = str(get(part, 'content_type')) ?? '';
    const text = str(get(part, 'text'));
    if (type === 'audio_transcription' && text !== undefined) return [text];
    const kind = type.startsWith('image')
      ? 'image'
      : type.startsWith('audio')
        ? 'audio'
        : /video/.test(type)
          ? 'video'
          : '';
    if (kind === '') stubs.push(...unreadPart(part, type || undefined));
    else stubs.push(stubOf(kind, str(get(part, 'asset_pointer')), num(get(part, 'size_bytes'))));
    return [];
  });
}

/** The address is hashed as that of any other part; the size is the file's own. */
function stubOf(kind: PartStub['kind'], url: string | undefined, bytes: number | undefined): PartStub {
  const [stub] = readContent([{ type: kind, url }]).parts;
  const size = bytes !== undefined && Number.isInteger(bytes) && bytes >= 0 ? { bytes } : {};
  return { ...stub, kind, ...size };
}

const thoughtsIn = (content: unknown): string =>
  (arr(get(content, 'thoughts')) ?? [])
    .flatMap((t) => [str(get(t, 'summary')), str(get(t, 'content'))].filter(Boolean).join('\n') || [])
    .join('\n\n');

/** Custom instructions and memory, which ChatGPT writes as messages; undefined for any other content. */
export function contextIn(message: unknown): string | undefined {
  const content = get(message, 'content');
  const type = get(content, 'content_type');
  const keys =
    type === 'user_editable_context'
      ? ['user_profile', 'user_instructions']
      : type === 'model_editable_context'
        ? ['model_set_context', 'repo_summary']
        : undefined;
  return keys?.flatMap((key) => str(get(content, key)) || []).join('\n');
}

/** Files beside the text. Pictures among them are parts of the content already, where it has any. */
export function attachments(message: unknown): PartStub[] {
  const shown = (arr(get(message, 'content', 'parts')) ?? []).some((part) => isObject(part));
  return (arr(get(message, 'metadata', 'attachments')) ?? []).flatMap((file) => {
    const mime = str(get(file, 'mime_type')) ?? str(get(file, 'mimeType'));
    const picture = mime?.startsWith('image/') === true;
    if (picture && shown) return [];
    const stub = stubOf(picture ? 'image' : 'file', str(get(file, 'id')), num(get(file, 'size')));
    return [mime ? { ...stub, mime } : stub];
  });
}
