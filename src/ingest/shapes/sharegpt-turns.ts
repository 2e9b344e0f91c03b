/**
 * Turns of the `{from, value}` shape. Calls and results that are written as text are left to `steps/turns.ts`.
 *
 * Nobody defines the shape: it came from exports of the ShareGPT site, and training frameworks added roles to it. The
 * names below are those that datasets use.
 */

import type { CallIn, MessageIn } from '../message.ts';
import { get, isObject, jsonText, str } from '../parse.ts';
import { decoded, into, items, type Place } from '../place.ts';
import { pythonCalls } from '../steps/call-syntax.ts';
import { inTurns } from '../steps/turns.ts';
import { readOne } from './messages.ts';
import { readCall } from './parts.ts';

const ROLES: Record<string, MessageIn['role'] | 'call'> = {
  human: 'user',
  user: 'user',
  gpt: 'assistant',
  chatgpt: 'assistant',
  assistant: 'assistant',
  bing: 'assistant',
  bard: 'assistant',
  model: 'assistant',
  system: 'system',
  tool: 'tool',
  observation: 'tool',
  tool_response: 'tool',
  function_response: 'tool',
  function_call: 'call',
  tool_call: 'call',
};

const fromOf = (turn: unknown): string => (str(get(turn, 'from')) ?? '').toLowerCase();
export const isTurn = (turn: unknown): boolean =>
  isObject(turn) && Object.hasOwn(ROLES, fromOf(turn)) && Object.hasOwn(turn, 'value');

/** Turns in order; `{role, content}` turns, which some sets put under the same key, are read too. */
export function readTurns(list: Place): MessageIn[] {
  const out: MessageIn[] = [];
  for (const turn of items(list)) {
    if (isTurn(turn.value)) addTurn(out, turn);
    else out.push(...readOne(turn));
  }
  return [...inTurns(out)];
}

export function readTurn(turn: Place): MessageIn[] {
  const out: MessageIn[] = [];
  addTurn(out, turn);
  return out;
}

function addTurn(out: MessageIn[], turn: Place): void {
  const role = Object.hasOwn(ROLES, fromOf(turn.value)) ? ROLES[fromOf(turn.value)] : undefined;
  if (!role) return;
  const { pointer } = turn;
  const raw = get(turn.value, 'value');
  const text = typeof raw === 'string' ? raw : raw === null || raw === undefined ? '' : jsonText(raw);
  const before = out.at(-1);
  // Frameworks have a key each for turns that are context only.
  const weight =
    get(turn.value, 'weight') === 0 || get(turn.value, 'loss') === false || get(turn.value, 'train') === false;
  const flags = weight ? { flags: ['not_trained' as const] } : {};
  const open = before?.role === 'assistant' ? before : undefined;
  if (role !== 'call') {
    out.push({ role, text, pointer, ...flags });
    return;
  }
  const calls = callsIn(turn, text);
  // What the model says before a call in a turn of its own is the same message.
  if (open && !open.calls) {
    if (calls.length > 0) open.calls = calls;
    else open.text = `${open.text}\n\n${text}`;
  } else if (calls.length > 0) out.push({ role: 'assistant', text: '', pointer, calls, ...flags });
  else out.push({ role: 'assistant', text, pointer, ...flags });
}

/** A `function_call` turn: JSON of one call or of a list, or Python calls. Calls in other marks are left in the text. */
function callsIn(turn: Place, text: string): CallIn[] {
  const value = decoded(into(turn, 'value'));
  const calls = (Array.isArray(value.value) ? items(value) : [value]).flatMap((one) => readCall(one) ?? []);
  return calls.length > 0 ? calls : (pythonCalls(text) ?? []);
}
