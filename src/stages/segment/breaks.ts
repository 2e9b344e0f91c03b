/** Where the main agent's talk breaks off and another begins: only at a user's turn, and never while a call waits for its result. */
import type { SegmentConfig } from '../../model/config-segment.ts';
import type { Event } from '../../model/event.ts';
import type { Session } from '../../model/session.ts';
import type { Break } from './cut.ts';
import { pointsBack } from './references.ts';
import { AFTER_PAUSE, BY_WORDS, type Exchange, Topic } from './topic.ts';

/** A user's turn and what follows it until the next one. */
interface Round extends Exchange {
  /** Index of its first event: what was injected before the user's words belongs to their turn. */
  start: number;
  /** Milliseconds since the last event with a time; 0 when the log tells none. */
  pause: number;
  /** The log itself says that the history was cleared here. */
  cleared: boolean;
  /** A call made before still waits for its result. */
  open: boolean;
  calls: boolean;
}

const HOUR = 3_600_000;

/**
 * By index of the event that begins the new talk.
 * - `new_topic`: the log says that the history was cleared;
 * - `pause`: at least `cutGapHours` passed, and the words are others too. A log that names no session is cut by the pause alone,
 *   if the turn doesn't point back: nobody has said that it is one talk;
 * - `topic`: without a pause, strong evidence in the words, and only between exchanges without tools, since what tools did
 *   (files, bookings) is the ground of what comes next, whatever it is called.
 */
export function breaksOf(
  { events, nativeId }: Pick<Session, 'events' | 'nativeId'>,
  rules: SegmentConfig,
): Map<number, Break> {
  const breaks = new Map<number, Break>();
  const rounds = roundsOf(events);
  if (rounds.length < 2) return breaks;
  const topic = new Topic();
  let calls = false;
  rounds.forEach((round, i) => {
    const why = i === 0 || round.open ? undefined : reason(round);
    if (why) {
      breaks.set(round.start, why);
      topic.restart();
      calls = false;
    }
    calls ||= round.calls;
    topic.add(round);
  });
  return breaks;

  function reason(round: Round): Break | undefined {
    if (round.cleared) return 'new_topic';
    const { cutGapHours } = rules;
    if (cutGapHours !== null && round.pause >= cutGapHours * HOUR) {
      const alone = nativeId === undefined && !pointsBack(round.asked);
      if (alone || topic.shifts(round, AFTER_PAUSE)) return 'pause';
    }
    return rules.topics && !calls && !round.calls && topic.shifts(round, BY_WORDS) ? 'topic' : undefined;
  }
}

function roundsOf(events: readonly Event[]): Round[] {
  const rounds = new Rounds();
  for (const [i, event] of events.entries()) if (!event.agent) rounds.add(i, event);
  return rounds.all;
}

class Rounds {
  readonly all: Round[] = [];
  private readonly waiting = new Set<number>();
  private now: Round | undefined;
  /** Index of the first event after the last of the model's: a user's turn may begin there. */
  private first: number | undefined;
  private cleared = false;
  private time: number | undefined;
  /** Time of the last event before the turn. */
  private before: number | undefined;

  add(i: number, event: Event): void {
    const opens = opensTurn(event);
    if (opens && this.first === undefined) {
      this.first = i;
      this.before = this.time;
    }
    this.time = event.ts ?? this.time;
    if (!opens) this.answer(event);
    else if (event.kind === 'user') this.ask(i, event);
    else if (event.kind === 'boundary') this.cleared ||= event.reason === 'new_topic';
  }

  private ask(i: number, { text, ts }: Event & { kind: 'user' }): void {
    const { now, before, cleared } = this;
    // What is said before anybody has answered is one turn.
    if (now?.answered !== '' || now.calls || cleared) {
      const pause = ts !== undefined && before !== undefined ? Math.max(0, ts - before) : 0;
      const open = this.waiting.size > 0;
      this.now = { start: this.first ?? i, asked: '', answered: '', pause, cleared, open, calls: false };
      this.all.push(this.now);
    }
    this.cleared = false;
    if (this.now) this.now.asked += `${text}\n`;
  }

  private answer(event: Event): void {
    if (event.kind === 'feedback' || event.kind === 'error') return;
    this.first = undefined;
    if (event.kind === 'tool_call' && event.result === 'paired') this.waiting.add(event.call);
    if (event.kind === 'tool_result' && event.call !== null) this.waiting.delete(event.call);
    if (!this.now) return;
    if (event.kind === 'assistant' && event.text !== '') this.now.answered += `${event.text}\n`;
    else if (event.kind === 'tool_call') this.now.calls = true;
  }
}

/** Compactions cut by themselves. */
const opensTurn = (event: Event): boolean =>
  event.kind === 'user' ||
  event.kind === 'system' ||
  (event.kind === 'context' && event.harness !== 'result') ||
  (event.kind === 'boundary' && event.reason !== 'compaction');
