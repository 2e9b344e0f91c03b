/**
 * Conversations of chat programs: trees of messages, each with its parent, told as a map, as a list or nested. A format says
 * what its messages are; the line on show, branches, times, the text of attached files, ratings and errors are dealt with
 * here, in one way for all.
 */
import { defined } from '../kit/defined.ts';
import type { PartStub } from '../model/event.ts';
import type { RecordRef } from '../model/source.ts';
import type { SessionBuilder } from './builder.ts';
import type { At } from './event-input.ts';
import type { FeedbackBeside } from './feedback.ts';
import type { MessageIn } from './message.ts';
import { parseTime } from './time.ts';
import { addTree, type TreeNode } from './tree.ts';

export interface ChatNode extends TreeNode {
  /** Time, model and place of the message; the record is known here. */
  at: At & { model?: string };
  /** Several when the export keeps a turn's calls and results in one message. */
  messages: readonly MessageIn[];
  /** Text of files that were attached: context before the message. */
  given?: readonly { text: string; title?: string | undefined; pointer?: string }[];
  ratings?: readonly FeedbackBeside[];
  /** What no rule reads, of a message that may be none otherwise: counted where it stood. */
  stray?: readonly PartStub[];
  /** What the program showed in place of an answer. */
  error?: string | undefined;
}

export interface Chat {
  id?: string | undefined;
  model?: string | undefined;
  system?: string | undefined;
  user?: string | undefined;
  /** Last change: of two exports of one conversation the later one says which line is on show. */
  time?: unknown;
  /** The message on show. */
  tip?: string | undefined;
  nodes: readonly ChatNode[];
}

/** Puts one conversation together, of all exports that hold it. */
export class Chats {
  private readonly nodes = new Map<string, ChatNode>();
  private tip: string | undefined;
  private system: string | undefined;

  constructor(private readonly builder: SessionBuilder) {}

  add(ref: RecordRef, chat: Chat): void {
    const { builder } = this;
    builder.from(ref);
    Object.assign(builder.fields, defined({ nativeId: chat.id, model: chat.model || undefined }));
    if (chat.user) builder.subjects.add(chat.user);
    for (const node of chat.nodes) this.nodes.set(node.id, { ...node, at: { ...node.at, record: builder.record } });
    this.tip = chat.tip ?? this.tip;
    this.system = chat.system || this.system;
  }

  end(): void {
    if (this.system && this.nodes.size > 0) this.builder.system(this.system);
    addTree(this.builder, inTime([...this.nodes.values()]), this.tip, (line) => {
      for (const node of line) emitNode(this.builder, node);
    });
  }
}

/** Oldest first, since the last one is taken for the newest; a message without a time stays behind the one before it. */
function inTime(nodes: ChatNode[]): ChatNode[] {
  let last = Number.NEGATIVE_INFINITY;
  return nodes
    .map((node) => {
      last = parseTime(node.at.time) ?? last;
      return { node, time: last };
    })
    .sort((a, b) => (a.time === b.time ? 0 : a.time - b.time))
    .map(({ node }) => node);
}

function emitNode(builder: SessionBuilder, { at, messages, given, ratings, stray, error }: ChatNode): void {
  const { model: _model, ...place } = at;
  for (const { text, title, pointer } of given ?? [])
    if (text !== '') builder.context(text, { ...place, ...defined({ title: title || undefined, pointer }) });
  let turn = builder.turn;
  for (const m of messages) {
    const own = m.role === 'assistant' ? at : place;
    builder.message(m, m.pointer === undefined ? own : { ...own, pointer: m.pointer });
    if (m.role === 'assistant' || turn < 0) turn = builder.turn;
  }
  builder.attach(stray ?? []);
  if (error) builder.error(error, place);
  for (const rating of ratings ?? []) builder.feedback({ ...place, ...rating, target: turn });
}
