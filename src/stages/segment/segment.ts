/** Makes examples of a redacted session: qa (one exchange), chat (several), trajectory (with tools). */
import type { Key } from '../../kit/key.ts';
import type { Event } from '../../model/event.ts';
import type { Alternative, Example, Message } from '../../model/example.ts';
import type { Session } from '../../model/session.ts';
import { derive, type Redacted } from '../../redact/brand.ts';
import { alternativesOf, branchesBy } from './alternatives.ts';
import { ROW_TEXT, type RowText } from './content.ts';
import { type Cut, eventsOf } from './cut.ts';
import { feedbackOn, isInherited } from './feedback.ts';
import { toMessages } from './messages.ts';

/** An example before it is tagged, with what tagging needs of the events behind its messages. */
export interface Draft {
  example: Omit<Example, 'tags' | 'steps' | 'graph'>;
  /** Results that answer no call: they are not among the messages. */
  orphans: number;
  /** Calls whose result the log does not hold. */
  unanswered: number;
  /** Sum of the latencies that the log tells, in milliseconds. */
  latencyMs: number;
}

export interface Segmented {
  /** Each with the cut that it was made of: what else is made of that cut belongs to it. */
  drafts: { cut: Cut; draft: Redacted<Draft> }[];
  /** Why cuts gave no example. */
  dropped: string[];
}

/**
 * Pure: the same session gives the same drafts.
 *
 * @param cuts of the raw session, see `cutsOf`
 * @param sessionId keyed id of the session
 * @param row what rows show of harnesses and media
 */
export function segment(
  session: Redacted<Session>,
  cuts: readonly Cut[],
  sessionId: string,
  key: Key,
  row: RowText = ROW_TEXT,
): Segmented {
  const out: Segmented = { drafts: [], dropped: [] };
  const ids = cuts.map((cut) => exampleId(session, cut, sessionId, key));
  const made = new Map<number, readonly Message[]>();
  const pending: { cut: Cut; draft: Draft }[] = [];
  const branches = branchesBy(session, cuts);
  cuts.forEach((cut, at) => {
    const events = eventsOf(session, cut);
    const list = toMessages(events, row);
    const why = refusal(list.messages, cut);
    if (why !== undefined) {
      out.dropped.push(why);
      return;
    }
    const { messages, orphans, unanswered } = list;
    made.set(at, messages);
    const alternatives = alternativesOf(branches.get(cut) ?? [], { events, messages, row });
    const example = makeExample(
      session,
      { cut, events, messages, alternatives },
      { id: ids[at] as string, sessionId, key },
    );
    pending.push({ cut, draft: { example, orphans, unanswered, latencyMs: latencyOf(events.slice(cut.carried)) } });
  });
  for (const { cut, draft } of pending) {
    const parent = placeOf(cut.spawn, made, ids);
    const example = parent ? { ...draft.example, parent } : draft.example;
    out.drafts.push({ cut, draft: derive(session, { ...draft, example }) });
  }
  return out;
}

/** Where the call that started a sub-agent stands; undefined when its cut gave no example. */
function placeOf(
  spawn: Cut['spawn'],
  made: ReadonlyMap<number, readonly Message[]>,
  ids: readonly string[],
): Example['parent'] {
  const example = spawn && ids[spawn.cut];
  const message = spawn
    ? made.get(spawn.cut)?.findIndex((m) => m.calls?.some((c) => c.call === spawn.call))
    : undefined;
  if (!spawn || example === undefined || message === undefined || message < 0) return undefined;
  return { example, message, call: spawn.call };
}

function exampleId({ events }: Session, cut: Cut, sessionId: string, key: Key): string {
  const first = cut.events[0];
  const agent = first === undefined ? undefined : events[first]?.agent;
  return key.hash('example', [sessionId, agent ?? '', String(cut.part)]);
}

function refusal(messages: readonly Message[], cut: Cut): string | undefined {
  if (!messages.some((m) => m.role === 'assistant' && (m.content !== '' || m.calls))) return 'no assistant message';
  if (!messages.some((m) => m.role === 'user')) return 'no user message';
  const own = messages.some((m) => m.role === 'assistant' && !isInherited(m));
  if (own) return undefined;
  return cut.carried > 0 ? 'no answer of its own after a cut' : 'a fork that adds no answer to its parent';
}

const latencyOf = (events: readonly Event[]): number =>
  events.reduce((n, e) => n + ('latencyMs' in e ? (e.latencyMs ?? 0) : 0), 0);

interface Made {
  cut: Cut;
  events: readonly Event[];
  messages: Message[];
  alternatives: Alternative[];
}

function makeExample(
  session: Session,
  { cut, events, messages, alternatives }: Made,
  { id, sessionId, key }: { id: string; sessionId: string; key: Key },
): Draft['example'] {
  const { part } = cut;
  const agent = events[0]?.agent;
  const times = events.slice(cut.carried).flatMap((e) => e.ts ?? []);
  // How the session ended says nothing about a sub-agent's part in it, nor about a talk that was over by then.
  const ends = !agent && !cut.closed;
  return {
    id,
    session: sessionId,
    format: session.format,
    kind: kindOf(messages),
    part,
    agent,
    messages,
    alternatives,
    tools: session.tools,
    outcome: ends ? session.outcome : undefined,
    scores: ends ? session.scores : [],
    feedback: feedbackOn(messages, events),
    governance: session.governance,
    intent: session.intent || undefined,
    family: session.family || undefined,
    arm: session.arm || undefined,
    app: session.app || undefined,
    model: session.model || undefined,
    startedAt: times[0],
    endedAt: times.at(-1),
    fingerprint: fingerprint(key, messages),
  };
}

const fingerprint = (key: Key, messages: readonly Message[]): string =>
  key.hash(
    'content',
    messages.flatMap((m) => [m.role, m.content, ...(m.calls ?? []).flatMap((c) => [c.name, c.args])]),
  );

function kindOf(messages: readonly Message[]): Example['kind'] {
  if (messages.some((m) => m.calls || m.role === 'tool')) return 'trajectory';
  return messages.filter((m) => m.role === 'assistant').length === 1 ? 'qa' : 'chat';
}
