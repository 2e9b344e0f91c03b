/**
 * Puts the steps of a trace together into a talk. Model calls repeat the history, so each goes on with the thread whose
 * messages its prompt repeats. The thread of the main agent is the session's main line; sub-agents are marked as such.
 */

import { defined } from '../../kit/defined.ts';
import type { SessionBuilder } from '../builder.ts';
import { canonicalArgs, chainDigests, digestMessage, type MessageIn } from '../message.ts';
import { inTurns, namedBy } from '../steps/turns.ts';
import { Talk } from '../talk.ts';
import type { ModelStep, Step, ToolStep } from './step.ts';

/** A conversation within the traces: the model calls that go on with one another. */
interface Thread {
  agent?: string;
  trace: string;
  steps: number;
  /** Everything said so far, the last reply included. */
  line: MessageIn[];
  /** Digests of every prefix that ends after something a user said. */
  known: Set<string>;
  records: { step: ModelStep; prompt: MessageIn[]; replies: MessageIn[][] }[];
}

/**
 * Adds the events of all steps to the session.
 *
 * The main line comes first, sub-agents after it, each as a conversation of its own. Tool runs fill in results that no
 * prompt repeats, and are events of their own only where no model call has text. Model calls without text are counted
 * in a boundary, so that a gap in the log shows.
 *
 * @param steps of all traces of the session, in any order; sorted here by their start.
 */
export function assemble(builder: SessionBuilder, steps: readonly Step[]): void {
  const ordered = [...steps].sort((a, b) => (a.start ?? Infinity) - (b.start ?? Infinity) || 0);
  const model = usable(ordered.filter((s): s is ModelStep => s.kind === 'model'));
  const runs = ordered.filter((s): s is ToolStep => s.kind === 'tool');
  const open = new Set(runs);
  const threads: Thread[] = [];
  const silent: ModelStep[] = [];
  for (const step of model) {
    for (const tool of step.tools) builder.tools.set(tool.name, tool);
    if (step.model) builder.fields.model = step.model;
    if (step.prompt.length === 0 && step.replies.length === 0 && !(step.error && threads.length > 0)) silent.push(step);
    else add(threads, step, open);
  }
  for (const step of ordered) {
    if (step.kind !== 'context') continue;
    for (const document of step.documents)
      builder.context(document.text, { ...place(step), ...defined({ title: document.title || undefined }) });
  }
  const main = mainOf(threads);
  const systems = systemsOf(ordered);
  for (const thread of main) finish(thread, builder, open, undefined, systems.get(thread.trace));
  threads.forEach((thread, i) => {
    if (!main.includes(thread)) finish(thread, builder, open, thread.agent ?? `agent-${i + 1}`);
  });
  if (threads.length === 0) for (const run of runs) emitRun(builder, run);
  for (const step of silent) {
    if (step.error)
      builder.error(step.error.text, { ...place(step), ...defined({ code: step.error.code || undefined }) });
  }
  const untold = silent.filter((s) => !s.error).length;
  if (untold > 0)
    builder.boundary('limit', `${untold} model call${untold > 1 ? 's' : ''} without text: content capture was off`);
}

/** System prompts that only the spans around the model calls tell. */
function systemsOf(steps: readonly Step[]): Map<string, MessageIn> {
  const found = new Map<string, MessageIn>();
  for (const step of steps) {
    if (step.kind !== 'model' || !step.wrapper || found.has(step.trace)) continue;
    const system = step.prompt.find((m) => m.role === 'system');
    if (system) found.set(step.trace, system);
  }
  return found;
}

const place = (step: Step) => ({
  record: step.record,
  pointer: step.pointer,
  ...defined({ time: step.time }),
});

/** Wrappers count only in traces where no other model call says anything. */
function usable(steps: readonly ModelStep[]): ModelStep[] {
  const told = new Set(
    steps.filter((s) => !s.wrapper && (s.prompt.length > 0 || s.replies.length > 0)).map((s) => s.trace),
  );
  const outer = new Set<string>();
  return steps.filter((s) => {
    if (!s.wrapper) return true;
    if (told.has(s.trace) || (s.prompt.length === 0 && s.replies.length === 0)) return false;
    // Wrappers nest: the outermost with text is enough.
    if (outer.has(s.trace)) return false;
    outer.add(s.trace);
    return true;
  });
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
function add(threads: Thread[], given: ModelStep, open: Set<ToolStep>): void {
  const step = plain(given);
  dropRepeated(step.prompt, open);
  const prefixes = new Set(tellingPrefixes(step.prompt));
  let thread = threads.findLast((t) => [...prefixes].some((d) => t.known.has(d)));
  let { prompt } = step;
  let { replies } = step;
  if (!thread) {
    const before = continued(threads, step);
    if (before) {
      const results = prompt.some((m) => m.role === 'tool') ? [] : takeResults(before.line, open, step.start);
      if (prompt.length === 0 && results.length === 0 && mergeReply(before, step)) return;
      const said = new Set(before.line.flatMap((m) => (m.role === 'system' ? [m.text] : [])));
      prompt = [...before.line, ...results, ...prompt.filter((m) => m.role !== 'system' || !said.has(m.text))];
      thread = before;
    }
  }
  if (!thread) {
    thread = {
      trace: step.trace,
      steps: 0,
      line: [],
      known: new Set(),
      records: [],
      ...defined({ agent: step.agent || undefined }),
    };
    threads.push(thread);
  }
  thread.steps++;
  replies = replies.map((r) => r.map((m) => ({ ...m })));
  thread.records.push({ step, prompt, replies });
  const line = [...prompt, ...(replies[0] ?? [])];
  thread.line = line;
  for (const d of tellingPrefixes(line)) thread.known.add(d);
}

/** Reasoning and calls that were traced as text become what they are, before anything is compared. */
const plain = (step: ModelStep): ModelStep => ({
  ...step,
  prompt: [...inTurns(step.prompt)],
  replies: step.replies.map((reply) => [...inTurns(reply, namedBy(step.prompt))]),
});

/** A tool run that a prompt repeats is not read again; only the run itself knows whether it failed. */
function dropRepeated(prompt: readonly MessageIn[], open: Set<ToolStep>): void {
  for (const message of prompt) {
    if (message.role !== 'tool' || message.callId === undefined) continue;
    const run = [...open].find((r) => r.callId === message.callId);
    if (!run) continue;
    open.delete(run);
    if (run.isError && message.isError === undefined) message.isError = true;
  }
}

/** The thread that a prompt goes on with though it does not repeat it: it is empty, or answers calls that are open there. */
function continued(threads: readonly Thread[], step: ModelStep): Thread | undefined {
  const same = threads.filter((t) => t.trace === step.trace);
  if (step.prompt.length === 0) return same.findLast((t) => t.agent === step.agent) ?? same.at(-1) ?? threads.at(-1);
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

/** Calls of the last answer that nothing on the line answers. Without ids, calls and results match by position. */
function openCalls(line: readonly MessageIn[]) {
  const last = line.findLastIndex((m) => m.role === 'assistant');
  const calls = last < 0 ? [] : (line[last]?.calls ?? []);
  const answered = line.slice(last + 1).filter((m) => m.role === 'tool');
  const ids = new Set(answered.flatMap((m) => m.callId ?? []));
  return calls.filter((c, i) => (c.id === undefined ? i >= answered.length : !ids.has(c.id)));
}

/**
 * Results of the line's open calls, from tool runs that no prompt repeats.
 *
 * A run belongs to a call by id, else by name and arguments, else by name alone, and is taken once.
 *
 * @param before start of the next model call, in ms: a run that began later cannot be what it was told.
 */
function takeResults(line: readonly MessageIn[], open: Set<ToolStep>, before?: number): MessageIn[] {
  return openCalls(line).flatMap((call) => {
    const runs = [...open].filter(
      (r) => r.result !== undefined && (before === undefined || r.start === undefined || r.start <= before),
    );
    const run =
      runs.find((r) => r.callId !== undefined && r.callId === call.id) ??
      runs.find((r) => r.name === call.name && canonicalArgs(r.args) === canonicalArgs(call.args)) ??
      runs.find((r) => r.name === call.name && (r.callId === undefined || call.id === undefined));
    if (!run?.result) return [];
    open.delete(run);
    return [
      {
        role: 'tool' as const,
        ...run.result,
        name: run.name,
        pointer: run.pointer,
        ...defined({ callId: call.id, isError: run.isError, time: run.time }),
      },
    ];
  });
}

/** Of each trace the first thread, unless it is a single call (a guard, a router) and another one is longer. */
function mainOf(threads: readonly Thread[]): Thread[] {
  const traces = new Map<string, Thread[]>();
  for (const t of threads) traces.set(t.trace, [...(traces.get(t.trace) ?? []), t]);
  return [...traces.values()].map((list) => {
    const first = list[0] as Thread;
    if (first.steps > 1) return first;
    return list.reduce((best, t) => (t.steps > best.steps ? t : best), first);
  });
}

/** Adds a thread's records to the session, then the results that came after its last model call. */
function finish(
  thread: Thread,
  builder: SessionBuilder,
  open: Set<ToolStep>,
  agent: string | undefined,
  system?: MessageIn,
): void {
  const talk = new Talk();
  const head = system && !thread.line.some((m) => m.role === 'system') ? [system] : [];
  const rest = takeResults(thread.line, open);
  for (const { step, prompt, replies } of thread.records) {
    talk.add(step.record, {
      prompt: [...head, ...prompt, ...(replies[0] ?? []).slice(0, -1)],
      replies: replies.flatMap((r, i) => (i === 0 ? r.slice(-1) : r.slice(0, 1))),
      promptPointer: step.pointer,
      replyPointer: step.pointer,
      ...defined({
        time: step.time,
        model: step.model || undefined,
        latencyMs: step.latencyMs,
        error: step.error || undefined,
        feedback: step.feedback?.length ? step.feedback : undefined,
      }),
    });
  }
  const last = thread.records.at(-1);
  if (rest.length > 0 && last)
    talk.add(last.step.record, {
      prompt: [...head, ...thread.line, ...rest],
      replies: [],
      promptPointer: last.step.pointer,
      replyPointer: '',
    });
  talk.build(builder, agent);
}

/** A tool run in a trace whose model calls were not captured: the call and its result, as the span tells them. */
function emitRun(builder: SessionBuilder, run: ToolStep): void {
  const id = run.callId === undefined ? {} : { id: run.callId };
  builder.newTurn().call({ ...place(run), name: run.name, args: run.args, ...id });
  if (run.result)
    builder.result({
      ...place(run),
      ...run.result,
      ...id,
      name: run.name,
      ...defined({ isError: run.isError }),
    });
  else if (run.error)
    builder.error(run.error.text, { ...place(run), ...defined({ code: run.error.code || undefined }) });
}
