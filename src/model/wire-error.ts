/** Errors as plain data, for borders between threads and pages. A mistake of the user stays one on the other side. */
import * as z from 'zod/mini';
import { bugMessage, bugText } from '../kit/bug.ts';
import { Cancelled, UserError } from '../kit/errors.ts';
import { asUserError } from '../kit/os-error.ts';
import { Disconnected, type ErrorCodec, Refused } from '../kit/rpc.ts';
import { EmptyResult } from './empty-result.ts';

const Wire = z.object({
  name: z.string(),
  message: z.string(),
  /** Of a UserError: how to get rid of it. */
  fix: z.optional(z.string()),
  exitCode: z.optional(z.union([z.literal(1), z.literal(2), z.literal(3)])),
  stack: z.optional(z.string()),
  /** Of an EmptyResult. */
  isEmpty: z.optional(z.boolean()),
});
type Wire = z.infer<typeof Wire>;

export function packError(thrown: unknown): Wire {
  const error = asUserError(thrown);
  if (error instanceof UserError) {
    const { name, message, fix, exitCode } = error;
    return { name, message, fix, exitCode, isEmpty: error instanceof EmptyResult };
  }
  if (error instanceof Refused) {
    return {
      name: 'UserError',
      message: `the request “${error.method}” was refused: ${error.reason}`,
      fix: 'Change what you typed or selected; if it was nothing of yours, reload the window, as the extension may have been updated.',
    };
  }
  return { name: error instanceof Error ? error.name : 'Error', message: bugMessage(error), stack: bugText(error) };
}

export function reviveError(packed: unknown): Error {
  const parsed = Wire.safeParse(packed);
  if (!parsed.success) return new Error('the other side failed, and did not say how');
  const { name, message, fix, exitCode, stack, isEmpty } = parsed.data;
  if (name === 'Cancelled') return new Cancelled();
  if (fix !== undefined && isEmpty) return new EmptyResult(message, fix);
  if (fix !== undefined) return new UserError(message, fix, exitCode);
  const error = new Error(message);
  return Object.assign(error, { name, stack: stack ?? `${name}: ${message}` });
}

export const ERRORS: ErrorCodec = { pack: packError, revive: reviveError, cancelled: () => new Cancelled() };

/**
 * What the end of a thread means for the one who asked something of it.
 * @param during What it was doing, such as `while it read logs/a.jsonl, line 12`.
 */
export function threadEnded(error: unknown, during: string): unknown {
  if (!(error instanceof Disconnected)) return error;
  const text = `${error.message} ${during}`;
  if (error.why === 'memory') {
    const fix = 'Use fewer threads (--workers 1), or give Node more memory: NODE_OPTIONS=--max-old-space-size=8192.';
    return new UserError(text, fix, 3);
  }
  if (error.why !== 'crash') return new Error(text);
  const { cause } = error;
  const bug = new Error(`${text}: ${cause instanceof Error ? cause.message : String(cause)}`);
  if (cause instanceof Error && cause.stack) bug.stack = `${bug.message}\n${cause.stack}`;
  return bug;
}
