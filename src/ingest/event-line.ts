/** Where the events of a session go: numbered, in turns, on the main line or a branch, each with the record that it came from. */
import type { Branch, Event, PartStub } from '../model/index.ts';
import type { RecordRef } from '../model/source.ts';
import { type At, hasParts } from './event-input.ts';
import { jsonText } from './parse.ts';
import { unknownPart } from './steps/unknown.ts';
import { parseTime } from './time.ts';

/** Knows nothing of what events mean: that is the builder's part. */
export abstract class EventLine {
  /** Every record the session was read from; an event's `src.record` is an index into it. */
  protected readonly records: RecordRef[] = [];
  protected readonly main: Event[] = [];
  protected readonly branches: Branch[] = [];
  /** Where events go now: the main line, or the branch that is being filled. */
  protected sink: Event[] = this.main;
  /** Number of main-line events before the branch in `sink`; 0 on the main line. */
  private base = 0;
  protected turnNow = -1;
  /** Unknown parts of before the first event. */
  private readonly homeless: PartStub[] = [];

  /** Events added from here on come from this record. */
  from(ref: RecordRef): void {
    this.records.push(ref);
  }

  /** Index of the record announced last, for events that are added later. */
  get record(): number {
    return Math.max(0, this.records.length - 1);
  }

  /** Turn of the event added last; -1 before the first. */
  get turn(): number {
    return this.turnNow;
  }

  /** Position (`seq`) of the next event, counted along the line it is added to. */
  get length(): number {
    return this.base + this.sink.length;
  }

  /** The next event starts a new turn. Text of one role after another does so by itself; parallel calls do not. */
  private fresh = true;
  newTurn(): this {
    this.fresh = true;
    return this;
  }

  /**
   * A part that the reader has no rule for. It is counted with the event before it, or with the next one when it is the first:
   * the example that it stood in is marked as `lossy`.
   *
   * @param name its type or key
   */
  unknown(name: string, value: unknown): void {
    this.attach([unknownPart(name, value)]);
  }

  /** Parts whose text the reader has dealt with, for the event added last that can hold them; see `unknown`. */
  attach(parts: readonly PartStub[]): void {
    if (parts.length === 0) return;
    const last = this.sink.findLast(hasParts);
    if (last) last.parts = [...(last.parts ?? []), ...parts];
    else this.homeless.push(...parts);
  }

  /** Events added by `fill` form another continuation after the first `at` events of the main line. */
  branch(at: number, cause: Branch['cause'], fill: () => void): void {
    const events: Event[] = [];
    const saved = { sink: this.sink, base: this.base, turn: this.turnNow };
    this.sink = events;
    this.base = at;
    this.turnNow = this.main[at - 1]?.turn ?? -1;
    this.newTurn();
    fill();
    this.sink = saved.sink;
    this.base = saved.base;
    this.turnNow = saved.turn;
    this.newTurn();
    if (events.length > 0) this.branches.push({ at, cause, events });
  }

  /** True when an assistant part that is added now goes on with the message before it instead of opening a turn. */
  protected inMessage(): boolean {
    const last = this.sink.at(-1)?.kind;
    return !this.fresh && (last === 'assistant' || last === 'reasoning' || last === 'tool_call');
  }

  /**
   * Number, turn, time and origin of the event that is about to be added. Counts the turn up when the event opens one.
   */
  protected place(at: At, opensTurn: boolean): Pick<Event, 'seq' | 'turn' | 'ts' | 'tsRaw' | 'agent' | 'src'> {
    if (opensTurn || this.fresh) this.turnNow++;
    this.fresh = false;
    const ts = at.time === undefined ? undefined : parseTime(at.time);
    const raw = typeof at.time === 'string' ? at.time : at.time === undefined ? undefined : jsonText(at.time);
    return {
      seq: this.length,
      turn: this.turnNow,
      ts,
      tsRaw: raw,
      agent: at.agent || undefined,
      src: { record: at.record ?? this.record, pointer: at.pointer ?? '' },
    };
  }

  protected push(event: Event): void {
    if (this.homeless.length > 0 && hasParts(event)) event.parts = [...(event.parts ?? []), ...this.homeless.splice(0)];
    this.sink.push(event);
  }

  /** Finds a place for parts of before the first event that could hold them. False: there is none in the whole session. */
  protected housed(): boolean {
    if (this.homeless.length === 0) return true;
    const holder = this.main.find(hasParts) ?? this.branches.flatMap((b) => b.events).find(hasParts);
    if (holder) holder.parts = [...(holder.parts ?? []), ...this.homeless.splice(0)];
    return holder !== undefined;
  }
}
