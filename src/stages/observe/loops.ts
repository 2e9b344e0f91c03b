/** Rounds: the same call, or the same few calls, again and again with nothing new coming back. */
import type { Message } from '../../model/example.ts';
import type { Step } from '../../model/step.ts';
import type { ToolCall } from './calls.ts';

/** Twice may be a second look; the third time nothing can have been learnt. */
const ROUNDS = 3;
/** Calls in a round: edit, run, read, think. Longer cycles are rare and cost more to find. */
const LONGEST = 4;

/** What harnesses print anew each time. */
const VOLATILE =
  /^(?:Wall time|Chunk ID|Original token count|Duration|Elapsed|real|user|sys|timestamp)\b.*$|\b\d+(?:\.\d+)?\s?(?:ms|s|sec|seconds)\b/gim;
/** Results are compared by their beginning, length and end: equal ones are equal there. */
const COMPARED = 1000;

/** Repeats, each with the first message of its loop; the first round is no repeat. */
export function loopsIn(calls: readonly ToolCall[], messages: readonly Message[]): { steps: Step[]; loops: number } {
  const turns = turnsOf(calls, messages);
  const steps: Step[] = [];
  let loops = 0;
  for (let i = 0; i < turns.length; ) {
    const found = loopAt(turns, i);
    if (!found) {
      i++;
      continue;
    }
    loops++;
    const { period, length } = found;
    const first = calls[i] as ToolCall;
    for (const { message, call } of calls.slice(i + period, i + length)) {
      const rule =
        period === 1 ? `${length} equal calls` : `a round of ${period} calls, ${Math.floor(length / period)} times`;
      steps.push({ message, call, flag: 'loop', rule, with: first.message });
    }
    i += length;
  }
  return { steps, loops };
}

/** A call with its result, and what was said to the model since the call before. */
interface Turn {
  readonly call: string;
  readonly result: string;
  readonly said: string;
}

/** The shortest round that is gone through often enough from here. Linear: what it passes over is not looked at again. */
function loopAt(turns: readonly Turn[], from: number): { period: number; length: number } | undefined {
  for (let period = 1; period <= LONGEST; period++) {
    let end = from + period;
    while (end < turns.length && isSame(turns[end], turns[end - period])) end++;
    const length = end - from - ((end - from) % period);
    if (length >= ROUNDS * period && !isWait(turns[end], turns[end - period])) return { period, length };
  }
  return undefined;
}

/** What a person says in between is something new, unless it is the same again (a harness that asks to go on). */
const isSame = (turn: Turn | undefined, before: Turn | undefined): boolean =>
  isSameCall(turn, before) && turn?.result === before?.result;

const isSameCall = (turn: Turn | undefined, before: Turn | undefined): boolean =>
  turn?.call === before?.call && (turn?.said === '' || turn?.said === before?.said);

/** Asked once more, the same call had news: who polls a job or a busy service until it is done goes round in no circle. */
const isWait = (turn: Turn | undefined, before: Turn | undefined): boolean =>
  turn !== undefined && isSameCall(turn, before) && turn.result !== before?.result;

function turnsOf(calls: readonly ToolCall[], messages: readonly Message[]): Turn[] {
  let read = 0;
  return calls.map(({ name, args, result, message }) => {
    let said = '';
    for (; read < message; read++) if (messages[read]?.role === 'user') said += messages[read]?.content ?? '';
    return { call: `${name}\0${args.trim()}`, result: result ? digest(result.text) : '', said };
  });
}

function digest(text: string): string {
  const ends = text.length > 2 * COMPARED ? text.slice(0, COMPARED) + text.slice(-COMPARED) : text;
  const stable = ends.replace(VOLATILE, '');
  return `${stable.length === ends.length ? text.length : ''} ${stable}`;
}
