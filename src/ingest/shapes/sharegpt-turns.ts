/**
 * Turns of the `{from, value}` shape, with the two ways in which tool calls are written there.
 *
 * Nobody defines the shape: it came from exports of the ShareGPT site, and training frameworks added roles to it. The
 * names below are those that datasets use.
 */

import { defined } from '../../kit/defined.ts';
import type { CallIn, MessageIn } from '../message.ts';
import { get, isObject, jsonText, str } from '../parse.ts';
import { decoded, into, items, type Place } from '../place.ts';
import { readOne } from './messages.ts';
import { readCall } from './parts.ts';
import { resultsText, xmlCalls } from './xml-calls.ts';

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
  return out;
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
  if (role === 'call' || (role === 'assistant' && text.includes('<function='))) {
    const { said, calls, final } = role === 'call' ? callsIn(turn, text) : xmlCalls(text);
    if (final !== undefined)
      out.push({ role: 'assistant', text: [said, final].filter((t) => t).join('\n\n'), pointer, ...flags });
    // What the model says before a call in a turn of its own is the same message.
    else if (role === 'call' && open && !open.calls) open.calls = calls;
    else
      out.push({
        role: 'assistant',
        text: said,
        pointer,
        ...defined({ calls: calls.length ? calls : undefined }),
        ...flags,
      });
    return;
  }
  // Results in the role of the user: only right after calls, and only when the text says so.
  const results =
    role === 'tool' || (role === 'user' && lastCalls(out))
      ? resultsText(text, role === 'tool', lastCalls(out))
      : undefined;
  if (results) for (const result of results) out.push({ role: 'tool', pointer, ...result });
  else out.push({ role: role as MessageIn['role'], text, pointer, ...flags });
}

/** Number of calls in the last assistant message, when nothing but results came after it. */
function lastCalls(out: readonly MessageIn[]): number {
  const last = out.findLast((m) => m.role !== 'tool');
  return last?.role === 'assistant' ? (last.calls?.length ?? 0) : 0;
}

/** A `function_call` turn: JSON of one call or of a list, or the XML of OpenHands. */
function callsIn(turn: Place, text: string): { said: string; calls: CallIn[]; final?: string } {
  if (text.includes('<function=')) return xmlCalls(text);
  const value = decoded(into(turn, 'value'));
  const calls = (Array.isArray(value.value) ? items(value) : [value]).flatMap((one) => readCall(one) ?? []);
  return calls.length ? { said: '', calls } : { said: text, calls: [] };
}
