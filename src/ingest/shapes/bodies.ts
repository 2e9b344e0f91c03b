/** What a request and a reply say, whichever provider's API they were written for. */
import type { ToolDef } from '../../model/session.ts';
import type { MessageIn } from '../message.ts';
import type { ErrorIn } from '../surroundings.ts';

export interface RequestBody {
  prompt: MessageIn[];
  tools: ToolDef[];
  model?: string;
  subjects: string[];
  /** The request demanded a tool call. */
  forced: boolean;
  /** Id of the reply that this request goes on from, or of the conversation (Responses API). */
  previous?: string;
  conversation?: string;
  /** The assistant's last message in the request, which the reply goes on from (Anthropic's prefill). */
  prefill?: MessageIn;
}

export interface ReplyBody {
  replies: MessageIn[][];
  error?: ErrorIn;
  model?: string;
  time?: unknown;
  id?: string;
  previous?: string;
  conversation?: string;
}
