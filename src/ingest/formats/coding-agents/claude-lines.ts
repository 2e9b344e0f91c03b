/**
 * What one line of a Claude Code session says: a prompt, results, a part of an assistant message, or nothing of the
 * talk.
 *
 * Lines wrap a message of the Anthropic API, and no schema is published for the wrapper. Role user carries far more
 * than prompts: tool results, slash commands and their output, reminders, notices of background tasks, summaries. They
 * are told apart by flags of the line (`isMeta`, `isCompactSummary`) and by tags at the start of the text.
 */

import { defined } from '../../../kit/defined.ts';
import type { EventFlag, PartStub } from '../../../model/event.ts';
import { type Block, pointerOf, readBlocks } from '../../blocks.ts';
import { get, idOf, isObject, num, str } from '../../parse.ts';
import { insideTags, takeTags } from '../../tags.ts';
import { moveOf, notification } from './claude-moves.ts';

/** The meaning of a line; an assistant line holds one or more blocks of the message `message`. */
export type Item =
  | { kind: 'prompt'; text: string; parts: PartStub[]; pointer: string }
  | { kind: 'context'; text: string; title: string; harness?: 'user'; pointer: string }
  | { kind: 'result'; block: Extract<Block, { type: 'result' }>; latencyMs?: number; denied?: { text?: string } }
  | { kind: 'assistant'; message: string; model?: string; blocks: Block[]; flags: EventFlag[] }
  | { kind: 'error'; text: string; code?: string; pointer: string }
  | { kind: 'boundary'; text?: string; pointer: string }
  /** A slash command. It is a prompt unless its local output follows. */
  | { kind: 'command'; text: string; pointer: string }
  | { kind: 'command_output' }
  | { kind: 'interrupted'; pointer: string };

/** A line with its place in the session's tree. `sidechain`: it belongs to a sub-agent. */
export interface Line {
  record: number;
  time: unknown;
  uuid?: string;
  parent?: string;
  agent?: string;
  sidechain: boolean;
  /** It was taken from the queue of prompts: number of lines before the one where it was typed. */
  queuedAt?: number;
  items: Item[];
}

type Path = readonly (string | number)[];

/** Line types that are never part of the talk. */
const METADATA = new Set(
  `summary progress queue-operation file-history-snapshot permission-mode ai-title custom-title agent-name last-prompt
   attachment agent-setting mode pr-link tag stream_event rate_limit_event worktree-state content-replacement
   attribution-snapshot file-history-delta relocated bridge-session`.split(/\s+/),
);
export const isLineType = (type: string): boolean =>
  METADATA.has(type) || type === 'user' || type === 'assistant' || type === 'system' || type === 'result';

/** Why the line holds nothing of the talk; undefined when it may. */
export function whyNoLine(value: unknown): { skip: string; code?: 'metadata' } | undefined {
  const type = str(get(value, 'type'));
  if (type === undefined || !isLineType(type)) return { skip: 'no line of a Claude Code session' };
  if (type === 'user' || type === 'assistant') {
    const content = get(value, 'message', 'content');
    return typeof content === 'string' || Array.isArray(content)
      ? undefined
      : { skip: `a ${type} line without content` };
  }
  if (type === 'system' && (isBoundary(value) || isApiError(value))) return undefined;
  if (type === 'attachment' && get(value, 'attachment', 'type') === 'queued_command') return undefined;
  if (type === 'queue-operation' && (notification(value) || moveOf(value))) return undefined;
  if (type === 'result' && get(value, 'is_error') === true) return undefined;
  const kind = str(get(value, 'subtype')) ?? str(get(value, 'attachment', 'type')) ?? str(get(value, 'data', 'type'));
  return { skip: `metadata: ${type}${kind === undefined ? '' : `/${kind}`}`, code: 'metadata' };
}

/** The mark of a compaction; the summary follows in a user line with `isCompactSummary`. */
const isBoundary = (v: unknown): boolean => get(v, 'subtype') === 'compact_boundary';
const isApiError = (v: unknown): boolean => get(v, 'subtype') === 'api_error';
/**
 * @param base way to the line within its record: empty for a line of a file, else where an array holds it.
 * @param record number of the record among those of the session.
 */
export function readLine(value: unknown, text: string, base: Path, record: number): Line {
  const line: Line = {
    record,
    time: get(value, 'timestamp'),
    sidechain: get(value, 'isSidechain') === true,
    items: itemsOf(value, text, base),
  };
  const uuid = str(get(value, 'uuid'));
  // After a compaction `parentUuid` is null; `logicalParentUuid` says what the session went on from.
  const parent = str(get(value, 'parentUuid')) ?? str(get(value, 'logicalParentUuid'));
  const agent = idOf(get(value, 'agentId')) ?? idOf(get(value, 'parent_tool_use_id'));
  if (uuid) line.uuid = uuid;
  if (parent) line.parent = parent;
  if (agent) line.agent = agent;
  return line;
}

function itemsOf(value: unknown, text: string, base: Path): Item[] {
  const pointer = pointerOf(base);
  if (whyNoLine(value)) return [];
  const type = get(value, 'type');
  if (type === 'user') return userItems(value, text, base);
  if (type === 'assistant') return assistantItems(value, text, base);
  if (type === 'attachment') return queuedItems(value, text, base);
  if (type === 'queue-operation') {
    const text = notification(value);
    if (text !== undefined) return [{ kind: 'context', title: 'task', text, pointer }];
    return textItems(str(get(value, 'content')) ?? '', [], pointerOf([...base, 'content']), false);
  }
  if (type === 'result') return [{ kind: 'error', ...readError(value), pointer }];
  if (isBoundary(value)) return [{ kind: 'boundary', pointer }];
  return [{ kind: 'error', ...readError(value), pointer }];
}

/** Results first: text in the same line (a reminder, a comment on a refusal) came after them. */
function userItems(value: unknown, text: string, base: Path): Item[] {
  const path = [...base, 'message', 'content'];
  const blocks = readBlocks(get(value, 'message', 'content'), text, path);
  const said = blocks.flatMap((b) => (b.type === 'text' ? [b] : []));
  const whole = said.map((b) => b.text).join('\n');
  if (get(value, 'isCompactSummary') === true) return [{ kind: 'boundary', text: whole, pointer: pointerOf(path) }];
  const items: Item[] = blocks.flatMap((b) =>
    b.type === 'result' ? [resultItem(b, get(value, 'toolUseResult'))] : [],
  );
  return [
    ...items,
    ...textItems(
      whole,
      said.flatMap((b) => b.parts),
      pointerOf(path),
      get(value, 'isMeta') === true,
    ),
  ];
}

/** What older versions put before the lines of a local command. */
export const CAVEAT = 'Caveat: The messages below were generated by the user while running local commands';

/** Words of the person, after the elements that the tool puts before, behind and among them. */
function textItems(whole: string, parts: PartStub[], pointer: string, meta: boolean): Item[] {
  const { text, taken } = takeTags(whole, WRAPPERS);
  return [
    ...taken.map((t): Item => ({ kind: 'context', title: t.tag, text: t.text, harness: 'user', pointer })),
    ...wordItems(text.trim(), parts, pointer, meta),
  ];
}

function wordItems(text: string, parts: PartStub[], pointer: string, meta: boolean): Item[] {
  if (text === '' && parts.length === 0) return [];
  if (/^\[Request interrupted by user(?: for tool use)?\]$/.test(text)) return [{ kind: 'interrupted', pointer }];
  if (/^<local-command-(?:stdout|stderr|caveat)>/.test(text)) {
    return text.startsWith('<local-command-caveat>') ? [] : [{ kind: 'command_output' }];
  }
  if (text.startsWith(CAVEAT)) return [];
  if (/^<command-(?:name|message|args)>/.test(text)) {
    const [name] = insideTags(text, ['command-name']);
    const [args] = insideTags(text, ['command-args']);
    if (name !== undefined) {
      const command = name.replace(/^\/?/, '/');
      const items: Item[] = [{ kind: 'command', text: args ? `${command} ${args}` : command, pointer }];
      return text.includes('<local-command-stdout>') ? [...items, { kind: 'command_output' }] : items;
    }
  }
  if (/^<task-notification>/.test(text)) return [{ kind: 'context', title: 'task', text, pointer }];
  if (/^<bash-(?:input|stdout|stderr)>/.test(text)) return [{ kind: 'context', title: 'shell', text, pointer }];
  if (meta) return [{ kind: 'context', title: 'instructions', text, pointer }];
  return [{ kind: 'prompt', text, parts, pointer }];
}

/** Elements that the program adds to a prompt. They are not the user's words, and most repeat with each prompt. */
const WRAPPERS = [
  'system-reminder',
  'ide_opened_file',
  'ide_selection',
  'ide_diagnostics',
  'user-prompt-submit-hook',
  'new-diagnostics',
];

/** What the person typed while the agent was at work. */
function queuedItems(value: unknown, text: string, base: Path): Item[] {
  const path = [...base, 'attachment', 'prompt'];
  const said = readBlocks(get(value, 'attachment', 'prompt'), text, path).flatMap((b) =>
    b.type === 'text' ? [b] : [],
  );
  const mode = str(get(value, 'attachment', 'commandMode'));
  return textItems(
    said.map((b) => b.text).join('\n'),
    said.flatMap((b) => b.parts),
    pointerOf(path),
    mode !== undefined && mode !== 'prompt',
  );
}

/** What the tool result says when the user refused the call; the reason, if one was given, follows it. */
const DENIED = /^(?:The user doesn't want to (?:proceed with this tool use|take this action right now)|User rejected)/;

function resultItem(block: Extract<Block, { type: 'result' }>, toolUseResult: unknown): Item {
  const item: Item = { kind: 'result', block };
  const ms = num(get(toolUseResult, 'totalDurationMs')) ?? num(get(toolUseResult, 'durationMs'));
  if (ms !== undefined) item.latencyMs = ms;
  if (block.isError === true && DENIED.test(block.text)) {
    const said = /the user said:\s*([\s\S]+)$/
      .exec(block.text)?.[1]
      ?.replace(/\n\nNote: The user's next[\s\S]*$/, '')
      .trim();
    item.denied = said ? { text: said } : {};
  }
  return item;
}

/** A line of the pseudo-model `<synthetic>` was written by the program: an error of the API, or a filler. */
function assistantItems(value: unknown, text: string, base: Path): Item[] {
  const message = get(value, 'message');
  const path = [...base, 'message', 'content'];
  const blocks = readBlocks(get(message, 'content'), text, path);
  const model = str(get(message, 'model'));
  if (get(value, 'isApiErrorMessage') === true || model === '<synthetic>') {
    const said = blocks
      .flatMap((b) => (b.type === 'text' ? [b.text] : []))
      .join('\n')
      .trim();
    // Written when a session goes on without an answer: neither an answer nor an error.
    if (said === '' || said === 'No response requested.') return [];
    const code = str(get(value, 'error')) ?? /API Error: (\d{3})/.exec(said)?.[1];
    return [{ kind: 'error', text: said, pointer: pointerOf(path), ...defined({ code: code || undefined }) }];
  }
  const stop = str(get(message, 'stop_reason'));
  const flags: EventFlag[] = stop === 'max_tokens' ? ['truncated'] : stop === 'refusal' ? ['refusal'] : [];
  const id = idOf(get(message, 'id')) ?? '';
  return [{ kind: 'assistant', message: id, blocks, flags, ...defined({ model: model || undefined }) }];
}

/** `system` lines hold the SDK's error object; `result` lines of the stream output a text. */
function readError(value: unknown): { text: string; code?: string } {
  const error = get(value, 'error');
  const inner = [get(error, 'error', 'error'), get(error, 'error'), error].find(isObject);
  const code = idOf(get(error, 'status')) ?? str(get(inner, 'type')) ?? str(get(value, 'subtype'));
  const text =
    str(error) ?? str(get(inner, 'message')) ?? str(get(value, 'result')) ?? str(get(value, 'content')) ?? 'API error';
  return { text, ...defined({ code }) };
}
