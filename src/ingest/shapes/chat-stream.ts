/** Chunks of a streamed chat completion, put together into the body that would have come unstreamed. */

import { defined } from '../../kit/defined.ts';
import { arr, get, isObject, type JsonObject, jsonText, num, str } from '../parse.ts';

/** A call of which the arguments come in pieces. */
interface CallPieces {
  id?: string;
  type?: string;
  name: string;
  arguments: string;
  custom: boolean;
}

/** What has come of one candidate so far. `old` is the call in the form before tools. */
interface ChoicePieces {
  text: string;
  reasoning: string;
  refusal: string;
  role: string;
  calls: Map<number, CallPieces>;
  old?: { name: string; arguments: string };
  finish?: unknown;
}

/** A chunk of a stream. Some servers leave `object` out: a `delta` tells it, too. */
export const isChunk = (value: unknown): boolean =>
  isObject(value) &&
  (get(value, 'object') === 'chat.completion.chunk' ||
    (arr(get(value, 'choices')) ?? []).some((c) => isObject(get(c, 'delta'))));

/** undefined when none of the values is a chunk. A later chunk of `{error}` shape is kept as the body's error. */
export function mergeChunks(chunks: readonly unknown[]): JsonObject | undefined {
  const choices = new Map<number, ChoicePieces>();
  const body: JsonObject = { object: 'chat.completion' };
  let seen = false;
  for (const chunk of chunks) {
    if (!isObject(chunk)) continue;
    for (const key of ['id', 'created', 'model'] as const) {
      const value = get(chunk, key);
      if (body[key] === undefined && value !== undefined && value !== '') body[key] = value;
    }
    if (isObject(get(chunk, 'error'))) body.error = get(chunk, 'error');
    if (!isChunk(chunk)) continue;
    seen = true;
    for (const choice of arr(get(chunk, 'choices')) ?? []) addChoice(choices, choice);
  }
  if (!seen && body.error === undefined) return undefined;
  body.choices = [...choices].sort(([a], [b]) => a - b).map(([index, pieces]) => ({ index, ...finished(pieces) }));
  return body;
}

function addChoice(choices: Map<number, ChoicePieces>, choice: unknown): void {
  const index = num(get(choice, 'index')) ?? 0;
  let pieces = choices.get(index);
  if (!pieces) {
    pieces = { text: '', reasoning: '', refusal: '', role: 'assistant', calls: new Map() };
    choices.set(index, pieces);
  }
  const delta = get(choice, 'delta');
  pieces.text += str(get(delta, 'content')) ?? '';
  pieces.reasoning += str(get(delta, 'reasoning_content')) ?? str(get(delta, 'reasoning')) ?? '';
  pieces.refusal += str(get(delta, 'refusal')) ?? '';
  const finish = get(choice, 'finish_reason');
  if (finish !== null && finish !== undefined) pieces.finish = finish;
  const old = get(delta, 'function_call');
  if (isObject(old)) {
    pieces.old ??= { name: '', arguments: '' };
    pieces.old.name += str(get(old, 'name')) ?? '';
    pieces.old.arguments += str(get(old, 'arguments')) ?? '';
  }
  for (const [i, piece] of (arr(get(delta, 'tool_calls')) ?? []).entries()) addCall(pieces.calls, piece, i);
}

/** Pieces of one call share an `index`; the id and the name come once, the arguments in parts. */
function addCall(calls: Map<number, CallPieces>, piece: unknown, position: number): void {
  const id = str(get(piece, 'id'));
  let index = num(get(piece, 'index')) ?? position;
  // Without an index (Mistral) each piece is a whole call: another id is another call.
  if (num(get(piece, 'index')) === undefined && id && (calls.get(index)?.id ?? id) !== id) index = calls.size;
  let call = calls.get(index);
  if (!call) {
    call = { name: '', arguments: '', custom: false };
    calls.set(index, call);
  }
  if (id && call.id === undefined) call.id = id;
  const custom = isObject(get(piece, 'custom'));
  if (custom) call.custom = true;
  const at = get(piece, custom ? 'custom' : 'function');
  // Some servers repeat the whole name in each piece.
  const name = str(get(at, 'name')) ?? '';
  if (name !== call.name) call.name += name;
  const args = get(at, custom ? 'input' : 'arguments');
  if (typeof args === 'string') call.arguments += args;
  else if (isObject(args)) call.arguments += jsonText(args);
}

/** A choice in the shape of a whole response. */
function finished(pieces: ChoicePieces): JsonObject {
  const calls = [...pieces.calls]
    .sort(([a], [b]) => a - b)
    .map(([, c]) => {
      const body = c.custom
        ? { custom: { name: c.name, input: c.arguments } }
        : { function: { name: c.name, arguments: c.arguments } };
      return { ...defined({ id: c.id }), type: c.custom ? 'custom' : 'function', ...body };
    });
  return {
    message: {
      role: pieces.role,
      content: pieces.text === '' && (calls.length > 0 || pieces.old) ? null : pieces.text,
      ...defined({
        reasoning_content: pieces.reasoning || undefined,
        refusal: pieces.refusal || undefined,
        tool_calls: calls.length ? calls : undefined,
        function_call: pieces.old || undefined,
      }),
    },
    finish_reason: pieces.finish ?? null,
  };
}
