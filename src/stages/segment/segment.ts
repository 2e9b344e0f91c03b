/** Cuts a redacted session into examples: qa (one exchange), chat (several), trajectory (with tools). */
import type { Key } from '../../core/key.ts';
import type { Event } from '../../core/model/event.ts';
import type { Alternative, Example, Feedback, Message } from '../../core/model/example.ts';
import type { Session } from '../../core/model/session.ts';
import { derive, type Redacted } from '../../core/redact/brand.ts';
import { tagExample } from '../tag/tag.ts';
import { toMessages } from './messages.ts';

export interface Segmented {
  examples: Redacted<Example>[];
  /** Why stretches of the session gave no example. */
  dropped: string[];
}

/** `sessionId`: keyed id of the session. Pure: the same session gives the same examples. */
export function segment(session: Redacted<Session>, sessionId: string, key: Key): Segmented {
  const out: Segmented = { examples: [], dropped: [] };
  for (const cut of cutSession(session)) {
    if ('why' in cut) out.dropped.push(cut.why);
    else out.examples.push(derive(session, makeExample(session, cut, sessionId, key)));
  }
  return out;
}

/** A stretch of a session as messages, or why it holds no example. */
export interface Cut {
  agent: string | undefined;
  part: number;
  events: Event[];
  messages: Message[];
  alternatives: Alternative[];
  orphans: number;
  unanswered: number;
}

/** Looks at the kinds of events only, so that a session is cut the same way before and after redaction. */
export function cutSession(session: Session): (Cut | { why: string })[] {
  return stretches(session.events).map((stretch) => {
    const list = toMessages(stretch.events);
    if (!list.messages.some((m) => m.role === 'assistant' && (m.content !== '' || m.calls)))
      return { why: 'no assistant message' };
    if (!list.messages.some((m) => m.role === 'user')) return { why: 'no user message' };
    const alternatives = stretch.agent || stretch.part > 0 ? [] : alternativesOf(session, list.messages);
    return { ...stretch, ...list, alternatives };
  });
}

interface Stretch {
  agent: string | undefined;
  part: number;
  events: Event[];
}

/** One stretch an agent and a compaction: what comes after was answered without the history before. */
function stretches(events: readonly Event[]): Stretch[] {
  const open = new Map<string, Stretch>();
  const all: Stretch[] = [];
  let system: Event[] = [];
  for (const event of events) {
    const name = event.agent ?? '';
    let stretch = open.get(name);
    const cut = event.kind === 'boundary' && event.reason === 'compaction';
    if (!stretch || cut) {
      stretch = { agent: event.agent, part: (stretch?.part ?? -1) + 1, events: cut && !event.agent ? [...system] : [] };
      open.set(name, stretch);
      all.push(stretch);
    }
    if (event.kind === 'system' && !event.agent) system = [...system, event];
    stretch.events.push(event);
  }
  return all;
}

function makeExample(session: Session, cut: Cut, sessionId: string, key: Key): Example {
  const { messages, alternatives, events, agent, part } = cut;
  const times = events.flatMap((e) => e.ts ?? []);
  const kind = kindOf(messages);
  const draft: Omit<Example, 'tags'> = {
    id: key.hash('example', [sessionId, agent ?? '', String(part)]),
    session: sessionId,
    format: session.format,
    kind,
    part,
    ...(agent ? { agent } : {}),
    messages,
    alternatives,
    tools: session.tools,
    ...(session.outcome && !agent ? { outcome: session.outcome } : {}),
    scores: agent ? [] : session.scores,
    feedback: feedbackOn(messages, events),
    governance: session.governance,
    ...(session.intent ? { intent: session.intent } : {}),
    ...(session.arm ? { arm: session.arm } : {}),
    ...(session.app ? { app: session.app } : {}),
    ...(session.model ? { model: session.model } : {}),
    ...(times.length ? { startedAt: times[0] as number, endedAt: times.at(-1) as number } : {}),
    fingerprint: fingerprint(key, messages),
  };
  return { ...draft, tags: tagExample(draft, events, cut) };
}

export const fingerprint = (key: Key, messages: readonly Message[]): string =>
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
    return [
      {
        signal,
        ...(value === undefined ? {} : { value }),
        ...(name ? { name } : {}),
        ...(text === undefined ? {} : { text }),
        ...(by ? { by } : {}),
        message: at < 0 ? null : at,
      },
    ];
  });
}

/** Branches of the main agent, as messages after their shared prefix. */
function alternativesOf(session: Session, main: readonly Message[]): Alternative[] {
  return session.branches.flatMap((branch): Alternative[] => {
    const before = session.events.slice(0, branch.at).filter((e) => !e.agent);
    const { messages } = toMessages([...before, ...branch.events.filter((e) => !e.agent)]);
    const shared = toMessages(before).messages;
    const at = sharedLength(main, messages, shared.length);
    const own = messages.slice(at);
    if (own.length === 0) return [];
    const feedback = feedbackOn(messages, branch.events).map((f) => (f.message === null ? { ...f, message: at } : f));
    return [{ at, cause: branch.cause, messages: own, feedback }];
  });
}

function sharedLength(a: readonly Message[], b: readonly Message[], most: number): number {
  let n = 0;
  while (n < most && n < a.length && n < b.length && JSON.stringify(a[n]?.events) === JSON.stringify(b[n]?.events)) n++;
  return n;
}
