/**
 * What `codex exec --json` prints: a stream of items, not a rollout.
 *
 * The events are in openai/codex, `codex-rs/exec/src/exec_events.rs`. An item is what happened (a command, a patch, a
 * message), not what the model wrote: names and arguments of the calls are made up from its fields, and two calls of
 * one answer cannot be told from two answers. Where the rollout file of the same session exists, it is the better
 * source.
 */
import type { PartStub } from '../../../model/event.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { get, idOf, isObject, num, str } from '../../parse.ts';
import { rawJson } from '../../rawjson.ts';
import type { Reader } from '../../reader.ts';

const FORMAT = 'codex-exec-json';
const TYPES = new Set([
  'thread.started',
  'turn.started',
  'turn.completed',
  'turn.failed',
  'item.started',
  'item.updated',
  'item.completed',
  'error',
]);

const typeOf = (value: unknown): string => str(get(value, 'type')) ?? '';
/** `error` is a common type: only with a text is it Codex's. */
const isLine = (value: unknown): boolean => {
  const type = typeOf(value);
  if (!TYPES.has(type)) return false;
  return type.startsWith('item.')
    ? typeof get(value, 'item', 'type') === 'string'
    : type !== 'error' || typeof get(value, 'message') === 'string';
};

export const codexExecJson: Reader = {
  id: FORMAT,
  doc: {
    title: 'codex exec --json',
    files: '*.jsonl',
    detection: 'Lines with `type` such as `thread.started`, `turn.completed`, `item.completed`.',
    notes: [
      'The stream does not hold the prompt: a session starts with what the agent did.',
      'An item of a command, a file change or an MCP tool is call and result at once; one that was started and never completed is a call without a result.',
      'A to-do list is metadata; `turn.failed` and `error` are errors.',
    ],
  },
  votes: (r) => isLine(r),
  index({ value }, file) {
    if (!isLine(value)) return { skip: 'no line of codex exec --json' };
    const id = typeOf(value) === 'thread.started' ? idOf(get(value, 'thread_id')) : undefined;
    if (id !== undefined) file.state.key = `thread:${id}`;
    const item = str(get(value, 'item', 'type'));
    if (typeOf(value) === 'item.updated' || item === 'todo_list') {
      return { skip: `metadata: ${item ?? 'item'} in progress`, code: 'metadata' };
    }
    return [{ key: (file.state.key as string | undefined) ?? file.key }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = 'codex';
    // Started items that never complete are calls without a result; an item that completes is told once, at its end.
    const started = new Map<string, () => void>();
    // A failed turn repeats the error that came before it.
    let lastError = '';
    let record = -1;
    for (const { value, text, ref } of records) {
      builder.from(ref);
      record++;
      const type = typeOf(value);
      const item = get(value, 'item');
      const id = idOf(get(item, 'id')) ?? '';
      if (type === 'thread.started') builder.fields.nativeId = idOf(get(value, 'thread_id')) ?? '';
      else if (type === 'turn.started') builder.newTurn();
      else if (type === 'item.started') {
        const at = { pointer: '/item', record };
        started.set(id, () => emitItem(item, text, builder, at, false));
      } else if (type === 'item.completed') {
        started.delete(id);
        emitItem(item, text, builder, { pointer: '/item' }, true);
      } else if (type === 'turn.failed' || type === 'error') {
        const said = str(get(value, 'error', 'message')) ?? str(get(value, 'message')) ?? 'turn failed';
        if (said !== lastError) builder.error(said);
        lastError = said;
      }
    }
    for (const emit of started.values()) emit();
    return builder.build();
  },
};

/** @param done the item is complete: it has its result. */
function emitItem(item: unknown, text: string, builder: SessionBuilder, at: At, done: boolean): void {
  if (!isObject(item)) return;
  const type = str(get(item, 'type'));
  const said = str(get(item, 'text')) ?? '';
  if (type === 'agent_message') builder.assistant(said, at);
  else if (type === 'reasoning') builder.reasoning(said, at);
  else if (type === 'error') builder.error(str(get(item, 'message')) ?? 'error', at);
  else if (type === 'command_execution') {
    const exit = num(get(item, 'exit_code'));
    callAndResult(
      builder,
      at,
      item,
      'command_execution',
      JSON.stringify({ command: get(item, 'command') ?? '' }),
      done && {
        text: str(get(item, 'aggregated_output')) ?? '',
        isError: exit === undefined ? get(item, 'status') === 'failed' : exit !== 0,
      },
    );
  } else if (type === 'file_change') {
    const args = rawJson(text, ['item', 'changes'], get(item, 'changes') ?? []);
    const status = str(get(item, 'status')) ?? '';
    callAndResult(
      builder,
      at,
      item,
      'file_change',
      `{"changes":${args}}`,
      done && { text: status, isError: status === 'failed' },
    );
  } else if (type === 'mcp_tool_call') emitMcp(item, text, builder, at, done);
  else if (type === 'web_search') {
    callAndResult(builder, at, item, 'web_search', JSON.stringify({ query: get(item, 'query') ?? '' }), false);
  } else builder.unknown(type ?? 'item', item);
}

function emitMcp(item: unknown, text: string, builder: SessionBuilder, at: At, done: boolean): void {
  const raw = get(item, 'arguments');
  const error = str(get(item, 'error', 'message'));
  const args = typeof raw === 'string' ? raw : raw === undefined ? '' : rawJson(text, ['item', 'arguments'], raw);
  const content = readContent(get(item, 'result', 'content'));
  callAndResult(
    builder,
    at,
    item,
    str(get(item, 'tool')) ?? 'mcp_tool_call',
    args,
    done && {
      text: error ?? (content.text || structured(item, text)),
      parts: content.parts,
      isError: error !== undefined || get(item, 'status') === 'failed',
    },
  );
}

/** An MCP tool may answer with an object alone. */
function structured(item: unknown, text: string): string {
  const key = get(item, 'result', 'structured_content') === undefined ? 'structuredContent' : 'structured_content';
  const value = get(item, 'result', key);
  return value === undefined || value === null ? '' : rawJson(text, ['item', 'result', key], value);
}

/** @param result false for a call without one: not complete, or a search, whose hits are not in the stream. */
function callAndResult(
  builder: SessionBuilder,
  at: At,
  item: unknown,
  name: string,
  args: string,
  result: false | { text: string; isError: boolean; parts?: PartStub[] },
): void {
  const id = idOf(get(item, 'id'));
  const native = id === undefined ? {} : { id };
  builder.call({ ...at, ...native, name, args });
  if (result) builder.result({ ...at, ...native, name, ...result });
}
