/** Calls that try again what failed, and failed calls whose aim a later one reached. */
import { type Message, saidIn } from '../../model/example.ts';
import { BLAMELESS, type Step } from '../../model/step.ts';
import { type Aim, aimOf, sameAim } from './aim.ts';
import type { ToolCall } from './calls.ts';

/** Calls after a failure in which it may be tried again: later, the run is about something else. It also keeps time linear. */
const WINDOW = 20;

/**
 * @param failed what failed, by index of the call: the rule that said so. Failed checks are among them: running the tests
 *   again is trying again.
 */
export function retriesIn(
  calls: readonly ToolCall[],
  failed: ReadonlyMap<number, string>,
  messages: readonly Message[],
): Step[] {
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
      const rule = `${failed.get(i)}, ${recoveryOf(first, later, messages)}`;
      recovered.push({ message: first.message, call: first.call, flag: 'recovered', rule, with: later.result.message });
      break;
    }
  }
  return [...retries.values(), ...recovered];
}

function recoveryOf(first: ToolCall, later: ToolCall, messages: readonly Message[]): string {
  if (sameCall(first, later)) return BLAMELESS[0];
  return wasToldSo(first, later, messages) ? BLAMELESS[1] : 'then success';
}

/** Turns of the person before a call that are asked for its arguments, and characters of each: further back, others were talked of. */
const TURNS = 10;
const READ = 4000;

/**
 * Did the call hand on what the person had said, and did the person speak before the next attempt? A customer who is found under
 * no such name and gives another one: the look-up was right. Other values (ids out of results, sums) are the model's own choice.
 */
function wasToldSo(first: ToolCall, later: ToolCall, messages: readonly Message[]): boolean {
  if (!first.values || first.name !== later.name) return false;
  if (!messages.slice(first.message + 1, later.message).some((m) => m.role === 'user')) return false;
  const values = Object.values(first.values);
  if (values.length === 0 || !values.every((v) => typeof v === 'string' || typeof v === 'number')) return false;
  const turns = messages.slice(0, first.message).filter((m) => m.role === 'user');
  const told = turns.slice(-TURNS).map((m) => saidIn(m).slice(0, READ).toLowerCase());
  return values.every((value) => told.some((text) => text.includes(String(value).trim().toLowerCase())));
}

const sameCall = (a: ToolCall, b: ToolCall): boolean => a.name === b.name && a.args === b.args;
