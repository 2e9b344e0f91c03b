/**
 * Items of OpenAI's Responses API. Calls, reasoning and text of one answer are sibling items there: grouped into one
 * message here.
 *
 * The API reference lists the types (platform.openai.com/docs/api-reference/responses). Codex logs and the Agents SDK
 * use the same items.
 */

import { defined } from '../../kit/defined.ts';
import type { PartStub } from '../../model/event.ts';
import { type Content, readContent } from '../content.ts';
import type { CallIn, MessageIn } from '../message.ts';
import { get, idOf, isObject, jsonText, str } from '../parse.ts';
import { into, items, type Place, rawArgs } from '../place.ts';
import { unknownPart } from '../steps/unknown.ts';
import { resultText } from './parts.ts';
import { roleNamed } from './roles.ts';

/** Results of calls that the application ran. */
const OUTPUTS =
  /^(?:function_call|custom_tool_call|computer_call|local_shell_call|shell_call|apply_patch_call)_output$/;
/** Calls of tools that OpenAI runs. */
const BUILT_IN =
  /^(?:web_search|file_search|computer|code_interpreter|image_generation|local_shell|shell|apply_patch|mcp|tool_search)_call$/;
/**
 * Other items. Those that say nothing of the conversation (references, lists of tools, approvals) are known and left
 * out.
 */
const KNOWN = new Set([
  'message',
  'reasoning',
  'function_call',
  'custom_tool_call',
  'item_reference',
  'compaction',
  'mcp_list_tools',
  'mcp_approval_request',
  'mcp_approval_response',
]);

/**
 * Types that other APIs use as well (`message`, `reasoning`, `function_call`) must also have the fields that they have
 * here.
 */
export const isItem = (value: unknown): boolean => {
  const type = str(get(value, 'type'));
  if (type === undefined || !isObject(value)) return false;
  if (type === 'message') return roleNamed(get(value, 'role')) !== undefined;
  if (type === 'reasoning')
    return (
      get(value, 'role') === undefined && (Array.isArray(get(value, 'summary')) || Array.isArray(get(value, 'content')))
    );
  if (type === 'function_call') return get(value, 'arguments') !== undefined && get(value, 'role') === undefined;
  return KNOWN.has(type) || OUTPUTS.test(type) || BUILT_IN.test(type);
};

/** @param list items in order. An answer ends where a result, the user, or a second text begins. */
export function readItems(list: readonly Place[]): MessageIn[] {
  const out: MessageIn[] = [];
  let open: MessageIn | undefined;
  const assistant = (place: Place): MessageIn => {
    if (!open) {
      open = { role: 'assistant', text: '', pointer: place.pointer };
      out.push(open);
    }
    return open;
  };
  const call = (place: Place, one: CallIn): void => {
    const message = assistant(place);
    message.calls = [...(message.calls ?? []), one];
  };
  for (const item of list) {
    const { value } = item;
    const type = str(get(value, 'type')) ?? 'message';
    if (type === 'message') {
      const role = roleNamed(get(value, 'role'));
      if (!role) continue;
      // A second text, or text after calls, is a message of its own.
      if (role !== 'assistant' || (open && (open.text !== '' || open.calls))) open = undefined;
      const message: MessageIn = role === 'assistant' ? assistant(item) : { role, text: '', pointer: item.pointer };
      if (role !== 'assistant') out.push(message);
      addContent(message, value);
    } else if (type === 'reasoning') {
      // Reasoning opens an answer; what is only encrypted leaves no trace.
      if (open && (open.text !== '' || open.calls)) open = undefined;
      const thought = reasoningOf(value);
      if (thought.text !== '' || thought.parts.length > 0) addThought(assistant(item), thought);
    } else if (type === 'function_call' || type === 'custom_tool_call') {
      // A custom tool takes plain text by definition.
      call(item, { ...ownCall(item, type), ...(type === 'custom_tool_call' ? { freeform: true } : {}) });
    } else if (OUTPUTS.test(type)) {
      open = undefined;
      out.push(output(item));
    } else if (BUILT_IN.test(type)) {
      call(item, builtIn(item, type));
      const result = builtInResult(item);
      if (result) {
        open = undefined;
        out.push(result);
      }
    }
  }
  return withNobodys(out, list);
}

/** Messages of nobody that is known are counted with what stands beside them. */
function withNobodys(out: MessageIn[], list: readonly Place[]): MessageIn[] {
  const lost = list.flatMap(({ value }): PartStub[] => {
    const isMessage = (str(get(value, 'type')) ?? 'message') === 'message';
    return isMessage && !roleNamed(get(value, 'role'))
      ? [unknownPart(str(get(value, 'role')) ?? 'message', value)]
      : [];
  });
  const last = out.at(-1);
  if (lost.length > 0 && last) last.parts = [...(last.parts ?? []), ...lost];
  else if (lost.length > 0) out.push({ role: 'user', text: '', parts: lost });
  return out;
}

function addContent(message: MessageIn, value: unknown): void {
  const content = readContent(get(value, 'content'));
  message.text = content.text;
  if (content.parts.length) message.parts = [...(message.parts ?? []), ...content.parts];
  if (content.refusal) message.flags = [...(message.flags ?? []), 'refusal'];
  if (get(value, 'status') === 'incomplete') message.flags = [...(message.flags ?? []), 'truncated'];
}

function addThought(message: MessageIn, { text, parts }: Pick<Content, 'text' | 'parts'>): void {
  if (text !== '') message.reasoning = message.reasoning ? `${message.reasoning}\n${text}` : text;
  if (parts.length > 0) message.parts = [...(message.parts ?? []), ...parts];
}

/** Reasoning is a summary, or content with open models. Encrypted content is not text. */
function reasoningOf(value: unknown): Pick<Content, 'text' | 'parts'> {
  const summary = readContent(get(value, 'summary'));
  const content = readContent(get(value, 'content'));
  return {
    text: [summary.text, content.reasoning, content.text].filter((t) => t !== '').join('\n'),
    parts: [...summary.parts, ...content.parts],
  };
}

/** `call_id` is what results name; `id` is that of the item. */
const idFrom = (value: unknown): string | undefined => idOf(get(value, 'call_id')) ?? idOf(get(value, 'id'));

function ownCall(item: Place, type: string): CallIn {
  const args = into(item, type === 'function_call' ? 'arguments' : 'input');
  const id = idFrom(item.value);
  return { name: str(get(item.value, 'name')) ?? '', args: rawArgs(args), ...defined({ id }) };
}

function output(item: Place): MessageIn {
  const id = idFrom(item.value);
  const failed = get(item.value, 'status') === 'failed';
  return {
    role: 'tool',
    ...resultText(into(item, 'output')),
    pointer: item.pointer,
    ...defined({ callId: id, isError: failed ? true : undefined }),
  };
}

/** A built-in tool's call: its name is the item's type, its arguments whatever says what was done. */
function builtIn(item: Place, type: string): CallIn {
  const { value } = item;
  const name = type === 'mcp_call' ? (str(get(value, 'name')) ?? 'mcp') : type.replace(/_call$/, '');
  const key = ['arguments', 'action', 'operation', 'queries', 'code'].find((k) => get(value, k) !== undefined);
  const at = key ? into(item, key) : undefined;
  const args = !at ? '{}' : key === 'code' || key === 'queries' ? jsonText({ [key]: at.value }) : rawArgs(at);
  const id = idFrom(value);
  return { name, args, ...defined({ id }) };
}

/** Some built-in calls hold their result: output or error (mcp), outputs (code), results (file search), an image. */
function builtInResult(item: Place): MessageIn | undefined {
  const { value } = item;
  const error = get(value, 'error');
  const failed = (error !== undefined && error !== null) || get(value, 'status') === 'failed';
  const key = (failed && error ? ['error'] : ['output', 'outputs', 'results']).find(
    (k) => get(value, k) !== undefined && get(value, k) !== null,
  );
  const image = str(get(value, 'result'));
  const id = idFrom(value);
  const base = { role: 'tool' as const, pointer: item.pointer, ...defined({ callId: id }) };
  if (image !== undefined && get(value, 'type') === 'image_generation_call')
    return { ...base, text: '', parts: readContent([{ type: 'image', data: `data:image/png;base64,${image}` }]).parts };
  if (!key) return undefined;
  const at = into(item, key);
  const logs = key === 'outputs' ? items(at).flatMap((o) => str(get(o.value, 'logs')) ?? []) : [];
  const text = logs.length ? logs.join('\n') : resultText(at).text;
  return { ...base, text, ...defined({ isError: failed ? true : undefined }) };
}
