/** Calls that try again what failed, and failed calls whose aim a later one reached. */
import type { Step } from '../../model/step.ts';
import { type Aim, aimOf, sameAim } from './aim.ts';
import type { ToolCall } from './calls.ts';

/** Calls after a failure in which it may be tried again: later, the run is about something else. It also keeps time linear. */
const WINDOW = 20;

/**
 * @param failed what failed, by index of the call: the rule that said so. Failed checks are among them: running the tests
 *   again is trying again.
 */
export function retriesIn(calls: readonly ToolCall[], failed: ReadonlyMap<number, string>): Step[] {
  const aims = new Map<number, Aim>();
  const aim = (i: number): Aim => {
    const known = aims.get(i) ?? aimOf(calls[i] as ToolCall);
    aims.set(i, known);
    return known;
  };
  const recovered: Step[] = [];
  const retries = new Map<number, Step>();
  for (const i of [...failed.keys()].sort((a, b) => a - b)) {
    const first = calls[i] as ToolCall;
    for (let j = i + 1; j < calls.length && j <= i + WINDOW; j++) {
      const later = calls[j] as ToolCall;
      // Calls of one message were made without knowing how the others ended.
      if (later.message === first.message || !sameAim(aim(i), aim(j))) continue;
      // A third attempt is about the second: the nearest failure stands.
      retries.set(j, {
        ...{ message: later.message, call: later.call, flag: 'retry' },
        ...{ rule: sameCall(first, later) ? 'the same call' : 'the same aim', with: first.message },
      });
      if (failed.has(j) || !later.result) continue;
      const rule = `${failed.get(i)}, then success`;
      recovered.push({ message: first.message, call: first.call, flag: 'recovered', rule, with: later.result.message });
      break;
    }
  }
  return [...retries.values(), ...recovered];
}

const sameCall = (a: ToolCall, b: ToolCall): boolean => a.name === b.name && a.args === b.args;
