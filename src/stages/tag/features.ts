/** What is counted of an example for its complexity: facts of its messages, and of the steps that were observed on the raw session. */
import { type Message, saidIn } from '../../model/example.ts';
import type { Step, StepFlag } from '../../model/step.ts';
import type { Observed } from '../observe/observe.ts';

/** Optional ones are absent where they are zero: most examples have none, and cards hold them all. */
export interface Features {
  userTurns: number;
  assistantTurns: number;
  calls: number;
  distinctTools: number;
  /** Most calls in one message. */
  parallel: number;
  /** Results flagged as errors. */
  errors: number;
  /** Calls with the name and arguments of an earlier one. */
  repeats: number;
  /** Calls whose arguments are no JSON object: what a tool for plain text takes, or broken. */
  badArguments: number;
  orphans: number;
  unanswered: number;
  /** Messages of the model that call tools. */
  steps?: number;
  /** Results behind the last answer, and calls on the longest path of the tool graph. */
  hops?: number;
  depth?: number;
  /** Calls whose result is an error, by any rule; checks that did not pass. */
  failedSteps?: number;
  failedChecks?: number;
  retries?: number;
  recoveries?: number;
  loops?: number;
  /** Calls of tools that were not offered, or against the declared schema. */
  invalid?: number;
  /** Calls that prepare the environment. */
  setup?: number;
  /** Calls whose declared schema cannot be used. */
  unchecked?: number;
  /** Size class of what the person wrote: doubles of 500 characters. */
  input?: number;
  /** Words of the request that bind the answer, see `CONSTRAINT`. */
  constraints?: number;
  /** Items of the longest plan that the model wrote down with a tool. */
  plan?: number;
  /** Parts of the log that no rule read, alternatives included. */
  lost?: number;
  /** Turns of pictures, sound or files alone, alternatives included. */
  media?: number;
  /** Answers that are nothing but an error of the serving side; absent when there are none. */
  errorAnswers?: number;
  /** 1 where the last message is such an answer; else absent. */
  endsInError?: number;
  /** 1 where nothing is asked and nothing answered; else absent. */
  trivial?: number;
}

/** `problems`: indices of the messages with a problem. */
export function featuresOf(
  messages: readonly Message[],
  gaps: Pick<Features, 'orphans' | 'unanswered'>,
  observed: Pick<Observed, 'steps' | 'graph' | 'counts'>,
): { features: Features; problems: number[] } {
  const { features, problems } = fromMessages(messages, gaps);
  for (const { flag, message, confidence = 1 } of observed.steps)
    if (PROBLEMS.has(flag) && confidence >= SURE) problems.add(message);
  const { graph, steps, counts } = observed;
  const more = {
    steps: messages.filter((m) => m.role === 'assistant' && m.calls?.length).length,
    hops: graph.hops,
    depth: graph.depth,
    failedSteps: callsWith(steps, 'failed'),
    failedChecks: callsWith(steps, 'failed_check'),
    retries: callsWith(steps, 'retry'),
    recoveries: callsWith(steps, 'recovered'),
    loops: counts.loops,
    invalid: callsWith(steps, 'invalid', 'unknown_tool'),
    setup: callsWith(steps, 'setup'),
    unchecked: counts.unchecked,
    ...requestOf(messages),
    plan: planOf(messages),
  };
  const counted = Object.fromEntries(Object.entries(more).filter(([, n]) => n > 0));
  return { features: { ...features, ...counted }, problems: [...problems].sort((a, b) => a - b) };
}

const PROBLEMS: ReadonlySet<StepFlag> = new Set(['failed', 'failed_check', 'loop', 'invalid', 'unknown_tool']);
/** A rule below says what may well be meant so: an argument that is declared nowhere and forbidden nowhere. */
const SURE = 0.7;

const callsWith = (steps: readonly Step[], ...flags: StepFlag[]): number =>
  new Set(steps.flatMap((s) => (flags.includes(s.flag) && (s.confidence ?? 1) >= SURE ? [s.call] : []))).size;

function fromMessages(messages: readonly Message[], gaps: Pick<Features, 'orphans' | 'unanswered'>) {
  const seen = new Set<string>();
  const tools = new Set<string>();
  const problems = new Set<number>();
  const features: Features = {
    ...{ userTurns: 0, assistantTurns: 0, calls: 0, distinctTools: 0, parallel: 0 },
    ...{ errors: 0, repeats: 0, badArguments: 0, orphans: gaps.orphans, unanswered: gaps.unanswered },
  };
  for (const [i, { role, calls = [], isError }] of messages.entries()) {
    if (role === 'user') features.userTurns++;
    if (role === 'assistant') features.assistantTurns++;
    features.calls += calls.length;
    features.parallel = Math.max(features.parallel, calls.length);
    if (isError) features.errors++;
    let problem = isError === true;
    for (const call of calls) {
      const same = `${call.name}\0${call.args}`;
      const repeats = seen.has(same);
      seen.add(same);
      tools.add(call.name);
      if (repeats) features.repeats++;
      if (!call.argsJson) features.badArguments++;
      problem ||= repeats;
    }
    if (problem) problems.add(i);
  }
  features.distinctTools = tools.size;
  return { features, problems };
}

/** Of what the person wrote: a request shows at its beginning. */
const READ = 8000;
/** Words that bind an answer, in the languages that most requests of our logs are in; each counts, up to the bound. */
const CONSTRAINT =
  /\b(?:must|should|only|never|without|except|unless|exactly|at (?:least|most)|no (?:more|less) than|make sure|ensure|do not|don't|avoid|required?|muss|darf|nur|ohne|mindestens|höchstens|debe|sin|solo|doit|sans|seulement)\b/giu;
const MOST_CONSTRAINTS = 30;
const LIST_ITEM = /^\s{0,6}(?:[-*•]|\d{1,2}[.)])\s/gm;

function requestOf(messages: readonly Message[]): { input: number; constraints: number } {
  let chars = 0;
  let text = '';
  for (const m of messages) {
    if (m.role !== 'user') continue;
    const said = saidIn(m);
    chars += said.length;
    if (text.length < READ) text += `${said.slice(0, READ)}\n`;
  }
  const words = (text.match(CONSTRAINT)?.length ?? 0) + (text.match(LIST_ITEM)?.length ?? 0);
  return { input: Math.max(0, Math.floor(Math.log2(1 + chars / 500))), constraints: Math.min(MOST_CONSTRAINTS, words) };
}

const PLAN_TOOL = /todo|plan|task_?list/i;

function planOf(messages: readonly Message[]): number {
  let most = 0;
  for (const { calls = [] } of messages)
    for (const { name, args } of calls) {
      if (!PLAN_TOOL.test(name) || args.length > READ) continue;
      // Items are objects, or lines of a list: counted without parsing what may be cut.
      most = Math.max(most, args.match(/"(?:content|step|title|task|description)"\s*:/g)?.length ?? 0);
    }
  return most;
}
