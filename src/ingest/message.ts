/** Chat messages in the one shape that most formats share, and their digests. */
import type { EventFlag, PartStub } from '../model/event.ts';
import { digest16 } from './digest.ts';
import type { ProgramName } from './steps/harness.ts';
import type { HarnessPiece } from './steps/harness-heads.ts';

/** A tool call of an assistant message. */
export interface CallIn {
  id?: string;
  name: string;
  /** Raw text of the arguments: JSON text, or whatever the model wrote. */
  args: string;
  /** The tool takes plain text, not JSON. */
  freeform?: boolean;
}

/**
 * A chat message of any API in one shape. `calls` only on assistant messages, `callId` and `isError` only on tool
 * messages.
 */
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
  /** What a harness wrote into a user's message or a result: taken out of `text`. */
  harness?: HarnessPiece[];
  /** The text with it, as logged. */
  whole?: string;
  /** Of a user's message: the program whose log this is, where the reader knows. */
  program?: ProgramName;
  /** JSON pointer in the record, when it does not follow from the message's position in a list. */
  pointer?: string;
  /** Time of its own, as logged. */
  time?: unknown;
}

/** A character that no role or tool name holds: the parts of a message cannot run into each other in its digest. */
const SEP = '\u0000';

/**
 * What a message says, as one string: role, text, calls. Ids, times and white space at the ends do not count, because
 * logs of one talk differ in them. Lists of messages pass `steps/turns.ts` first, so that it does not matter either whether a
 * record holds reasoning and calls as text.
 */
export function sayingOf(message: MessageIn): string {
  let saying = `${message.role}${SEP}${(message.whole ?? message.text).trim()}`;
  if (message.calls) for (const call of message.calls) saying += SEP + call.name + SEP + canonicalArgs(call.args);
  return saying;
}

/** Digest of what a message says. 16 hex digits. */
export const digestMessage = (message: MessageIn): string => digest16(sayingOf(message));

/** Cumulative digests: the k-th is that of the first k+1 messages. */
export function chainDigests(digests: readonly string[], seed = ''): string[] {
  let previous = seed;
  return digests.map((d) => {
    previous = digest16(previous + d);
    return previous;
  });
}

/** Arguments with white space outside strings removed, so that pretty and compact JSON compare equal. */
export function canonicalArgs(args: string): string {
  return args.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (m) => (m[0] === '"' ? m : ''));
}
