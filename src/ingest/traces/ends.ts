/** What only the spans around the model calls of a trace say: the person's words, the final answer, a talk without model calls. */
import { defined } from '../../kit/defined.ts';
import type { CallIn, MessageIn } from '../message.ts';
import { answerIn } from '../steps/answers.ts';
import { resultOf } from './runs.ts';
import type { ModelStep, ToolStep } from './step.ts';

const tells = (s: ModelStep): boolean => s.prompt.length > 0 || s.replies.length > 0;

/** The spans by their traces, in the order of the first of each. */
function byTrace<T extends { trace: string }>(steps: readonly T[]): Map<string, T[]> {
  const traces = new Map<string, T[]>();
  for (const s of steps) traces.set(s.trace, [...(traces.get(s.trace) ?? []), s]);
  return traces;
}

/**
 * The model calls that are read, with what only the spans around them say. Wrappers count whole in traces where no other call
 * says anything: wrappers nest, and the outermost with text is enough.
 *
 * @param steps in the order of time; calls of the result that were completed are copies
 */
export function completeEnds(steps: readonly ModelStep[], runs: readonly ToolStep[]): ModelStep[] {
  const tools = byTrace(runs);
  const done = new Map<ModelStep, ModelStep[]>();
  for (const [trace, all] of byTrace(steps)) {
    const wrappers = all.filter((s) => s.wrapper && tells(s));
    const calls = all.filter((s) => !s.wrapper);
    if (calls.some(tells)) {
      const first = calls.find(tells) as ModelStep;
      const last = calls.findLast((s) => (s.depth ?? 0) === (first.depth ?? 0) && tells(s)) as ModelStep;
      const level = wrappers.filter((w) => (w.depth ?? 0) <= (first.depth ?? 0));
      const asked = calls.some((s) => s.prompt.some((m) => m.role === 'user')) ? [] : promptOf(level);
      const closing = answerOf(level, calls, last);
      if (asked.length > 0) done.set(first, [{ ...first, prompt: withAsked(first.prompt, asked) }]);
      if (closing) done.set(last, [...(done.get(last) ?? [last]), closing]);
    } else if (wrappers.length > 0) {
      const whole = wholeOf(wrappers, tools.get(trace) ?? []);
      done.set(wrappers[0] as ModelStep, [whole]);
    }
  }
  return steps.flatMap((s) => done.get(s) ?? (s.wrapper ? [] : [s]));
}

/** What the outermost span that was asked something was asked, its instructions aside. */
const promptOf = (wrappers: readonly ModelStep[]): MessageIn[] =>
  wrappers.map((w) => w.prompt.filter((m) => m.role !== 'system')).find((p) => p.some((m) => m.role === 'user')) ?? [];

/** Below the call's own instructions. */
function withAsked(prompt: readonly MessageIn[], asked: readonly MessageIn[]): MessageIn[] {
  const at = prompt.findIndex((m) => m.role !== 'system');
  const head = at < 0 ? prompt.length : at;
  return [...prompt.slice(0, head), ...asked, ...prompt.slice(head)];
}

const spokenIn = (reply: readonly MessageIn[] | undefined): MessageIn | undefined => {
  const last = reply?.at(-1);
  return last?.role === 'assistant' && last.text.trim() !== '' ? last : undefined;
};

/** The answer of the outermost span, when the last call has none and none of the calls says it. */
function answerOf(wrappers: readonly ModelStep[], calls: readonly ModelStep[], last: ModelStep): ModelStep | undefined {
  const said = last.replies[0]?.at(-1);
  if (last.error || said?.text.trim() || said?.calls?.some((c) => answerIn(c) !== undefined)) return undefined;
  const texts = new Set(
    calls.flatMap((s) => [...s.prompt, ...s.replies.flat()].filter((m) => m.role !== 'user').map((m) => m.text.trim())),
  );
  for (const wrapper of wrappers) {
    const answer = spokenIn(wrapper.replies[0]);
    if (!answer || wrapper.error) continue;
    if (texts.has(answer.text.trim())) return undefined;
    const { text, reasoning, parts, flags, pointer } = answer;
    // It came at the end of the span, whose time is that of its start.
    const { start: _start, time: _time, latencyMs: _latency, ...outer } = wrapper;
    return {
      ...outer,
      prompt: [],
      replies: [[{ role: 'assistant', text, ...defined({ reasoning, parts, flags, pointer }) }]],
      tools: [],
      wrapper: false,
      closing: true,
      ...defined({ agent: last.agent, depth: last.depth }),
    };
  }
  return undefined;
}

/** A trace without model calls: what went in, the tool runs, what came out. Each may stand on another span. */
function wholeOf(wrappers: readonly ModelStep[], runs: readonly ToolStep[]): ModelStep {
  const outer = wrappers[0] as ModelStep;
  const prompt = outer.prompt.length > 0 ? outer.prompt : (wrappers.find((w) => w.prompt.length > 0)?.prompt ?? []);
  const replies =
    outer.replies.length > 0 ? outer.replies : (wrappers.find((w) => w.replies.length > 0)?.replies ?? []);
  const told = [...prompt, ...replies.flat()].some((m) => m.role === 'tool' || m.calls?.length);
  return {
    ...outer,
    prompt: told ? prompt : [...prompt, ...runs.filter((r) => !r.depth).flatMap(asMessages)],
    replies,
  };
}

/** A run that no model call is there to tell of: the call, and what came of it. */
function asMessages(run: ToolStep): MessageIn[] {
  const call: CallIn = { name: run.name, args: run.args, ...defined({ id: run.callId }) };
  const asked: MessageIn = {
    role: 'assistant',
    text: '',
    calls: [call],
    pointer: run.pointer,
    ...defined({ time: run.time }),
  };
  return run.result ? [asked, resultOf(run, run.callId)] : [asked];
}
