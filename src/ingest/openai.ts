/**
 * Messages of the OpenAI chat shape, which request logs, benchmarks and fine-tuning files share.
 *
 * Other servers extended the shape, and all of it is read: `reasoning_content` (DeepSeek, vLLM), `reasoning`
 * (OpenRouter), `thinking_blocks` (LiteLLM), `custom` tools, and the old `function_call` without an id.
 */

import { defined } from '../kit/defined.ts';
import type { ToolDef } from '../model/session.ts';
import { besideContent, imagesBeside, readContent } from './content.ts';
import type { CallIn, MessageIn } from './message.ts';
import { arr, get, idOf, isObject, str } from './parse.ts';
import { rawJson } from './rawjson.ts';
import { strayFields } from './steps/unknown.ts';

/** `developer` is what newer models call the system; `function` is the old name of a tool. */
const ROLES: Record<string, MessageIn['role']> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'assistant',
  tool: 'tool',
  function: 'tool',
};

export const isMessage = (value: unknown): boolean =>
  isObject(value) && typeof get(value, 'role') === 'string' && Object.hasOwn(ROLES, get(value, 'role') as string);

/**
 * One message; undefined when it has no known role. `text` and `path` give the record's raw text and the message's place
 * in it, so that arguments logged as objects keep their exact text.
 */
export function readMessage(value: unknown, text = '', path: readonly (string | number)[] = []): MessageIn | undefined {
  if (!isObject(value)) return undefined;
  const roleName = str(get(value, 'role')) ?? '';
  const role = Object.hasOwn(ROLES, roleName) ? ROLES[roleName] : undefined;
  if (!role) return undefined;
  const content = readContent(get(value, 'content'));
  const message: MessageIn = { role, text: content.text };
  const reasoning = content.reasoning || besideContent(value);
  if (reasoning) message.reasoning = reasoning;
  const beside = [...imagesBeside(value), ...strayFields(value)];
  if (content.parts.length || beside.length) message.parts = [...content.parts, ...beside];
  const refusal = str(get(value, 'refusal'));
  if (refusal && !message.text) message.text = refusal;
  if (refusal || content.refusal) message.flags = ['refusal'];
  // Fine-tuning files: this answer is context and was not learnt.
  if (get(value, 'weight') === 0) message.flags = [...(message.flags ?? []), 'not_trained'];
  const calls = readCalls(value, text, path);
  if (calls.length) message.calls = calls;
  const callId = idOf(get(value, 'tool_call_id'));
  if (callId !== undefined) message.callId = callId;
  const name = str(get(value, 'name'));
  if (name && role === 'tool') message.name = name;
  return message;
}

/**
 * Calls of a message. Arguments are text in the API; some loggers parse them, and then the record's own text is kept.
 */
function readCalls(value: unknown, text: string, path: readonly (string | number)[]): CallIn[] {
  const calls: CallIn[] = [];
  (arr(get(value, 'tool_calls')) ?? []).forEach((call, i) => {
    if (!isObject(call)) return;
    const kind = isObject(get(call, 'custom')) ? 'custom' : 'function';
    const nested = isObject(get(call, kind)) ? [kind] : [];
    const name = str(get(call, ...nested, 'name')) ?? '';
    const key = kind === 'custom' ? 'input' : 'arguments';
    const raw = get(call, ...nested, key);
    const args =
      typeof raw === 'string'
        ? raw
        : raw === undefined
          ? ''
          : rawJson(text, [...path, 'tool_calls', i, ...nested, key], raw);
    const id = idOf(get(call, 'id'));
    calls.push({ name, args, ...defined({ freeform: kind === 'custom' ? true : undefined, id }) });
  });
  const old = get(value, 'function_call');
  if (isObject(old)) calls.push({ name: str(get(old, 'name')) ?? '', args: str(get(old, 'arguments')) ?? '' });
  return calls;
}

/** Where SDKs put a tool's JSON Schema; some as JSON text. */
const SCHEMA_KEYS = [
  'parameters',
  'input_schema',
  'inputSchema',
  'parametersJsonSchema',
  'parameters_json_schema',
] as const;

/** Tool declarations: `{type:function, function:{…}}`, bare `{name, parameters}`, or Anthropic's `{name, input_schema}`. */
export function readTools(value: unknown, text = '', path: readonly (string | number)[] = []): ToolDef[] {
  const list = typeof value === 'string' ? tryParse(value) : value;
  const raw = typeof value === 'string' ? value : text;
  const base = typeof value === 'string' ? [] : path;
  return (arr(list) ?? []).flatMap((tool, i) => {
    const nested = isObject(get(tool, 'function')) ? ['function'] : [];
    const name = str(get(tool, ...nested, 'name'));
    if (!name) return [];
    const key = SCHEMA_KEYS.find((k) => get(tool, ...nested, k) !== undefined) ?? 'parameters';
    const schema = get(tool, ...nested, key);
    const description = str(get(tool, ...nested, 'description'));
    return [
      {
        name,
        inferred: false,
        ...defined({ description: description || undefined }),
        ...(isObject(schema)
          ? { parameters: rawJson(raw, [...base, i, ...nested, key], schema) }
          : typeof schema === 'string' && isObject(tryParse(schema))
            ? { parameters: schema }
            : {}),
      },
    ];
  });
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
