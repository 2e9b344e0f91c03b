/** Where a session is cut: numbers of events only, so that the raw session and the redacted one are cut by one and the same plan. */
import { defaultSegment, type SegmentConfig } from '../../model/config-segment.ts';
import type { Event } from '../../model/event.ts';
import type { Session } from '../../model/session.ts';
import { breaksOf } from './breaks.ts';
import { toBudget } from './budget.ts';
import type { Cut } from './cut.ts';
import { withParents } from './parents.ts';

const DEFAULTS = defaultSegment();

/** A cut that is being filled. */
interface Open extends Cut {
  part: number;
  events: number[];
  carried: number;
  why?: Cut['why'];
  closed: boolean;
  /** Turn of its first own event. */
  turn: number;
}

/**
 * One cut for each agent and each stretch of its talk. A compaction cuts, since what comes after it was answered without the history
 * before it; so does a new topic (see `breaksOf`), and a budget of tokens where one is set (see `toBudget`). Each event is in
 * exactly one cut, or carried into later ones. Cuts are decided by what comes before them and the exchange that they open, so that
 * parts keep their numbers while a session grows.
 *
 * @param session the raw one: redaction may give two agents one name
 */
export function cutsOf(session: Pick<Session, 'events' | 'nativeId'>, rules: SegmentConfig = DEFAULTS): Cut[] {
  const { events } = session;
  const breaks = breaksOf(session, rules);
  const agents = new Map<string, { cuts: Open[]; system: number[] }>();
  const all: Open[] = [];
  const late: number[] = [];
  for (const [i, event] of events.entries()) {
    const name = event.agent ?? '';
    const agent = agents.get(name) ?? { cuts: [], system: [] };
    agents.set(name, agent);
    const before = agent.cuts.at(-1);
    const why = isCompaction(event) ? 'compaction' : breaks.get(i);
    let cut = before;
    if (!cut || (why && cut.events.length > cut.carried)) {
      // The system prompt is still in force.
      const kept = before ? [...agent.system] : [];
      cut = { part: agent.cuts.length, events: kept, carried: kept.length, closed: false, turn: event.turn };
      if (before) cut.why = why;
      if (before && why !== 'compaction') for (const c of agent.cuts) c.closed = true;
      agent.cuts.push(cut);
      all.push(cut);
    }
    if (event.kind === 'system') agent.system.push(i);
    if (event.kind === 'feedback' && event.target !== null && event.target < cut.turn) late.push(i);
    else cut.events.push(i);
  }
  for (const i of late) placeLate(i, events[i] as Event, agents.get(events[i]?.agent ?? '')?.cuts ?? []);
  return withParents(events, toBudget(events, all, rules.maxTokens));
}

/** What is said of an answer lies with the answer, however late it was said. */
function placeLate(at: number, event: Event, cuts: readonly Open[]): void {
  const target = event.kind === 'feedback' ? (event.target ?? 0) : 0;
  (cuts.findLast((c) => c.turn <= target) ?? cuts[0])?.events.push(at);
}

const isCompaction = (event: Event): boolean => event.kind === 'boundary' && event.reason === 'compaction';
