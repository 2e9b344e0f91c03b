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
  agent?: string;
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
  /** Repeats what model calls below it say: read only when there are none. */
  wrapper: boolean;
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

export type Step = ModelStep | ToolStep | ContextStep;
