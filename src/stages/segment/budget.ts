/**
 * Splits cuts to a budget of tokens. A part ends where the model has seen all results of its calls; at a user's turn when there is
 * one in the second half of the part. A later part carries, as context that is not trained: what its stretch began with (system
 * prompt, task or summary), the last plan that the model wrote down, and the last steps before it.
 */
import { estimateTokens } from '../../kit/tokens.ts';
import type { Event } from '../../model/event.ts';
import type { Cut } from './cut.ts';

/** Events that stay together: a user's turn, or what the model does at once with all results of it. */
interface Step {
  events: number[];
  tokens: number;
  /** Not the model's. */
  user: boolean;
  /** A person's words are in it. */
  asks: boolean;
  plan: boolean;
}

const MOST_HEAD = 0.5;
/** Shares of the budget for the last steps, and for the plan. A choice: half of a part, at most, is repeated. */
const LAST_STEPS = 0.25;
const PLAN = 0.125;

/** Tools in which agents keep what they still have to do: `TodoWrite`, `update_plan`, `write_todos`. */
const PLANS = /todo|plan/i;

/**
 * @param cuts in the order in which their first events come
 * @param maxTokens undefined: they stay as they are
 */
export function toBudget(events: readonly Event[], cuts: readonly Cut[], maxTokens: number | undefined): Cut[] {
  if (maxTokens === undefined) return [...cuts];
  const parts = new Map<string, number>();
  return cuts.flatMap((cut) => {
    const own = cut.events[cut.carried] ?? cut.events[0];
    const agent = (own === undefined ? undefined : events[own]?.agent) ?? '';
    return split(events, cut, maxTokens).map((c) => {
      const part = parts.get(agent) ?? 0;
      parts.set(agent, part + 1);
      return { ...c, part };
    });
  });
}

function split(events: readonly Event[], cut: Cut, most: number): Cut[] {
  const steps = stepsOf(events, cut.events.slice(cut.carried));
  const kept = cut.events.slice(0, cut.carried);
  const keptTokens = tokensOf(events, kept);
  const head = headOf(steps);
  // Where system prompt and task alone fill half of it, parts would hold little else: the trainer's limit is too low for this log.
  if (keptTokens + sumOf(steps.slice(0, head)) > most * MOST_HEAD) return [cut];
  const made: Cut[] = [];
  let from = 0;
  let carried = kept;
  let tokens = keptTokens;
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i] as Step;
    if (i > from && i > head && tokens + step.tokens > most) {
      const at = placeOf(steps, from, i, head);
      made.push(partOf(cut, steps, { from, to: at, carried }, made.length));
      carried = [...kept, ...contextOf(steps, at, head, most)];
      from = at;
      tokens = tokensOf(events, carried) + sumOf(steps.slice(at, i));
    }
    tokens += step.tokens;
  }
  made.push(partOf(cut, steps, { from, to: steps.length, carried }, made.length));
  return made;
}

/**
 * Number of the steps before the model's first one: the task, or the summary of what was compacted away. An assistant that greets
 * first has its task behind the greeting.
 */
function headOf(steps: readonly Step[]): number {
  const asked = steps.findIndex((s) => s.asks);
  const head = steps.findIndex((s, i) => !s.user && i > asked);
  return head < 0 ? steps.length : head;
}

/** The last user's turn in the second half of what is full, else the step that is too much. */
function placeOf(steps: readonly Step[], from: number, full: number, head: number): number {
  const half = Math.max(from + Math.ceil((full - from) / 2), head + 1);
  for (let i = full; i >= half; i--) if (steps[i]?.user) return i;
  // No part ends with a question, and the next one with its answer.
  return steps[full - 1]?.user && full - 1 > Math.max(from, head) ? full - 1 : full;
}

/** Indices of the events that a part from `at` on hangs on, in their order. */
function contextOf(steps: readonly Step[], at: number, head: number, most: number): number[] {
  const task = steps.slice(0, head);
  let last = at;
  for (let room = most * LAST_STEPS; last > head; last--) {
    room -= steps[last - 1]?.tokens ?? 0;
    if (room < 0) break;
  }
  const plan = steps.slice(head, last).findLast((s) => s.plan && s.tokens <= most * PLAN);
  return [...task, ...(plan ? [plan] : []), ...steps.slice(last, at)].flatMap((s) => s.events);
}

function partOf(
  cut: Cut,
  steps: readonly Step[],
  { from, to, carried }: { from: number; to: number; carried: readonly number[] },
  number: number,
): Cut {
  const own = steps.slice(from, to).flatMap((s) => s.events);
  return {
    ...cut,
    events: [...carried, ...own],
    carried: carried.length,
    ...(number > 0 ? { why: 'tokens' as const } : {}),
  };
}

/** A new step begins with a user's turn, and with the model's next turn once all its calls have their results. */
function stepsOf(events: readonly Event[], own: readonly number[]): Step[] {
  const steps: Step[] = [];
  const waiting = new Set<number>();
  let now: (Step & { turn: number }) | undefined;
  for (const i of own) {
    const event = events[i];
    if (!event) continue;
    const user = isOutside(event);
    const model = event.kind === 'assistant' || event.kind === 'reasoning' || event.kind === 'tool_call';
    const begins =
      !now || (waiting.size === 0 && ((user && !now.user) || (model && (now.user || now.turn !== event.turn))));
    if (begins) {
      now = { events: [], tokens: 0, user, asks: false, plan: false, turn: event.turn };
      steps.push(now);
    }
    if (!now) continue;
    now.events.push(i);
    now.tokens += tokensOfEvent(event);
    now.asks ||= event.kind === 'user';
    if (event.kind === 'tool_call') {
      now.plan ||= PLANS.test(event.name);
      if (event.result === 'paired') waiting.add(event.call);
    } else if (event.kind === 'tool_result' && event.call !== null) waiting.delete(event.call);
  }
  return steps;
}

const isOutside = (event: Event): boolean =>
  event.kind === 'user' ||
  event.kind === 'system' ||
  (event.kind === 'context' && event.harness !== 'result') ||
  event.kind === 'boundary';

const sumOf = (steps: readonly Step[]): number => steps.reduce((n, s) => n + s.tokens, 0);

const tokensOf = (events: readonly Event[], list: readonly number[]): number =>
  list.reduce((n, i) => n + tokensOfEvent(events[i]), 0);

/** As in `messageTokens`: marks of the template are counted with each event, a little more than the row will have. */
function tokensOfEvent(event: Event | undefined): number {
  if (!event || event.kind === 'feedback' || event.kind === 'error' || event.kind === 'reasoning') return 0;
  if (event.kind === 'tool_call') return 12 + estimateTokens(event.name) + estimateTokens(event.args);
  return 5 + estimateTokens(event.text ?? '');
}
