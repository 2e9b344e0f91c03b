/**
 * Turns of the `{from, value}` shape. Calls and results that are written as text are left to `steps/turns.ts`.
 *
 * Nobody defines the shape: it came from exports of the ShareGPT site, and training frameworks added roles to it. The
 * names below are those that datasets use.
 */

import type { PartStub } from '../../model/event.ts';
import type { CallIn, MessageIn } from '../message.ts';
import { get, isObject, type JsonObject, jsonText, str } from '../parse.ts';
import { decoded, into, items, type Place } from '../place.ts';
import { pythonCalls } from '../steps/call-syntax.ts';
import { inTurns } from '../steps/turns.ts';
import { holdsProse, strayFields, unknownPart } from '../steps/unknown.ts';
import { readOne } from './messages.ts';
import { readCall } from './parts.ts';
import { asAnswer, asCall } from './react.ts';

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
  tool_result: 'tool',
  function: 'tool',
  function_call: 'call',
  tool_call: 'call',
};

const fromOf = (turn: unknown): string => (str(get(turn, 'from')) ?? '').toLowerCase().replace(/[\s-]/g, '_');
export const isTurn = (turn: unknown): boolean =>
  isObject(turn) && Object.hasOwn(ROLES, fromOf(turn)) && Object.hasOwn(turn, 'value');

/** Names under which one object holds a question and its answer (XTuner; Chinese sets). */
const PAIRS: readonly (readonly [string, string])[] = [
  ['input', 'output'],
  ['human', 'assistant'],
  ['user', 'assistant'],
  ['question', 'answer'],
];
const pairOf = (turn: unknown): readonly [string, string] | undefined =>
  PAIRS.find(([a, b]) => typeof get(turn, a) === 'string' && typeof get(turn, b) === 'string');

/** What a list of turns may be made of. */
export const isToldTurn = (turn: unknown): boolean => isTurn(turn) || pairOf(turn) !== undefined;

/**
 * Turns in order. `{role, content}` turns, which some sets put under the same key, are read too, and objects that hold a
 * question with its answer; strings are the two speakers in turn (UltraChat). What is none of these is counted.
 */
export function readTurns(list: Place): MessageIn[] {
  const out: MessageIn[] = [];
  const lost: PartStub[] = [];
  const all = items(list);
  const strings = all.length > 0 && all.every((turn) => typeof turn.value === 'string');
  all.forEach((turn, i) => {
    const before = out.length;
    if (strings) out.push({ role: i % 2 ? 'assistant' : 'user', text: String(turn.value), pointer: turn.pointer });
    else if (isTurn(turn.value)) addTurn(out, turn);
    else if (pairOf(turn.value)) addPair(out, turn);
    else out.push(...readOne(turn));
    if (out.length === before && isObject(turn.value) && !isTurn(turn.value) && holdsProse(turn.value))
      lost.push(unknownPart(str(get(turn.value, 'from')) ?? str(get(turn.value, 'role')) ?? 'turn', turn.value));
    if (isTurn(turn.value) && isObject(turn.value)) lost.push(...strayTurnFields(turn.value));
    const last = out.at(-1);
    if (last && lost.length > 0) last.parts = [...(last.parts ?? []), ...lost.splice(0)];
  });
  if (out[0] && lost.length > 0) out[0].parts = [...(out[0].parts ?? []), ...lost];
  const end = out.at(-1);
  if (end?.role === 'assistant') asAnswer(end);
  return [...inTurns(out)];
}

/** Frameworks' own fields of a turn, besides those of a message. */
const strayTurnFields = ({ from: _, value: __, loss: ___, train: ____, ...rest }: JsonObject): readonly PartStub[] =>
  strayFields(rest);

function addPair(out: MessageIn[], turn: Place): void {
  const system = str(get(turn.value, 'system'));
  if (system && !out.some((m) => m.role === 'system'))
    out.push({ role: 'system', text: system, pointer: `${turn.pointer}/system` });
  (pairOf(turn.value) ?? []).forEach((key, i) => {
    const text = str(get(turn.value, key)) ?? '';
    // XTuner's sets for pre-training have no questions.
    if (i > 0 || text !== '') out.push({ role: i ? 'assistant' : 'user', text, pointer: `${turn.pointer}/${key}` });
  });
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
  if (role === 'tool' && open) asCall(open);
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
