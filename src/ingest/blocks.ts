/**
 * Anthropic content blocks, which Claude Code, Cline and the Messages API share, as plain items in the order of the
 * log.
 */

import { defined } from '../kit/defined.ts';
import type { PartStub } from '../model/event.ts';
import { readContent } from './content.ts';
import { arr, get, idOf, isObject, str } from './parse.ts';
import { rawJson } from './rawjson.ts';

/** One content block. `pointer` is a JSON Pointer (RFC 6901) from the record's root; `args` is raw text. */
export type Block =
  | { type: 'text'; text: string; parts: PartStub[]; pointer: string }
  | { type: 'reasoning'; text: string; pointer: string }
  | { type: 'call'; id?: string; name: string; args: string; pointer: string }
  | { type: 'result'; id?: string; text: string; parts: PartStub[]; isError?: boolean; pointer: string };

/** Types of call blocks: client tools, server tools (web search) and tools of a remote MCP server. */
const CALLS = new Set(['tool_use', 'server_tool_use', 'mcp_tool_use']);

/** Blocks of a message's `content`, which lies at `path` in the record `text`. A string is one text block. */
export function readBlocks(content: unknown, text: string, path: readonly (string | number)[]): Block[] {
  const pointer = pointerOf(path);
  if (typeof content === 'string') return [{ type: 'text', text: content, parts: [], pointer }];
  return (arr(content) ?? []).flatMap((part, i) => readBlock(part, text, [...path, i]) ?? []);
}

/** undefined for a block that holds nothing: empty text, or reasoning that the API encrypted. */
function readBlock(part: unknown, text: string, path: readonly (string | number)[]): Block | undefined {
  const pointer = pointerOf(path);
  if (typeof part === 'string') return { type: 'text', text: part, parts: [], pointer };
  if (!isObject(part)) return undefined;
  const type = str(get(part, 'type')) ?? 'text';
  if (CALLS.has(type)) {
    const input = get(part, 'input');
    const id = idOf(get(part, 'id'));
    const args =
      typeof input === 'string' ? input : input === undefined ? '' : rawJson(text, [...path, 'input'], input);
    return { type: 'call', name: str(get(part, 'name')) ?? '', args, pointer, ...defined({ id }) };
  }
  if (type === 'tool_result' || type.endsWith('_tool_result')) return readResult(part, pointer);
  const content = readContent([part]);
  if (content.reasoning) return { type: 'reasoning', text: content.reasoning, pointer };
  if (type === 'thinking' || type === 'redacted_thinking') return undefined;
  return content.text !== '' || content.parts.length > 0
    ? { type: 'text', text: content.text, parts: content.parts, pointer }
    : undefined;
}

/** A result's content is a string, blocks, one object (built-in tools), or absent. */
function readResult(part: Record<string, unknown>, pointer: string): Block {
  const raw = get(part, 'content');
  const content = readContent(raw);
  const builtIn = str(get(part, 'type')) !== 'tool_result' && str(get(part, 'type')) !== 'mcp_tool_result';
  const id = idOf(get(part, 'tool_use_id'));
  const failed = get(part, 'is_error');
  const errorCode = builtIn ? str(get(raw, 'error_code')) : undefined;
  return {
    type: 'result',
    text: content.text || (builtIn && raw !== undefined ? plainText(raw) : ''),
    parts: builtIn ? [] : content.parts,
    pointer,
    ...defined({ id }),
    ...(typeof failed === 'boolean' ? { isError: failed } : errorCode ? { isError: true } : {}),
  };
}

/** Built-in tools answer with objects (search hits, command output): their JSON without opaque payloads. */
const plainText = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : (JSON.stringify(value, (key, v: unknown) => (/^encrypted_|^data$/.test(key) ? undefined : v)) ?? '');

/** JSON Pointer of a path, with `~` and `/` escaped as RFC 6901 asks. */
export const pointerOf = (path: readonly (string | number)[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
