/** Chat messages in the one shape that most formats share, and their digests. */
import { createHash } from 'node:crypto';
import type { EventFlag, PartStub } from '../model/event.ts';

/** A tool call as it stands in an assistant message. */
export interface CallIn {
  id?: string;
  name: string;
  /** Raw text of the arguments: JSON text, or whatever the model wrote. */
  args: string;
  /** The tool takes plain text, not JSON. */
  freeform?: boolean;
}

export interface MessageIn {
  role: 'system' | 'user' | 'assistant' | 'tool';
  text: string;
  reasoning?: string;
  calls?: CallIn[];
  /** Call that a tool message answers. */
  callId?: string;
  name?: string;
  isError?: boolean;
  parts?: PartStub[];
  flags?: EventFlag[];
  /** JSON pointer in the record, when it does not follow from the message's position in a list. */
  pointer?: string;
  /** Time of its own, as logged. */
  time?: unknown;
}

const SEP = '\u0000';

/**
 * Digest of what a message says: role, text, calls. Ids, times and white space at the ends do not count, because logs of
 * one talk differ in them. 16 hex digits.
 */
export function digestMessage(message: MessageIn): string {
  const hash = createHash('sha256');
  hash.update(message.role);
  hash.update(SEP + message.text.trim());
  for (const call of message.calls ?? []) hash.update(SEP + call.name + SEP + canonicalArgs(call.args));
  return hash.digest('hex').slice(0, 16);
}

/** Cumulative digests: the k-th stands for the first k+1 messages. */
export function chainDigests(digests: readonly string[], seed = ''): string[] {
  let previous = seed;
  return digests.map((d) => {
    previous = createHash('sha256')
      .update(previous + d)
      .digest('hex')
      .slice(0, 16);
    return previous;
  });
}

/** Arguments with white space outside strings removed, so that pretty and compact JSON compare equal. */
export function canonicalArgs(args: string): string {
  return args.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (m) => (m[0] === '"' ? m : ''));
}
