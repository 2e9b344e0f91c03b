/** All that is said of the steps of one example, in the order of its messages. */
import type { Session } from '../../model/session.ts';
import type { Step, ToolGraph } from '../../model/step.ts';
import { callsIn, type ToolCall } from './calls.ts';
import { type Failure, failureOf } from './errors.ts';
import { graphOf } from './graph.ts';
import { loopsIn } from './loops.ts';
import type { RawExample } from './raw-example.ts';
import { retriesIn } from './retries.ts';
import { setupIn } from './setup.ts';
import { validityOf } from './validity.ts';

export interface ObservedSteps {
  readonly steps: readonly Step[];
  readonly graph: ToolGraph;
  /** Of what steps cannot hold: loops that were gone into, calls whose declared schema cannot be used. */
  readonly counts: { readonly loops: number; readonly unchecked: number };
}

export function stepsOf({
  session,
  messages,
  readable,
}: Pick<RawExample, 'messages' | 'readable'> & { session: Pick<Session, 'tools'> }): ObservedSteps {
  const calls = callsIn(messages);
  const failures = new Map<number, Failure>();
  for (const [i, call] of calls.entries()) {
    const failure = failureOf(call);
    if (failure) failures.set(i, failure);
  }
  const failed = new Map([...failures].map(([i, { rule }]) => [i, rule]));
  const { steps: looping, loops } = loopsIn(calls, messages);
  const { steps: invalid, unchecked } = validityOf(calls, session.tools, failed, readable);
  const found = [
    ...setupIn(calls),
    ...[...failures].map(([i, failure]) => failedStep(calls[i] as ToolCall, failure)),
    ...retriesIn(calls, failed, messages),
    ...looping,
    ...invalid,
  ];
  return {
    steps: found.sort((a, b) => a.message - b.message || (a.call ?? 0) - (b.call ?? 0)),
    graph: graphOf(messages, calls),
    counts: { loops, unchecked },
  };
}

const failedStep = ({ message, call, result }: ToolCall, { of, rule, confidence }: Failure): Step => ({
  ...{ message, call, rule, confidence, with: result?.message },
  flag: of === 'check' ? 'failed_check' : 'failed',
});
