/** Calls of an example in their order, each with its result: what all rules of steps read. */
import { tryJson } from '../../kit/json/parse.ts';
import { type Message, saidIn } from '../../model/example.ts';
import { NO_RESULT } from '../segment/messages.ts';
import { type Action, actionOf } from './action.ts';

interface CallResult {
  /** Index of its message. */
  readonly message: number;
  readonly text: string;
  readonly isError: boolean;
}

export interface ToolCall {
  /** Index of the assistant's message. */
  readonly message: number;
  /** Pairing number. */
  readonly call: number;
  readonly name: string;
  /** As logged. */
  readonly args: string;
  /** Parsed arguments; undefined where they are no JSON object. */
  readonly values: Readonly<Record<string, unknown>> | undefined;
  readonly action: Action;
  /** Absent where the log holds none. */
  readonly result?: CallResult;
}

/** Arguments longer than that are content (a file to write): rules of steps read no further. */
const MOST_ARGS = 200_000;

export function callsIn(messages: readonly Message[]): ToolCall[] {
  const results = new Map<number, CallResult>();
  for (const [i, m] of messages.entries()) {
    if (m.role !== 'tool' || m.answers === undefined) continue;
    // A placeholder that stands for a lost result was made of no event.
    if (m.events.length === 0 && m.content === NO_RESULT) continue;
    results.set(m.answers, { message: i, text: m.added ? saidIn(m) : m.content, isError: m.isError === true });
  }
  return messages.flatMap((m, message) =>
    (m.calls ?? []).map(({ call, name, args, argsJson }): ToolCall => {
      const values = argsJson && args.length <= MOST_ARGS ? objectIn(args) : undefined;
      const result = results.get(call);
      const made = { message, call, name, args, values, action: actionOf(name, args, values) };
      return result ? { ...made, result } : made;
    }),
  );
}

function objectIn(text: string): Record<string, unknown> | undefined {
  const value = tryJson(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
