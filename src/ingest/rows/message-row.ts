/**
 * A row of a table of messages, as messages.
 *
 * Four kinds of rows are known: a message as JSON in one column, a step of Chainlit, a row with role and content, and a
 * row that is a tool run. A row may give several messages: a call with its result, or a tool message that answers
 * several calls.
 */
import { defined } from '../../kit/defined.ts';
import type { MessageIn } from '../message.ts';
import { arr, get, isObject, str } from '../parse.ts';
import type { Place } from '../place.ts';
import { readOne } from '../shapes/messages.ts';
import type { Columns } from './columns.ts';
import { cell, flag, roleOf, unpacked } from './values.ts';

/** What calls wait for a result: a row of role `tool` that has arguments is the call as well when none waits. */
export interface Waiting {
  calls: number;
}

/**
 * @param text the record's raw text, for exact arguments.
 * @param waiting calls of this session that wait for a result; counted here.
 */
export function messagesOfRow(row: unknown, text: string, columns: Columns, waiting: Waiting): MessageIn[] {
  const at = (name: keyof Columns): unknown => (columns[name] === undefined ? undefined : get(row, columns[name]));
  const whole = wholeMessage(row, columns);
  if (whole) return counted(whole, waiting);
  const step = stepOf(row);
  if (step) return counted(step, waiting);
  const speaker = roleOf(at('role'));
  if (!speaker) return [];
  const role = speaker === 'reasoning' || speaker === 'tool_call' ? 'assistant' : speaker;
  const name = str(at('tool_name')) || undefined;
  const args = at('tool_args');
  const content = contentOf(at('content'), columns.content ?? '', text);
  const message: Record<string, unknown> = {
    role,
    content: content.value,
    ...defined({
      tool_calls: given(at('tool_calls')),
      tool_call_id: cell(at('tool_call_id')),
      name: role === 'tool' ? name : undefined,
    }),
  };
  const place: Place = { value: message, pointer: '', text: content.text, path: [] };
  const messages = readOne(place);
  const last = messages.at(-1);
  if (last) {
    const reasoning = cell(at('reasoning'));
    if (reasoning !== undefined && !last.reasoning) last.reasoning = reasoning;
    if (speaker === 'reasoning') Object.assign(last, { reasoning: last.text, text: '' });
    const error = at('error');
    if (last.role === 'tool' && (flag(error) ?? cell(error) !== undefined)) last.isError = true;
    addCall(last, speaker, name, args, callId(message));
  }
  // A table with one row per tool run: the row is the call and its result.
  if (role === 'tool' && name && cell(args) !== undefined && waiting.calls === 0) {
    messages.unshift({
      role: 'assistant',
      text: '',
      calls: [{ name, args: cell(args) as string, ...callId(message) }],
    });
  }
  return counted(messages, waiting);
}

/** An empty cell says nothing. */
const given = (value: unknown): unknown => (value === null || value === '' ? undefined : value);

/** The call that a row tells in columns of its own: its name, and its arguments or the row's text. */
function addCall(last: MessageIn, speaker: string, name: string | undefined, args: unknown, id: { id?: string }): void {
  if (last.role !== 'assistant' || !name || last.calls?.length || !isCall(speaker, args, name)) return;
  const isWhole = speaker === 'tool_call';
  last.calls = [{ name, args: cell(args) ?? (isWhole ? last.text : ''), ...id }];
  if (isWhole) last.text = '';
}

/** A role that says so, or arguments: a tool's name alone may also be that of the tool that a result is from. */
const isCall = (speaker: string, args: unknown, name: string): boolean =>
  speaker === 'tool_call' || (name !== '' && args !== null && args !== undefined);

const callId = (message: Record<string, unknown>): { id?: string } =>
  typeof message.tool_call_id === 'string' ? { id: message.tool_call_id } : {};

/** Keeps the number of open calls. A user who speaks ends the wait: no result will come. */
function counted(messages: MessageIn[], waiting: Waiting): MessageIn[] {
  for (const m of messages) {
    waiting.calls += m.calls?.length ?? 0;
    if (m.role === 'tool') waiting.calls = Math.max(0, waiting.calls - 1);
    if (m.role === 'user') waiting.calls = 0;
  }
  return messages;
}

/** A column that holds the whole message as JSON: LangChain's and n8n's chat histories. */
function wholeMessage(row: unknown, columns: Columns): MessageIn[] | undefined {
  if (columns.role && cell(get(row, columns.role)) !== undefined) return undefined;
  const raw = get(row, 'message') ?? (columns.content ? get(row, columns.content) : undefined);
  const value = unpacked(raw);
  if (!isObject(value)) return undefined;
  const data = isObject(get(value, 'data')) ? get(value, 'data') : value;
  const role = get(value, 'role') ?? get(value, 'type');
  const speaker = roleOf(role);
  if (!speaker) return undefined;
  const text = typeof raw === 'string' ? raw : '';
  return readOne({ value: { ...(data as object), role: speaker }, pointer: '', text, path: [] });
}

/** Chainlit: a step's type tells who acts; a tool step holds call and result. */
function stepOf(row: unknown): MessageIn[] | undefined {
  const type = str(get(row, 'type'));
  if (!isObject(row) || type === undefined || !Object.hasOwn(row, 'output') || !Object.hasOwn(row, 'input'))
    return undefined;
  const output = cell(get(row, 'output')) ?? '';
  if (type === 'user_message') return [{ role: 'user', text: output || (cell(get(row, 'input')) ?? '') }];
  if (type === 'assistant_message') return [{ role: 'assistant', text: output }];
  if (type === 'system_message') return [{ role: 'system', text: output }];
  if (type !== 'tool') return [];
  const name = str(get(row, 'name')) ?? 'unknown';
  return [
    { role: 'assistant', text: '', calls: [{ name, args: cell(get(row, 'input')) ?? '' }] },
    {
      role: 'tool',
      text: output,
      name,
      ...defined({ isError: flag(get(row, 'isError')) === true ? true : undefined }),
    },
  ];
}

/** Content with its parts in the shapes that message readers know; `text` is the raw JSON behind it, for exact arguments. */
function contentOf(raw: unknown, key: string, text: string): { value: unknown; text: string } {
  const value = unpacked(raw);
  const list = arr(value);
  if (list && list.length > 0 && list.every((p) => PART.test(str(get(p, 'type')) ?? ''))) {
    return { value: list.flatMap(uiPart), text: '' };
  }
  // JSON that is not made of parts is what was said, or what a tool returned: it stays as it is.
  return { value: typeof raw === 'object' && raw !== null ? JSON.stringify(raw) : (raw ?? ''), text: key ? text : '' };
}

/** Types of content parts of the known APIs. JSON of other types is what was said, not how it is built. */
const PART =
  /^(?:text|input_text|output_text|refusal|reasoning|thinking|redacted_thinking|image|image_url|input_image|file|input_file|document|audio|input_audio|video|tool_use|tool_result|tool-.+|dynamic-tool|step-start|source|source-.+|data-.+)$/;

/** AI SDK: one part holds a call and, once it ran, its result. */
function uiPart(part: unknown): unknown[] {
  const type = str(get(part, 'type')) ?? '';
  const old = get(part, 'toolInvocation');
  const at = type === 'tool-invocation' && isObject(old) ? old : part;
  const known = type === 'tool-invocation' || type === 'dynamic-tool' || (/^tool-/.test(type) && get(at, 'toolCallId'));
  if (type === 'step-start') return [];
  if (!known || type === 'tool-call' || type === 'tool-result' || type === 'tool-error') return [part];
  const toolName = str(get(at, 'toolName')) ?? type.slice('tool-'.length);
  const toolCallId = get(at, 'toolCallId');
  const call = { type: 'tool-call', toolCallId, toolName, args: get(at, 'input') ?? get(at, 'args') ?? {} };
  const state = str(get(at, 'state'));
  if (state === 'output-error')
    return [call, { type: 'tool-error', toolCallId, toolName, error: get(at, 'errorText') ?? '' }];
  const output = get(at, 'output') ?? get(at, 'result');
  return output === undefined ? [call] : [call, { type: 'tool-result', toolCallId, toolName, output }];
}
