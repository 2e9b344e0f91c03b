/** Tool runs of a trace, and the calls that they answer. */
import { defined } from '../../kit/defined.ts';
import { canonicalArgs, type MessageIn } from '../message.ts';
import type { ToolStep } from './step.ts';

/** The first run of each id that has a result: calls and runs of one trace name each other by it. */
export function runsById(runs: readonly ToolStep[]): ReadonlyMap<string, ToolStep> {
  const found = new Map<string, ToolStep>();
  for (const run of runs) {
    const key = `${run.trace}\0${run.callId}`;
    if (run.callId !== undefined && run.result && !found.has(key)) found.set(key, run);
  }
  return found;
}

/**
 * A prompt in which calls without their results have those of the runs that name them. Some instrumentations log the calls of a
 * history and not what came back.
 *
 * @returns the same list when nothing is missing
 */
export function answeredBy(
  prompt: readonly MessageIn[],
  trace: string,
  runs: ReadonlyMap<string, ToolStep>,
): readonly MessageIn[] {
  if (runs.size === 0 || !prompt.some((m) => m.calls?.length)) return prompt;
  const told = new Set(prompt.flatMap((m) => (m.role === 'tool' ? (m.callId ?? '') : [])));
  // Results without an id may be of any call.
  if (told.has('')) return prompt;
  return prompt.flatMap((m, i) => {
    if (i === prompt.length - 1 || !m.calls) return [m];
    const missing = m.calls.flatMap((call) => {
      const run = call.id === undefined || told.has(call.id) ? undefined : runs.get(`${trace}\0${call.id}`);
      return run?.result ? [resultOf(run, call.id)] : [];
    });
    return [m, ...missing];
  });
}

/** A run's result as the message that a model would have been told. */
export const resultOf = (run: ToolStep, callId: string | undefined): MessageIn => ({
  role: 'tool',
  text: '',
  ...run.result,
  name: run.name,
  pointer: run.pointer,
  ...defined({ callId, isError: run.isError, time: run.time }),
});

/** A tool run that a prompt repeats is not read again; only the run itself knows whether it failed. */
export function dropRepeated(prompt: readonly MessageIn[], open: Set<ToolStep>): void {
  for (const message of prompt) {
    if (message.role !== 'tool' || message.callId === undefined) continue;
    const run = [...open].find((r) => r.callId === message.callId);
    if (!run) continue;
    open.delete(run);
    if (run.isError && message.isError === undefined) message.isError = true;
  }
}

/** Calls of the last answer that nothing on the line answers. Without ids, calls and results match by position. */
export function openCalls(line: readonly MessageIn[]) {
  const last = line.findLastIndex((m) => m.role === 'assistant');
  const calls = last < 0 ? [] : (line[last]?.calls ?? []);
  const answered = line.slice(last + 1).filter((m) => m.role === 'tool');
  const ids = new Set(answered.flatMap((m) => m.callId ?? []));
  return calls.filter((c, i) => (c.id === undefined ? i >= answered.length : !ids.has(c.id)));
}

/**
 * Results of the line's open calls, from tool runs that no prompt repeats.
 *
 * A run belongs to a call by id, else by name and arguments, else by name alone, and is taken once. Runs of the call's own
 * trace come first: ids are only unique in a trace.
 *
 * @param before start of the next model call, in ms: a run that began later cannot be what it was told.
 */
export function takeResults(
  line: readonly MessageIn[],
  open: Set<ToolStep>,
  trace: string,
  before?: number,
): MessageIn[] {
  return openCalls(line).flatMap((call) => {
    const all = [...open].filter(
      (r) => r.result !== undefined && (before === undefined || r.start === undefined || r.start <= before),
    );
    const runs = [...all.filter((r) => r.trace === trace), ...all.filter((r) => r.trace !== trace)];
    const run =
      runs.find((r) => r.callId !== undefined && r.callId === call.id) ??
      runs.find((r) => r.name === call.name && canonicalArgs(r.args) === canonicalArgs(call.args)) ??
      runs.find((r) => r.name === call.name && (r.callId === undefined || call.id === undefined));
    if (!run?.result) return [];
    open.delete(run);
    return [resultOf(run, call.id)];
  });
}
