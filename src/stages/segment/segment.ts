/** Makes examples of a redacted session: qa (one exchange), chat (several), trajectory (with tools). */
import type { Key } from '../../kit/key.ts';
import type { Event } from '../../model/event.ts';
import type { Alternative, Example, Feedback, Message } from '../../model/example.ts';
import type { Session } from '../../model/session.ts';
import { derive, type Redacted } from '../../redact/brand.ts';
import { ROW_TEXT, type RowText } from './content.ts';
import { type Cut, eventsOf } from './cuts.ts';
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
  for (const cut of cuts) {
    const events = eventsOf(session, cut);
    const list = toMessages(events, row);
    const why = refusal(list.messages);
    if (why !== undefined) {
      out.dropped.push(why);
      continue;
    }
    const { messages, orphans, unanswered } = list;
    const example = makeExample(session, { part: cut.part, events, messages, row }, sessionId, key);
    out.drafts.push({ cut, draft: derive(session, { example, orphans, unanswered, latencyMs: latencyOf(events) }) });
  }
  return out;
}

function refusal(messages: readonly Message[]): string | undefined {
  if (!messages.some((m) => m.role === 'assistant' && (m.content !== '' || m.calls))) return 'no assistant message';
  if (!messages.some((m) => m.role === 'user')) return 'no user message';
  const own = messages.some((m) => m.role === 'assistant' && !isInherited(m));
  return own ? undefined : 'a fork that adds no answer to its parent';
}

const isInherited = (m: Message | undefined): boolean => m?.flags?.includes('inherited') === true;

const latencyOf = (events: readonly Event[]): number =>
  events.reduce((n, e) => n + ('latencyMs' in e ? (e.latencyMs ?? 0) : 0), 0);

function makeExample(
  session: Session,
  { part, events, messages, row }: { part: number; events: readonly Event[]; messages: Message[]; row: RowText },
  sessionId: string,
  key: Key,
): Draft['example'] {
  const agent = events[0]?.agent;
  const times = events.flatMap((e) => e.ts ?? []);
  return {
    id: key.hash('example', [sessionId, agent ?? '', String(part)]),
    session: sessionId,
    format: session.format,
    kind: kindOf(messages),
    part,
    agent,
    messages,
    // Branches fork from the main agent's first stretch.
    alternatives: agent || part > 0 ? [] : alternativesOf(session, messages, row),
    tools: session.tools,
    // How the session ended says nothing about a sub-agent's part in it.
    outcome: agent ? undefined : session.outcome,
    scores: agent ? [] : session.scores,
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

function feedbackOn(messages: readonly Message[], events: readonly Event[]): Feedback[] {
  return events.flatMap((event): Feedback[] => {
    if (event.kind !== 'feedback') return [];
    const { signal, value, name, text, by, target } = event;
    const at = target === null ? -1 : messages.findIndex((m) => m.role === 'assistant' && m.turns.includes(target));
    // It is about an answer that is the parent's, and stands there.
    if (isInherited(messages[at])) return [];
    return [{ signal, value, name: name || undefined, text, by, message: at < 0 ? null : at }];
  });
}

/** Branches of the main agent, as messages after their shared prefix. */
function alternativesOf(session: Session, main: readonly Message[], row: RowText): Alternative[] {
  return session.branches.flatMap((branch): Alternative[] => {
    const before = session.events.slice(0, branch.at).filter((e) => !e.agent);
    const { messages } = toMessages([...before, ...branch.events.filter((e) => !e.agent)], row);
    const shared = toMessages(before, row).messages;
    const at = sharedLength(main, messages, shared.length);
    const own = messages.slice(at);
    // A prompt that was run again and answered alike: neither answer is better than the other.
    if (own.length === 0 || saysTheSame(own[0], main[at])) return [];
    const feedback = feedbackOn(messages, branch.events).map((f) => (f.message === null ? { ...f, message: at } : f));
    return [{ at, cause: branch.cause, messages: own, feedback }];
  });
}

const saysTheSame = (a: Message | undefined, b: Message | undefined): boolean =>
  a?.role === 'assistant' && bare(a) === bare(b);

const bare = (m: Message | undefined): string =>
  JSON.stringify([m?.role, m?.content.trim(), (m?.calls ?? []).map((c) => [c.name, c.args.replace(/\s+/g, '')])]);

function sharedLength(a: readonly Message[], b: readonly Message[], most: number): number {
  let n = 0;
  while (n < most && n < a.length && n < b.length && JSON.stringify(a[n]?.events) === JSON.stringify(b[n]?.events)) n++;
  return n;
}
