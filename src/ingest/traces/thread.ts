/**
 * Which model calls of a trace are one conversation. Each repeats the history in its prompt, so it goes on with the thread whose
 * messages it repeats; some repeat it without calls and results, under another system prompt, or not at all.
 */
import { defined } from '../../kit/defined.ts';
import { chainDigests, digestMessage, type MessageIn, sayingOf } from '../message.ts';
import { alike, steadyDigest } from '../threads.ts';
import { dropRepeated, openCalls, takeResults } from './runs.ts';
import type { ModelStep, ToolStep } from './step.ts';

/** A conversation within the traces: the model calls that go on with one another. */
export interface Thread {
  agent?: string;
  trace: string;
  /** Tool runs around its first call. */
  depth: number;
  steps: number;
  /** Everything said so far, the last reply included. */
  line: MessageIn[];
  /** Digests of every prefix that ends after something a user said. */
  known: Set<string>;
  records: { step: ModelStep; prompt: MessageIn[]; replies: MessageIn[][] }[];
}

const digests = (messages: readonly MessageIn[]): string[] => chainDigests(messages.map(digestMessage));

/** Prefixes that tell a thread: they hold something that a user (or anyone but the system) said. */
function tellingPrefixes(messages: readonly MessageIn[]): string[] {
  const first = messages.findIndex((m) => m.role !== 'system');
  return first < 0 ? [] : digests(messages).slice(first);
}

/**
 * Puts a model call on the thread that it goes on with, else on one of its own. The latest thread whose known prefixes
 * the prompt repeats wins: after a fork both have the old prefix, and the newer one is being continued.
 */
export function addStep(threads: Thread[], step: ModelStep, open: Set<ToolStep>): void {
  dropRepeated(step.prompt, open);
  const prefixes = new Set(tellingPrefixes(step.prompt));
  let thread = threads.findLast((t) => [...prefixes].some((d) => t.known.has(d)));
  let { prompt } = step;
  const joined = joinedTo(threads, thread, step, open);
  if (joined) ({ thread, prompt } = joined);
  else if (!thread) {
    const before = continued(threads, step);
    if (before) {
      const results = prompt.some((m) => m.role === 'tool')
        ? []
        : takeResults(before.line, open, step.trace, step.start);
      if (prompt.length === 0 && results.length === 0 && !step.closing && mergeReply(before, step)) return;
      const said = new Set(before.line.flatMap((m) => (m.role === 'system' ? [m.text] : [])));
      prompt = [...before.line, ...results, ...prompt.filter((m) => m.role !== 'system' || !said.has(m.text))];
      thread = before;
    }
  }
  if (!thread) {
    thread = {
      trace: step.trace,
      depth: step.depth ?? 0,
      steps: 0,
      line: [],
      known: new Set(),
      records: [],
      ...defined({ agent: step.agent || undefined }),
    };
    threads.push(thread);
  }
  thread.steps++;
  const replies = step.replies.map((r) => r.map((m) => ({ ...m })));
  thread.records.push({ step, prompt, replies });
  thread.line = [...prompt, ...(replies[0] ?? [])];
  for (const d of tellingPrefixes(thread.line)) thread.known.add(d);
}

export const unsystem = (messages: readonly MessageIn[]): MessageIn[] => messages.filter((m) => m.role !== 'system');

/** The text decides nearly always, and is compared first: a session may have thousands of threads. */
const saysSame = (a: MessageIn, b: MessageIn): boolean =>
  a.role === b.role && a.text.trim() === b.text.trim() && sayingOf(a) === sayingOf(b);

/** Do the first messages of `whole` say what `start` says? */
export const startsWith = (whole: readonly MessageIn[], start: readonly MessageIn[]): boolean =>
  start.length <= whole.length && start.every((m, i) => saysSame(m, whole[i] as MessageIn));

/**
 * The latest thread that a prompt goes on with though it repeats it otherwise, and the whole prompt on that thread.
 *
 * @param known the thread whose messages it begins with, if any
 */
function joinedTo(
  threads: readonly Thread[],
  known: Thread | undefined,
  step: ModelStep,
  open: Set<ToolStep>,
): { thread: Thread; prompt: MessageIn[] } | undefined {
  for (const thread of known ? [known] : [...threads].reverse()) {
    // What is asked within a tool run is no turn of the agent that called it.
    if (thread.depth !== (step.depth ?? 0)) continue;
    const prompt = withoutTools(thread, step, open) ?? (known ? undefined : underOther(thread, step));
    if (prompt) return { thread, prompt };
  }
  return undefined;
}

/** The messages without calls and results, as some instrumentations log a history. */
const spoken = (messages: readonly MessageIn[]): MessageIn[] =>
  messages.flatMap(({ calls, ...m }) => (m.role === 'tool' || (calls?.length && m.text === '') ? [] : [m]));

/**
 * The history was repeated without its calls and results. That it is the same loop, and no second try, is proven by a tool run
 * that answers an open call, in the same trace and between the two; or by the answer that followed the calls.
 */
function withoutTools(thread: Thread, step: ModelStep, open: Set<ToolStep>): MessageIn[] | undefined {
  const line = unsystem(thread.line);
  const body = unsystem(step.prompt);
  const said = spoken(line);
  const bare = said.length > 0 && said.length < line.length && body.every((m) => m.role !== 'tool' && !m.calls?.length);
  if (!bare || !startsWith(body, said) || !sameSystem(thread, step)) return undefined;
  const rest = body.slice(said.length);
  if (openCalls(thread.line).length === 0)
    return line.at(-1)?.role === 'assistant' && line.at(-1)?.text ? [...thread.line, ...rest] : undefined;
  if (thread.records.at(-1)?.step.trace !== step.trace) return undefined;
  const runs = new Set([...open].filter((r) => r.trace === step.trace));
  const results = takeResults(thread.line, runs, step.trace, step.start);
  for (const run of [...open]) if (run.trace === step.trace && !runs.has(run)) open.delete(run);
  return results.length > 0 ? [...thread.line, ...results, ...rest] : undefined;
}

/** Clocks and facts in a system prompt make it no other one; a prompt without any goes on under the thread's. */
function sameSystem(thread: Thread, step: ModelStep): boolean {
  const own = thread.line.filter((m) => m.role === 'system');
  return step.prompt.every((m) => m.role !== 'system' || own.some((o) => isLike(o, m)));
}

const isLike = (a: MessageIn, b: MessageIn): boolean => steadyDigest(a) === steadyDigest(b) || alike(a, b);

/**
 * The whole line is repeated under another system prompt: one with another clock in it, or that of the agent to which the talk was
 * handed over. A handover is a call, so it comes in the middle of a turn; the new instructions stand where they came.
 */
function underOther(thread: Thread, step: ModelStep): MessageIn[] | undefined {
  const line = unsystem(thread.line);
  const body = unsystem(step.prompt);
  if (!line.some((m) => m.role === 'assistant') || !startsWith(body, line)) return undefined;
  const own = thread.line.filter((m) => m.role === 'system');
  const fresh = step.prompt.filter((m) => m.role === 'system' && !own.some((o) => isLike(o, m)));
  const rest = body.slice(line.length);
  const results = rest.findIndex((m) => m.role !== 'tool');
  const at = results < 0 ? rest.length : results;
  if (fresh.length > 0 && (at === 0 || openCalls(thread.line).length === 0)) return undefined;
  return [...thread.line, ...rest.slice(0, at), ...fresh, ...rest.slice(at)];
}

/** The thread that a prompt goes on with though it does not repeat it: it is empty, or answers calls that are open there. */
function continued(threads: readonly Thread[], step: ModelStep): Thread | undefined {
  const same = threads.filter((t) => t.trace === step.trace);
  if (step.prompt.length === 0) {
    const level = same.filter((t) => t.depth === (step.depth ?? 0));
    return level.findLast((t) => t.agent === step.agent) ?? level.at(-1) ?? same.at(-1) ?? threads.at(-1);
  }
  const first = step.prompt.find((m) => m.role !== 'system');
  if (first?.role === 'tool')
    return threads.findLast((t) => openCalls(t.line).some((c) => c.id === undefined || c.id === first.callId));
  // A later turn of the same conversation, logged without the history.
  const turn = threads.find((t) => t.trace !== step.trace);
  return same.length === 0 ? turn : undefined;
}

/** One message logged block by block: the pieces become one again. */
function mergeReply(thread: Thread, step: ModelStep): boolean {
  const last = thread.records.at(-1);
  const before = last?.replies[0]?.at(-1);
  const [next, ...more] = step.replies[0] ?? [];
  if (!last || !before || before.role !== 'assistant' || next?.role !== 'assistant' || more.length > 0) return false;
  if (last.step.trace !== step.trace) return false;
  if (next.text) before.text = before.text ? `${before.text}\n${next.text}` : next.text;
  if (next.reasoning) before.reasoning = before.reasoning ? `${before.reasoning}\n${next.reasoning}` : next.reasoning;
  if (next.calls) before.calls = [...(before.calls ?? []), ...next.calls];
  thread.line = [...last.prompt, ...(last.replies[0] ?? [])];
  for (const d of tellingPrefixes(thread.line)) thread.known.add(d);
  return true;
}

/**
 * Of each trace the first thread outside of tool runs, unless it is a single call (a guard, a router) and another one is longer.
 */
export function mainOf(threads: readonly Thread[]): Thread[] {
  const traces = new Map<string, Thread[]>();
  for (const t of threads) traces.set(t.trace, [...(traces.get(t.trace) ?? []), t]);
  return [...traces.values()].map((all) => {
    const level = Math.min(...all.map((t) => t.depth));
    const list = all.filter((t) => t.depth === level);
    const first = list[0] as Thread;
    if (first.steps > 1) return first;
    return list.reduce((best, t) => (t.steps > best.steps ? t : best), first);
  });
}
