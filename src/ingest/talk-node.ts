/** The messages of a talk as a tree, and what is said about them. */
import type { EventFlag } from '../model/index.ts';
import type { FeedbackIn } from './builder.ts';
import { type MessageIn, sayingOf } from './message.ts';

export interface ReplyInfo {
  time?: unknown;
  model?: string;
  latencyMs?: number;
  flags?: EventFlag[];
}

export interface Node extends ReplyInfo {
  message: MessageIn;
  saying: string;
  record: number;
  /** Number of the `add` that brought it: a record may hold several requests. */
  round: number;
  pointer: string;
  parent: Node | undefined;
  children: Node[];
  /** Feedback on this very message. */
  feedback: Omit<FeedbackIn, 'target'>[];
  /** The same reply came more than once in the same place. */
  repeats: number;
  /** It was the reply of a record, not only a message of a history. */
  answered?: boolean;
  error?: { text: string; code?: string };
}

export const node = (
  message: MessageIn,
  parent: Node | undefined,
  record: number,
  pointer: string,
  round = 0,
): Node => ({
  message,
  round,
  saying: sayingOf(message),
  record,
  pointer,
  parent,
  children: [],
  feedback: [],
  repeats: 0,
});

/** A line that was logged twice says nothing new; a later thumb or rating by the same person replaces the earlier one. */
export function addFeedback(n: Node, feedback: Omit<FeedbackIn, 'target'>): void {
  const same = (a: Omit<FeedbackIn, 'target'>): boolean =>
    a.signal === feedback.signal && a.value === feedback.value && a.text === feedback.text && a.name === feedback.name;
  if (n.feedback.some((f) => same(f) && f.by === feedback.by)) return;
  const kind = verdictKind(feedback);
  const older = kind === undefined ? -1 : n.feedback.findIndex((f) => verdictKind(f) === kind && f.by === feedback.by);
  if (older < 0) n.feedback.push(feedback);
  else n.feedback[older] = feedback;
}

const verdictKind = (f: Omit<FeedbackIn, 'target'>): string | undefined =>
  f.signal === 'thumbs_up' || f.signal === 'thumbs_down'
    ? 'thumb'
    : f.signal === 'rating'
      ? `rating:${f.name ?? ''}`
      : undefined;
