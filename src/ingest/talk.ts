/**
 * Puts cumulative records (each repeats the whole history) together into one talk: a tree of messages, whose main line is
 * the path that the last record is on. A turn that was answered again, or asked differently, is a branch.
 */

import { defined } from '../kit/defined.ts';
import type { Branch } from '../model/index.ts';
import type { FeedbackIn, SessionBuilder } from './builder.ts';
import { type MessageIn, sayingOf } from './message.ts';
import type { InRecord } from './reader.ts';
import { alias, answering, foldReruns, isRerun, sameIds } from './reruns.ts';
import { inTurns, isPlain, namedBy } from './steps/turns.ts';
import { addFeedback, type Node, node, type ReplyInfo } from './talk-node.ts';

export interface TalkRecord extends ReplyInfo {
  prompt: readonly MessageIn[];
  /** Candidates for one prompt; the first is the one shown unless a later record says otherwise. */
  replies: readonly MessageIn[];
  feedback?: readonly Omit<FeedbackIn, 'target'>[];
  error?: { text: string; code?: string };
  /** JSON pointers to the prompt's messages and to the reply, for the way back to the source. */
  promptPointer: string;
  replyPointer: string;
}

/** A message of the talk, for what later records say about it. */
export interface TalkPlace {
  readonly message: MessageIn;
}

export class Talk {
  private readonly root: Node = node({ role: 'system', text: '' }, undefined, 0, '');
  private readonly refs: InRecord['ref'][] = [];
  private readonly numbers: number[] = [];
  private tip: Node = this.root;
  private nodes = 0;
  private round = 0;
  private agent: string | undefined;

  /**
   * `ref`: the record, or the index of one that the builder was told of already. Returns the place of the reply, or of
   * the prompt's end when there is none.
   */
  add(ref: InRecord['ref'] | number, given: TalkRecord): TalkPlace {
    const record = plain(given);
    const index = typeof ref === 'number' ? ref : this.refs.push(ref) - 1;
    const before = this.nodes;
    this.round++;
    let at = this.root;
    const aliases = new Map<string, string>();
    record.prompt.forEach((given, i) => {
      const message = answering(given, aliases);
      const parent = i === 0 || (i === 1 && record.prompt[0]?.role === 'system') ? this.windowStart(message, at) : at;
      at = this.child(parent, message, index, message.pointer ?? `${record.promptPointer}/${i}`);
      alias(message, at.message, aliases);
    });
    const end = at;
    record.replies.forEach((message, i) => {
      const pointer = message.pointer ?? record.replyPointer;
      const reply = this.child(end, message, index, pointer, true);
      if (i === 0) {
        at = reply;
        if (reply.record !== index) reply.repeats++;
        // The record in which it is the reply knows more than one that only repeats it; a copy of that record does not.
        if (!reply.answered) {
          reply.answered = true;
          reply.record = index;
          reply.pointer = pointer;
          for (const key of ['time', 'model', 'latencyMs', 'flags'] as const) {
            if (record[key] !== undefined) Object.assign(reply, { [key]: record[key] });
          }
        }
        for (const f of record.feedback ?? []) addFeedback(reply, f);
      }
    });
    if (record.error) at.error = record.error;
    if (record.replies.length === 0) for (const f of record.feedback ?? []) addFeedback(at, f);
    // A copy of an earlier record says nothing new: the talk stays where it is.
    if (this.nodes > before || !isAbove(at, this.tip)) this.tip = at;
    return at;
  }

  /** Feedback that came in a record of its own; without a place on the last reply of the main line. */
  rate(ref: InRecord['ref'], place: TalkPlace | undefined, feedback: Omit<FeedbackIn, 'target'>): void {
    this.refs.push(ref);
    addFeedback((place as Node | undefined) ?? this.lastReply(), { ...feedback, record: this.refs.length - 1 });
  }

  /** An error that came in a record of its own. */
  fail(ref: InRecord['ref'], place: TalkPlace | undefined, error: { text: string; code?: string }): void {
    this.refs.push(ref);
    const at = (place as Node | undefined) ?? this.tip;
    at.error ??= error;
  }

  private lastReply(): Node {
    return this.path().findLast((n) => n.message.role === 'assistant') ?? this.tip;
  }

  /** A record that belongs to the talk and holds no message. */
  note(ref: InRecord['ref']): void {
    this.refs.push(ref);
  }

  get empty(): boolean {
    return this.nodes === 0;
  }

  /** Main line and branches, as events; `agent` is the sub-agent whose talk it is. */
  build(builder: SessionBuilder, agent?: string): void {
    this.agent = agent;
    this.announce(builder);
    // Said about a talk of which nothing else is known.
    const { error, feedback } = this.root;
    if (error) builder.error(error.text, error.code ? { code: error.code } : {});
    for (const f of feedback) builder.feedback({ ...f, target: null });
    const path = this.path();
    const onPath = new Set(path);
    foldReruns(this.root, onPath);
    const counts: number[] = [];
    for (const n of path) {
      counts.push(builder.length);
      this.emit(builder, n);
    }
    [this.root, ...path].forEach((parent, depth) => {
      for (const child of parent.children) {
        if (onPath.has(child)) continue;
        const at = depth < counts.length ? (counts[depth] as number) : builder.length;
        for (const line of linesBelow(child)) {
          builder.branch(at, causeOf(parent, child), () => {
            for (const n of line) this.emit(builder, n);
          });
        }
      }
    });
  }

  /** A record that was added several times (it holds a tree of its own) is one record of the session. */
  private announce(builder: SessionBuilder): void {
    this.refs.forEach((ref, i) => {
      if (i === 0 || ref !== this.refs[i - 1]) builder.from(ref);
      this.numbers.push(builder.record);
    });
  }

  private emit(builder: SessionBuilder, n: Node): void {
    emit(builder, n, (record) => this.numbers[record] ?? record, this.agent);
  }

  private path(): Node[] {
    const path: Node[] = [];
    for (let n: Node | undefined = this.tip; n && n !== this.root; n = n.parent) path.unshift(n);
    return path;
  }

  /**
   * The message below `parent`. Of calls that say the same those with the same ids are the same; a reply that makes them anew
   * under other ids is another run of the prompt.
   */
  private child(parent: Node, message: MessageIn, record: number, pointer: string, reply = false): Node {
    const saying = sayingOf(message);
    const same = parent.children.filter((c) => c.saying === saying);
    const known = message.calls ? (same.find((c) => sameIds(c.message, message)) ?? same.at(-1)) : same[0];
    const again = reply && known && known.record !== record && isRerun(known.message, message);
    if (known && !again) {
      // Later copies may know more: ids of calls, reasoning that the history dropped.
      if (!known.message.reasoning && message.reasoning) known.message.reasoning = message.reasoning;
      if (!known.message.parts && message.parts) known.message.parts = message.parts;
      if (!known.message.flags && message.flags) known.message.flags = message.flags;
      return known;
    }
    const fresh = node(message, parent, record, pointer, this.round);
    parent.children.push(fresh);
    this.nodes++;
    return fresh;
  }

  /**
   * Applications that cut old messages off send a window of the history. When the window's first message is not a start we
   * know, but stands further down the main line, the window is laid there.
   */
  private windowStart(first: MessageIn, parent: Node): Node {
    if (first.role === 'system' || parent.children.length === 0) return parent;
    const saying = sayingOf(first);
    if (parent.children.some((c) => c.saying === saying)) return parent;
    return this.path().findLast((n) => n.saying === saying)?.parent ?? parent;
  }
}

/** The same record with calls and reasoning out of the texts; a reply that was several messages ends with the last one. */
function plain(record: TalkRecord): TalkRecord {
  if (record.prompt.every(isPlain) && record.replies.every(isPlain)) return record;
  const prompt = inTurns(record.prompt);
  const knows = namedBy(prompt);
  const replies = record.replies.map((reply) => inTurns([reply], knows));
  const same =
    prompt === record.prompt && replies.every((turns, i) => turns.length === 1 && turns[0] === record.replies[i]);
  if (same) return record;
  // Messages without a place of their own are found by their position, which has moved.
  const placed = record.prompt.map((m, i) => ({ ...m, pointer: m.pointer ?? `${record.promptPointer}/${i}` }));
  return {
    ...record,
    prompt: [...(prompt === record.prompt ? prompt : inTurns(placed)), ...(replies[0] ?? []).slice(0, -1)],
    replies: replies.flatMap((turns) => turns.slice(-1)),
  };
}

function isAbove(node: Node, tip: Node): boolean {
  for (let n: Node | undefined = tip; n; n = n.parent) if (n === node) return true;
  return false;
}

/** Every leaf's line below a fork, the fork's child first. */
function linesBelow(child: Node): Node[][] {
  if (child.children.length === 0) return [[child]];
  return child.children.flatMap((c) => linesBelow(c).map((line) => [child, ...line]));
}

function causeOf(parent: Node, child: Node): Branch['cause'] {
  if (child.message.role !== 'assistant') return 'edit';
  return parent.children.some((c) => c !== child && c.round === child.round) ? 'candidate' : 'regenerate';
}

function emit(builder: SessionBuilder, n: Node, numberOf: (record: number) => number, agent: string | undefined): void {
  const at = {
    agent: agent || undefined,
    pointer: n.pointer,
    record: numberOf(n.record),
    time: n.time ?? n.message.time,
    model: n.model,
    latencyMs: n.latencyMs,
    // What is said of an answer needs it, though it is empty.
    flags: n.feedback.length > 0 && n.message.text === '' ? [...(n.flags ?? []), 'empty' as const] : n.flags,
  };
  builder.message(n.message, at);
  const target = builder.turn;
  if (n.error) builder.error(n.error.text, { ...at, ...defined({ code: n.error.code || undefined }) });
  for (const f of n.feedback) {
    const record = numberOf(f.record ?? n.record);
    builder.feedback({ ...f, record, target });
  }
}
