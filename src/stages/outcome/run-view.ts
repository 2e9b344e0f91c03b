/** What the rules of evidence read of a raw example: its calls with their results, how it ends, where things stand. */
import { tryJson } from '../../kit/json/parse.ts';
import type { Event, EventOf } from '../../model/event.ts';
import type { Message } from '../../model/example.ts';
import { actionOf } from '../observe/action.ts';
import { failureOf } from '../observe/errors.ts';
import type { RawExample } from '../observe/raw-example.ts';

/** A call of an agent or a simulated user, with what came of it. */
export interface RunCall {
  readonly name: string;
  /** As logged. */
  readonly args: string;
  /** The same as an object; undefined for free text, or what does not parse. */
  readonly values: Readonly<Record<string, unknown>> | undefined;
  readonly byUser: boolean;
  /** Text of its result; undefined where the log holds none. */
  readonly result: string | undefined;
  readonly failed: boolean;
  /** Of the call and of its result, in the session; -1 without a result. */
  readonly seq: number;
  readonly resultSeq: number;
}

export class RunView {
  /** Of a sub-agent? How the session ended says nothing about its part. */
  readonly isMain: boolean;
  /** Does the main agent's talk end with this example, or was it cut from a longer one? */
  readonly isLast: boolean;
  /** Those of this example. */
  readonly calls: readonly RunCall[];
  /** Number of the last event in which somebody said or did something; -1 for none. */
  readonly lastDeed: number;
  /**
   * Does it break off at a user's turn, with answers before it? A fault of the program then struck a reply that is in no row, and
   * says nothing of the talk up to there.
   */
  readonly awaitsReply: boolean;
  private readonly messageAt = new Map<number, number>();

  constructor(readonly raw: RawExample) {
    const { session, events, messages } = raw;
    this.isMain = !events[0]?.agent;
    const last = session.events.findLast((e) => !e.agent && isTalk(e));
    this.isLast = !this.isMain || !last || events.at(-1)?.seq === last.seq || events.some((e) => e.seq === last.seq);
    this.lastDeed = session.events.findLast((e) => !e.agent && isDeed(e))?.seq ?? -1;
    this.awaitsReply = messages.at(-1)?.role === 'user' && messages.some((m) => m.role === 'assistant' && !m.calls);
    this.calls = callsIn(events);
    for (const [i, m] of messages.entries()) for (const seq of m.events) this.messageAt.set(seq, i);
  }

  /** Those of the whole session but for sub-agents, the simulated user's included. */
  sessionCalls(): readonly RunCall[] {
    return callsIn(this.raw.session.events.filter((e) => !e.agent));
  }

  lastOf(role: Message['role']): { message: Message; index: number } | undefined {
    const { messages } = this.raw;
    const index = messages.findLastIndex((m) => m.role === role);
    const message = messages[index];
    return message && { message, index };
  }

  /** Indices of the messages that hold events; those that no message shows are left out. */
  messagesOf(seqs: readonly number[]): number[] {
    return [...new Set(seqs.flatMap((seq) => this.messageAt.get(seq) ?? []))].sort((a, b) => a - b);
  }
}

const isTalk = (e: Event): boolean => e.kind !== 'feedback' && e.kind !== 'error' && e.kind !== 'boundary';

const isDeed = (e: Event): boolean => e.kind === 'assistant' || e.kind === 'tool_call' || e.kind === 'user';

function callsIn(events: readonly Event[]): RunCall[] {
  const results = new Map<number, EventOf<'tool_result'>>();
  for (const e of events) if (e.kind === 'tool_result' && e.call !== null) results.set(e.call, e);
  return events.flatMap((e): RunCall[] => (e.kind === 'tool_call' ? [new LoggedCall(e, results.get(e.call))] : []));
}

class LoggedCall implements RunCall {
  readonly name: string;
  readonly args: string;
  readonly byUser: boolean;
  readonly result: string | undefined;
  readonly seq: number;
  readonly resultSeq: number;
  private readonly isError: boolean;
  private judged: boolean | undefined;
  private parsed: { values: RunCall['values'] } | undefined;

  constructor(call: EventOf<'tool_call'>, result: EventOf<'tool_result'> | undefined) {
    this.name = call.name;
    this.args = call.args;
    this.byUser = call.side === 'user';
    this.result = result?.text;
    this.isError = result?.isError === true;
    this.seq = call.seq;
    this.resultSeq = result?.seq ?? -1;
  }

  /** As steps are judged; a check that ran and found something failed as well. */
  get failed(): boolean {
    this.judged ??= this.isError || this.isFailure();
    return this.judged;
  }

  private isFailure(): boolean {
    const { name, args, values, result: text } = this;
    if (text === undefined) return false;
    const result = { message: 0, text, isError: false };
    return (
      failureOf({ message: 0, call: 0, name, args, values, action: actionOf(name, args, values), result }) !== undefined
    );
  }

  /** Many rules ask, and arguments may hold a whole file. */
  get values(): RunCall['values'] {
    this.parsed ??= { values: argumentsOf(this.args) };
    return this.parsed.values;
  }
}

/** Arguments as an object; undefined for free text, or what does not parse. */
export function argumentsOf(args: string): Readonly<Record<string, unknown>> | undefined {
  const value = args.startsWith('{') || args.trimStart().startsWith('{') ? tryJson(args) : undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
