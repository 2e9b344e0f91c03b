/**
 * Parts and fields that no rule reads. Nothing of them reaches a row, so each is counted where it stood: an answer may rest on
 * what was lost, and its example stays out by default (`lossy` in `model/marks.ts`).
 */
import type { PartStub } from '../../model/event.ts';
import { arr, isObject, type JsonObject } from '../parse.ts';

/** Keys that say what a part is or how it is sent, not what it holds. */
const FRAME = new Set([
  'type',
  'id',
  'index',
  'role',
  'annotations',
  'cache_control',
  'cacheControl',
  'citations',
  'providerMetadata',
  'providerOptions',
  'signature',
  'thoughtSignature',
  'state',
  'status',
]);

/** How deep and how wide a value is looked into for data. */
const MAX_DEPTH = 4;
const MAX_WIDE = 50;

/** True when anything but the frame is in it: a text, a number, or an object that holds one. */
export const holdsData = (part: JsonObject): boolean =>
  Object.keys(part).some((key) => !FRAME.has(key) && isData(part[key], 0));

function isData(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return value !== '';
  if (typeof value === 'number') return true;
  if (depth >= MAX_DEPTH) return value !== null && typeof value === 'object';
  if (Array.isArray(value)) return value.slice(0, MAX_WIDE).some((v) => isData(v, depth + 1));
  if (!isObject(value)) return false;
  return Object.keys(value)
    .slice(0, MAX_WIDE)
    .some((key) => isData(value[key], depth + 1));
}

/** The first key that holds data: the name of a part without a type. */
export const firstData = (part: JsonObject): string =>
  Object.keys(part).find((key) => !FRAME.has(key) && isData(part[key], 0)) ?? 'part';

/** A key as code writes it. Any other may be a value itself (a map by address), and is not repeated. */
const KEY = /^[A-Za-z_$@][\w.$:/-]{0,39}$/;
/** Enough to know a part by. */
const SAMPLE = 6;

/** The stub by which a lost part is counted. */
export function unknownPart(name: string, value: unknown): PartStub {
  const of = isObject(value) ? value : (arr(value) ?? []).find(isObject);
  const keys = Object.keys(of ?? {}).filter((key) => KEY.test(key));
  return {
    kind: 'unknown',
    name: KEY.test(name) ? name : 'part',
    ...(keys.length > 0 ? { keys: keys.slice(0, SAMPLE).join(', ') } : {}),
  };
}

/** A text of some words: what a person or a model wrote, and not an id, a name or a path. */
const isProse = (text: string): boolean => /\S\s+\S+\s+\S+\s+\S/.test(text.length > 400 ? text.slice(0, 400) : text);

/** True when a field holds prose, itself or within. */
export function holdsProse(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return isProse(value);
  if (typeof value !== 'object' || value === null || depth >= MAX_DEPTH) return false;
  return Object.values(value)
    .slice(0, MAX_WIDE)
    .some((v) => holdsProse(v, depth + 1));
}

/**
 * Keys of a message that the readers know: its content and calls in all spellings, and what describes it. A key that is not
 * here and holds prose may be what was said.
 */
const FIELDS = new Set(
  `role type id name content contents parts text message kwargs data tool_calls toolCalls function_call additional_kwargs
   tool_call_id toolCallId tool_use_id tool_name reasoning reasoning_content reasoning_details thinking thinking_blocks refusal
   channel recipient weight loss_weight status error is_error finish_reason stop_reason response_metadata usage metadata meta
   annotations feedback rating model created_at timestamp ts gen_ai.event.content event.name blocks tools header`.split(
    /\s+/,
  ),
);

/** Shared by the many messages that have none: requests repeat their history, and an array for each is work for the collector. */
const NONE: readonly PartStub[] = [];

/** SWE-agent's messages, by `message_type`, have the call once more as the command line that its shell saw. */
const isShellCopy = (message: JsonObject, key: string): boolean => key === 'action' && 'message_type' in message;

/** A field that says nothing but what the content says, too. */
function repeats(message: JsonObject, key: string): boolean {
  const text = message[key];
  const content = message.content;
  return typeof text === 'string' && typeof content === 'string' && content.includes(text.trim());
}

/** Fields of a message that hold prose under a key that nobody knows. */
export function strayFields(message: JsonObject): readonly PartStub[] {
  let out = NONE;
  for (const key in message) {
    if (FIELDS.has(key) || !Object.hasOwn(message, key) || !holdsProse(message[key])) continue;
    if (!repeats(message, key) && !isShellCopy(message, key)) out = [...out, unknownPart(key, { [key]: message[key] })];
  }
  return out;
}
