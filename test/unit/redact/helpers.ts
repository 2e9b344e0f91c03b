/** Sessions for tests, written as short lists of turns. */
import { Key } from '../../../src/kit/key.ts';
import type { Event } from '../../../src/model/event.ts';
import type { Session } from '../../../src/model/session.ts';

export const KEY = Key.parse('000102030405060708090a0b0c0d0e0f') as Key;

export type Turn =
  | { system: string }
  | { user: string }
  | { assistant: string }
  | { call: string; args: string }
  | { tool: string; result: string };

export function sessionOf(turns: readonly Turn[], more: Partial<Session> = {}): Session {
  let call = -1;
  const events = turns.map((turn, seq): Event => {
    const base = { seq, turn: seq, src: { record: 0, pointer: '' } };
    if ('call' in turn) {
      call++;
      return {
        ...base,
        kind: 'tool_call',
        call,
        name: turn.call,
        args: turn.args,
        argsJson: isObject(turn.args),
        result: 'paired',
      };
    }
    if ('tool' in turn) return { ...base, kind: 'tool_result', call, name: turn.tool, text: turn.result };
    if ('system' in turn) return { ...base, kind: 'system', text: turn.system };
    return 'user' in turn
      ? { ...base, kind: 'user', text: turn.user }
      : { ...base, kind: 'assistant', text: turn.assistant };
  });
  return {
    format: 'test',
    events,
    branches: [],
    tools: [],
    governance: { consent: 'granted', subjects: [] },
    scores: [],
    records: [{ path: 'log.jsonl', line: 1, start: 0, end: 1 }],
    ...more,
  };
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
