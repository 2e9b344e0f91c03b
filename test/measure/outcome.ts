/**
 * How well evidence tells the outcome of runs whose log states it: the log's verdict is hidden, and what the evidence says is
 * compared with it. Twice: with the right results that some logs hold, and without them, by behaviour alone.
 */
import { resolve } from 'node:path';
import { buildIndex } from '../../src/ingest/build-index.ts';
import { readAll } from '../../src/ingest/inspect.ts';
import { findSources } from '../../src/ingest/sources.ts';
import type { ExampleOutcome } from '../../src/model/outcome.ts';
import { type OutcomeName, outcomeName } from '../../src/model/outcome-name.ts';
import type { Session } from '../../src/model/session.ts';
import { combine } from '../../src/stages/outcome/combine.ts';
import { evidenceIn } from '../../src/stages/outcome/evidence.ts';
import { eventsOf } from '../../src/stages/segment/cut.ts';
import { cutsOf } from '../../src/stages/segment/cuts.ts';
import { toMessages } from '../../src/stages/segment/messages.ts';

/** Numbers of runs: by what is true, then by what the evidence says. */
type Confusion = Record<'success' | 'failure', Record<OutcomeName, number>>;

export interface Figures {
  confusion: Confusion;
  runs: number;
  /** Of the runs of which something was said, the share that is right. */
  /** NaN where nothing was said. */
  precision: number;
  /** Share of the runs of which something was said. */
  coverage: number;
  /** Share of the more frequent outcome: what a guess without evidence would get right. */
  baseline: number;
}

export interface Verdict {
  truth: boolean;
  said: OutcomeName;
  outcome: ExampleOutcome | undefined;
  session: Session;
}

/** Sessions of the logs below a folder, as their readers read them. */
export async function sessionsIn(folder: string): Promise<Session[]> {
  const { sources } = findSources(['.'], resolve(folder));
  return [...readAll(await buildIndex(sources))];
}

/** Without what states the outcome: verdict, scores, and what evaluators said. `references`: whether the right result stays. */
export function hidden(session: Session, references: boolean): Session {
  const { outcome, expected, ...rest } = session;
  // How the run ended is no verdict: it stays, as it would in a log without one.
  const status = outcome && /status|reason/.test(outcome.source) ? { outcome: { ...outcome, success: null } } : {};
  return {
    ...rest,
    ...status,
    ...(references && expected ? { expected } : {}),
    scores: [],
    events: session.events.filter((e) => e.kind !== 'feedback' || e.signal !== 'score'),
  };
}

/** What the evidence says of the main agent's last stretch. */
function judged(session: Session, threshold?: number): ExampleOutcome | undefined {
  const cut = cutsOf(session).findLast((c) => !eventsOf(session, c)[0]?.agent);
  if (!cut) return undefined;
  const events = eventsOf(session, cut);
  const { messages } = toMessages(events);
  return combine(session.outcome, evidenceIn({ session, events, messages, readable: () => true }), threshold);
}

/** @param truthOf of a session as read; undefined: not known, and not counted */
export const verdicts = (
  sessions: readonly Session[],
  references: boolean,
  truthOf: (session: Session) => boolean | undefined = stated,
  threshold?: number,
): Verdict[] =>
  sessions.flatMap((session): Verdict[] => {
    const truth = truthOf(session);
    if (truth === undefined || !session.events.some((e) => e.kind === 'assistant' || e.kind === 'tool_call')) return [];
    const outcome = judged(hidden(session, references), threshold);
    return [{ truth, said: outcomeName(outcome), outcome, session }];
  });

export const stated = ({ outcome }: Session): boolean | undefined => outcome?.success ?? undefined;

export function figures(list: readonly Pick<Verdict, 'truth' | 'said'>[]): Figures {
  const none = (): Record<OutcomeName, number> => ({ success: 0, failure: 0, unknown: 0 });
  const confusion: Confusion = { success: none(), failure: none() };
  for (const { truth, said } of list) confusion[truth ? 'success' : 'failure'][said]++;
  const { success: s, failure: f } = confusion;
  const told = s.success + s.failure + f.success + f.failure;
  const right = s.success + f.failure;
  const good = list.filter((v) => v.truth).length;
  const share = (part: number, all: number): number => (all === 0 ? Number.NaN : part / all);
  return {
    confusion,
    runs: list.length,
    precision: share(right, told),
    coverage: share(told, list.length),
    baseline: share(Math.max(good, list.length - good), list.length),
  };
}
