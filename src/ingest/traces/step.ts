/** One step of a trace as the assembly needs it: a model call or a tool run, whatever the tracing tool called it. */
import type { ToolDef } from '../../model/session.ts';
import type { FeedbackBeside } from '../feedback.ts';
import type { MessageIn } from '../message.ts';
import type { ErrorIn } from '../surroundings.ts';

interface StepBase {
  /** Span or observation id. */
  id: string;
  parent?: string;
  trace: string;
  /** UTC ms, for the order; steps without it keep their place. */
  start?: number;
  /** As logged. */
  time?: unknown;
  /** Index of the record among the session's, and the pointer in it. */
  record: number;
  pointer: string;
  /** Name of the agent whose work it is, or that the span stands for. */
  agent?: string;
  /** Number of tool runs that it lies in; see `agents.ts`. */
  depth?: number;
  error?: ErrorIn;
}

export interface ModelStep extends StepBase {
  kind: 'model';
  prompt: MessageIn[];
  replies: MessageIn[][];
  tools: ToolDef[];
  model?: string;
  latencyMs?: number;
  feedback?: FeedbackBeside[];
  /** Repeats what model calls below it say: read only for what they do not say. */
  wrapper: boolean;
  /** The answer of a trace that only a span around its model calls holds; see `ends.ts`. */
  closing?: boolean;
}

export interface ToolStep extends StepBase {
  kind: 'tool';
  name: string;
  args: string;
  callId?: string;
  /** undefined: the span does not hold the result. */
  result?: Pick<MessageIn, 'text' | 'parts'>;
  isError?: boolean;
  latencyMs?: number;
}

interface ContextStep extends StepBase {
  kind: 'context';
  documents: { text: string; title?: string }[];
}

/** A span that says nothing: a branch of the tree, or the name of an agent. */
interface LinkStep extends StepBase {
  kind: 'link';
}

export type Step = ModelStep | ToolStep | ContextStep | LinkStep;

/** Does the step hold a word of the talk? */
export const hasText = (step: Step): boolean =>
  step.kind === 'model'
    ? step.prompt.length > 0 || step.replies.length > 0
    : step.kind === 'tool'
      ? step.args !== '' || step.result !== undefined
      : step.kind === 'context';

/** Does the step say anything? An error does, too. */
export const hasContent = (step: Step): boolean => step.error !== undefined || hasText(step);
