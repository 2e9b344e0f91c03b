/**
 * Complexity levels. Counts of things that the log shows, so that a level can be checked by hand. A problem is a failed call,
 * a repeated call, or arguments that do not parse.
 *
 * 1  one exchange, no tools
 * 2  several exchanges without tools, or up to two calls without a problem
 * 3  three or more calls, or two or more tools
 * 4  ten or more calls, four or more tools, or a problem
 * 5  twenty or more calls with three or more tools or three or more problems: long work with recovery
 *
 * The bounds are a convention of Goldpan's, not measured: change docs/architecture.md with them.
 */
import type { Message } from '../../model/example.ts';

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
  badArguments: number;
  orphans: number;
  unanswered: number;
  /** Parts of the log that no rule read, alternatives included; absent when there are none. */
  lost?: number;
  /** Turns of pictures, sound or files alone, alternatives included; absent when there are none. */
  media?: number;
  /** Answers that are nothing but an error of the serving side; absent when there are none. */
  errorAnswers?: number;
  /** 1 where the last message is such an answer; else absent. */
  endsInError?: number;
  /** 1 where nothing is asked and nothing answered; else absent. */
  trivial?: number;
}

/** A level with the rule that gave it. */
export function complexityOf(f: Features): { level: 1 | 2 | 3 | 4 | 5; rule: string } {
  const problems = f.errors + f.repeats + f.badArguments;
  if (f.calls >= 20 && f.distinctTools >= 3) return { level: 5, rule: '20 calls, 3 tools' };
  if (f.calls >= 20 && problems >= 3) return { level: 5, rule: '20 calls, 3 problems' };
  if (f.calls >= 10) return { level: 4, rule: '10 calls' };
  if (f.distinctTools >= 4) return { level: 4, rule: '4 tools' };
  if (f.calls > 0 && problems > 0) return { level: 4, rule: 'a problem' };
  if (f.calls >= 3) return { level: 3, rule: '3 calls' };
  if (f.distinctTools >= 2) return { level: 3, rule: '2 tools' };
  if (f.calls > 0) return { level: 2, rule: 'a call' };
  return f.assistantTurns > 1 ? { level: 2, rule: 'several exchanges' } : { level: 1, rule: 'one exchange' };
}

/** `problems`: indices of the messages with a problem. */
export function featuresOf(
  messages: readonly Message[],
  gaps: Pick<Features, 'orphans' | 'unanswered'>,
): { features: Features; problems: number[] } {
  const seen = new Set<string>();
  const tools = new Set<string>();
  const problems = new Set<number>();
  const f: Features = {
    userTurns: 0,
    assistantTurns: 0,
    calls: 0,
    distinctTools: 0,
    parallel: 0,
    errors: 0,
    repeats: 0,
    badArguments: 0,
    orphans: gaps.orphans,
    unanswered: gaps.unanswered,
  };
  for (const [i, { role, calls = [], isError }] of messages.entries()) {
    if (role === 'user') f.userTurns++;
    if (role === 'assistant') f.assistantTurns++;
    f.calls += calls.length;
    f.parallel = Math.max(f.parallel, calls.length);
    const before = f.errors + f.repeats + f.badArguments;
    if (isError) f.errors++;
    for (const call of calls) {
      const same = `${call.name}\0${call.args}`;
      if (seen.has(same)) f.repeats++;
      seen.add(same);
      tools.add(call.name);
      if (!call.argsJson) f.badArguments++;
    }
    if (f.errors + f.repeats + f.badArguments > before) problems.add(i);
  }
  f.distinctTools = tools.size;
  return { features: f, problems: [...problems] };
}
