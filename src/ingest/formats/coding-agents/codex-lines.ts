/**
 * What one line of a Codex rollout says.
 *
 * Lines are `RolloutItem`s of openai/codex (`codex-rs/protocol/src/protocol.rs`). The conversation is in the
 * `response_item` lines, which are items of the Responses API; `event_msg` lines repeat it for the screen and add how
 * things went: exit codes, errors, interruptions, rollbacks.
 */

import { defined } from '../../../kit/defined.ts';
import type { PartStub } from '../../../model/event.ts';
import { readContent } from '../../content.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { rawJson } from '../../rawjson.ts';
import { type CallStatus, statusOfEvent, statusOfOutput } from './codex-status.ts';

/**
 * The meaning of a line. One line may hold several, since role user also carries what the program adds to the prompt.
 */
export type CodexItem =
  | { kind: 'meta'; id?: string; system?: string; tools: unknown; subagent: boolean; parents: string[] }
  | { kind: 'model'; model: string }
  | { kind: 'system'; text: string; parts?: PartStub[] }
  | { kind: 'user'; text: string; parts: PartStub[] }
  | { kind: 'context'; text: string; title: string }
  | { kind: 'assistant'; text: string; parts: PartStub[]; refusal: boolean }
  | { kind: 'reasoning'; text: string; parts?: PartStub[] }
  | { kind: 'call'; id?: string; name: string; args: string; freeform?: true }
  | ({ kind: 'result'; id?: string; text: string; parts: PartStub[] } & CallStatus)
  | { kind: 'status'; call: string; status: CallStatus }
  | { kind: 'error'; text: string; code?: string }
  | { kind: 'interrupted'; why?: string }
  | { kind: 'rollback'; turns: number }
  | { kind: 'boundary'; text?: string }
  | { kind: 'unknown'; name: string; value: unknown }
  /** Text of an event that repeats an item: used only when the log holds no items. */
  | { kind: 'echo'; role: 'user' | 'assistant' | 'reasoning'; text: string };

/** Items of the Responses API that Codex logs. */
const ITEMS = new Set(
  `message reasoning function_call function_call_output custom_tool_call custom_tool_call_output local_shell_call
   web_search_call tool_search_call tool_search_output image_generation_call mcp_call compaction compaction_summary`.split(
    /\s+/,
  ),
);
/** Items about the state of the session. */
const STATE_ITEMS = new Set(['ghost_snapshot', 'other']);
/**
 * Types of lines, those included that say nothing of the conversation: they are skipped as metadata, not as foreign.
 */
const LINES = new Set(
  `session_meta response_item event_msg turn_context compacted world_state token_usage_record inter_agent_communication
   inter_agent_communication_metadata session_state ghost_snapshot`.split(/\s+/),
);

export const isRolloutLine = (v: unknown): boolean =>
  isObject(get(v, 'payload')) && LINES.has(str(get(v, 'type')) ?? '');

/** A line that shows more of a rollout than its envelope, which other programs may use for something else. */
export function isSurelyRollout(v: unknown): boolean {
  if (!isRolloutLine(v)) return false;
  const payload = get(v, 'payload');
  const type = str(get(v, 'type')) ?? '';
  if (type === 'response_item') return isItem(payload);
  if (type === 'session_meta') return idOf(get(payload, 'id')) !== undefined;
  return type !== 'event_msg' || typeof get(payload, 'type') === 'string';
}

/** An item of the Responses API; the first versions wrote messages without a type. */
const isItem = (v: unknown): boolean => ITEMS.has(str(get(v, 'type')) ?? '') || typeof get(v, 'role') === 'string';

/** Files of 2025's first versions: a header without `type`, then bare items. */
export const isBareHeader = (v: unknown): boolean =>
  isObject(v) && typeof get(v, 'id') === 'string' && 'instructions' in v && 'timestamp' in v && !('type' in v);
export const isBareItem = (v: unknown): boolean =>
  ITEMS.has(str(get(v, 'type')) ?? '') || str(get(v, 'record_type')) === 'state';

/**
 * @param value a line of any version.
 * @param text its text, for raw arguments.
 * @returns nothing for lines that say nothing of the conversation.
 */
export function readCodexLine(value: unknown, text: string): CodexItem[] {
  if (isObject(value) && isBareHeader(value)) return [metaOf(value)];
  const payload = get(value, 'payload');
  if (!isObject(payload)) return readItem(value, text, []);
  const type = str(get(value, 'type'));
  if (type === 'session_meta') return [metaOf(payload)];
  if (type === 'response_item') return readItem(payload, text, ['payload']);
  if (type === 'event_msg') return readEvent(payload);
  if (type === 'compacted') {
    const summary = str(get(payload, 'message'));
    return [{ kind: 'boundary', ...defined({ text: summary || undefined }) }];
  }
  if (type === 'inter_agent_communication') {
    const said = str(get(payload, 'content'));
    return said ? [{ kind: 'context', text: said, title: 'message of another agent' }] : [];
  }
  const model = type === 'turn_context' ? str(get(payload, 'model')) : undefined;
  return model ? [{ kind: 'model', model }] : [];
}

/** The header. `base_instructions` is the system prompt; older files have it as a plain string. */
function metaOf(meta: Record<string, unknown>): CodexItem {
  const system = str(get(meta, 'base_instructions', 'text')) ?? str(get(meta, 'instructions'));
  const id = idOf(get(meta, 'id'));
  return {
    kind: 'meta',
    tools: get(meta, 'dynamic_tools'),
    subagent: isObject(get(meta, 'source', 'subagent')) || typeof get(meta, 'parent_thread_id') === 'string',
    parents: parentsOf(meta),
    ...defined({ id, system: system || undefined }),
  };
}

/** The session whose history it began with, then the one that started it. */
const parentsOf = (meta: Record<string, unknown>): string[] =>
  [
    get(meta, 'forked_from_id'),
    get(meta, 'parent_thread_id'),
    get(meta, 'source', 'subagent', 'thread_spawn', 'parent_thread_id'),
  ].flatMap((id) => idOf(id) ?? []);

/** Bare items of old files have no envelope; the first versions wrote messages without a type. */
function readItem(item: unknown, text: string, path: readonly string[]): CodexItem[] {
  const type = str(get(item, 'type')) ?? (typeof get(item, 'role') === 'string' ? 'message' : '');
  if (type === 'message') return readMessage(item);
  if (type === 'reasoning') return readReasoning(item);
  if (type.includes('compaction')) return [{ kind: 'boundary' }];
  if (STATE_ITEMS.has(type) || get(item, 'record_type') === 'state') return [];
  const id = idOf(get(item, 'call_id')) ?? idOf(get(item, 'id'));
  const known = id === undefined ? {} : { id };
  if (type.endsWith('_output')) return [readOutput(item, text, path, known)];
  if (type === 'custom_tool_call') {
    const name = str(get(item, 'name')) ?? '';
    return [{ kind: 'call', name, args: str(get(item, 'input')) ?? '', freeform: true, ...known }];
  }
  if (!type.endsWith('_call')) return [{ kind: 'unknown', name: type || 'item', value: item }];
  const key = type === 'function_call' || type === 'mcp_call' ? 'arguments' : 'action';
  const raw = get(item, key);
  const args = typeof raw === 'string' ? raw : raw === undefined ? '' : rawJson(text, [...path, key], raw);
  const call: CodexItem = { kind: 'call', name: str(get(item, 'name')) ?? type.replace(/_call$/, ''), args, ...known };
  if (type !== 'image_generation_call') return [call];
  const { parts } = readContent([{ type: 'image', data: get(item, 'result') }]);
  return [call, { kind: 'result', text: '', parts, ...known }];
}

function readReasoning(item: unknown): CodexItem[] {
  const [summary, content] = [readContent(get(item, 'summary')), readContent(get(item, 'content'))];
  const thought = summary.text || content.reasoning || content.text;
  const parts = [...summary.parts, ...content.parts];
  return thought || parts.length > 0 ? [{ kind: 'reasoning', text: thought, parts }] : [];
}

/** A result. Its output is a string, a list of content parts, or an object around one of the two. */
function readOutput(item: unknown, text: string, path: readonly string[], known: { id?: string }): CodexItem {
  const key = get(item, 'output') === undefined ? 'tools' : 'output';
  const raw = get(item, key);
  // What a search for tools found are declarations, which the model got as they are.
  if (key === 'tools' && raw !== undefined)
    return { kind: 'result', text: rawJson(text, [...path, key], raw), parts: [], ...known };
  const output = isObject(raw) ? (get(raw, 'content') ?? get(raw, 'body') ?? get(raw, 'output')) : raw;
  const content = readContent(output);
  const said = content.text || (isObject(raw) && output === undefined ? rawJson(text, [...path, key], raw) : '');
  return { kind: 'result', text: said, parts: content.parts, ...known, ...statusOfOutput(raw, said) };
}

function readMessage(item: unknown): CodexItem[] {
  const role = str(get(item, 'role'));
  const content = get(item, 'content');
  if (role === 'user')
    return readUser(item, typeof content === 'string' ? [{ type: 'input_text', text: content }] : (arr(content) ?? []));
  const { text, parts, refusal } = readContent(content);
  if (role === 'developer' || role === 'system')
    return text || parts.length > 0 ? [{ kind: 'system', text, parts }] : [];
  if (role === 'assistant') return [{ kind: 'assistant', text, parts, refusal }];
  return [{ kind: 'unknown', name: role ?? 'message', value: item }];
}

/** Role user also carries what the program put there: newer files tell the kinds, older ones need the tags. */
function readUser(item: unknown, content: readonly unknown[]): CodexItem[] {
  const kinds = arr(get(item, 'internal_chat_message_metadata_passthrough', 'content_item_kinds'));
  const out: CodexItem[] = [];
  const said: unknown[] = [];
  content.forEach((part, i) => {
    const text = str(get(part, 'text'))?.trim() ?? '';
    const kind = str(kinds?.[i]) ?? kindByTag(text);
    if (kind.startsWith('user.') || kind === 'unknown') said.push(part);
    else if (kind === 'compaction.summary') out.push({ kind: 'boundary', text });
    else if (kind === 'generic.turn_aborted') out.push({ kind: 'interrupted' });
    else if (text) out.push({ kind: 'context', text, title: kind.replace(/^.*\./, '') });
  });
  const { text, parts } = readContent(said);
  return text || parts.length ? [...out, { kind: 'user', text, parts }] : out;
}

/** How older files mark what the program put into the role of the user, and what newer files call it. */
const TAGS: readonly [RegExp, string][] = [
  [/^<environment_context>/, 'environment_context'],
  [/^<turn_aborted>/, 'generic.turn_aborted'],
  [/^(?:<user_instructions>|# AGENTS\.md instructions)/, 'user_instructions'],
  [
    /^<(?:skill|skills_instructions|permissions instructions|subagent_notification|user_shell_command|collaboration_mode)>/,
    'instructions',
  ],
  [
    /^(?:Another language model started to solve this problem|You were originally given instructions from a user over one or more turns)/,
    'compaction.summary',
  ],
];
const kindByTag = (text: string): string => TAGS.find(([tag]) => tag.test(text))?.[1] ?? 'user.text';

/** Events that add something. Times, token counts, diffs and approvals are not read. */
function readEvent(event: unknown): CodexItem[] {
  const type = str(get(event, 'type'));
  if (type === 'error') return errorOf(event);
  if (type === 'task_complete') return errorOf(get(event, 'error'));
  if (type === 'turn_aborted') {
    const why = str(get(event, 'reason'));
    return [{ kind: 'interrupted', ...defined({ why: why || undefined }) }];
  }
  if (type === 'thread_rolled_back') return [{ kind: 'rollback', turns: num(get(event, 'num_turns')) ?? 1 }];
  const echo = type === undefined ? undefined : ECHOES.get(type);
  const text = str(get(event, 'message')) ?? str(get(event, 'text'));
  if (echo && text) return [{ kind: 'echo', role: echo, text }];
  const status = statusOfEvent(event);
  return status ? [{ kind: 'status', ...status }] : [];
}

const ECHOES = new Map<string, 'user' | 'assistant' | 'reasoning'>([
  ['user_message', 'user'],
  ['agent_message', 'assistant'],
  ['agent_reasoning', 'reasoning'],
]);

/** `codex_error_info` is a name, or an object with the name as its only key. */
function errorOf(error: unknown): CodexItem[] {
  const text = str(error) ?? str(get(error, 'message'));
  if (!text) return [];
  const info = get(error, 'codex_error_info');
  const code = str(info) ?? (isObject(info) ? Object.keys(info)[0] : undefined);
  return [{ kind: 'error', text, ...defined({ code: code || undefined }) }];
}
