/**
 * Puts the steps of a trace together into a talk. Model calls repeat the history, so each goes on with the thread whose
 * messages its prompt repeats. The thread of the main agent is the session's main line; sub-agents are marked as such.
 */

import { defined } from '../../kit/defined.ts';
import type { SessionBuilder } from '../builder.ts';
import type { MessageIn } from '../message.ts';
import { inTurns, namedBy } from '../steps/turns.ts';
import { Talk } from '../talk.ts';
import { placeAgents } from './agents.ts';
import { completeEnds } from './ends.ts';
import { answeredBy, runsById, takeResults } from './runs.ts';
import type { ModelStep, Step, ToolStep } from './step.ts';
import { addStep, mainOf, startsWith, type Thread, unsystem } from './thread.ts';

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
  placeAgents(ordered);
  const runs = ordered.filter((s): s is ToolStep => s.kind === 'tool');
  const model = completeEnds(ordered.filter((s): s is ModelStep => s.kind === 'model').map(plain), runs);
  const byId = runsById(runs);
  const open = new Set(runs);
  const threads: Thread[] = [];
  const silent: ModelStep[] = [];
  for (const step of model) {
    for (const tool of step.tools) builder.tools.set(tool.name, tool);
    if (step.model) builder.fields.model = step.model;
    if (step.prompt.length === 0 && step.replies.length === 0 && !(step.error && threads.length > 0)) silent.push(step);
    else addStep(threads, { ...step, prompt: [...answeredBy(step.prompt, step.trace, byId)] }, open);
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
    if (main.includes(thread)) return;
    // A thread beside the main one may be the same agent's: its name would not tell them apart.
    const own = main.some((m) => m.trace === thread.trace && m.agent === thread.agent) ? undefined : thread.agent;
    finish(thread, builder, open, own ?? `agent-${i + 1}`);
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

/** Reasoning and calls that were traced as text become what they are, before anything is compared. */
function plain(step: ModelStep): ModelStep {
  const prompt = [...inTurns(step.prompt)];
  const asked = unsystem(prompt);
  const replies = step.replies.map((reply) => {
    const said = inTurns(reply, namedBy(step.prompt));
    // A graph returns its whole state: what went in, and then what is new.
    const spoken = asked.length > 0 && said.length > asked.length ? unsystem(said) : said;
    return startsWith(spoken, asked) && spoken.length > asked.length ? spoken.slice(asked.length) : [...said];
  });
  return { ...step, prompt, replies };
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
  const last = thread.records.at(-1);
  const rest = takeResults(thread.line, open, last?.step.trace ?? thread.trace);
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
