/**
 * What can be asked over one connection, as one table: per method the schema of its parameters and of its reply. Clients,
 * handlers and checks follow from it; a handler that is missing does not compile, a request that does not fit is refused.
 */
import type { $ZodIssue, $ZodType, input, output } from 'zod/v4/core';
import { safeParse } from 'zod/v4/core';
import { type CallOptions as AnyCallOptions, type ErrorCodec, Peer, type Port, Refused } from './rpc.ts';

interface Method {
  params: $ZodType;
  /** `z.custom<T>()` where both ends are ours and the type is enough. */
  reply: $ZodType;
  progress?: $ZodType;
}
export type Methods = Record<string, Method>;
/** Messages that want no answer, by name. */
export type Events = Record<string, $ZodType>;

export type Name<T> = keyof T & string;
/** As the caller gives them. */
export type Input<T extends Methods, M extends Name<T>> = input<T[M]['params']>;
/** As the handler gets them: defaults are filled in. */
export type Params<T extends Methods, M extends Name<T>> = output<T[M]['params']>;
export type Reply<T extends Methods, M extends Name<T>> = output<T[M]['reply']>;
export type Progress<T extends Methods, M extends Name<T>> = T[M] extends { progress: infer P extends $ZodType }
  ? output<P>
  : never;

export interface Context<T extends Methods, M extends Name<T>> {
  signal: AbortSignal;
  progress: (progress: Progress<T, M>) => void;
}
type Handler<T extends Methods, M extends Name<T>> = (
  params: Params<T, M>,
  context: Context<T, M>,
) => Promise<Reply<T, M>>;
export type Handlers<T extends Methods> = { [M in Name<T>]: Handler<T, M> };
export type EventHandlers<E extends Events> = { [N in Name<E>]: (data: output<E[N]>) => void };

export interface CallOptions<T extends Methods, M extends Name<T>> extends Pick<AnyCallOptions, 'signal'> {
  onProgress?: (progress: Progress<T, M>) => void;
}

/** The asking end. */
export interface Caller<T extends Methods> {
  call<M extends Name<T>>(method: M, params: Input<T, M>, options?: CallOptions<T, M>): Promise<Reply<T, M>>;
  /** See `Peer.close`. */
  close(error: Error): void;
  readonly waiting: number;
}

/** The answering end. */
export interface Server<E extends Events> {
  tell<N extends Name<E>>(name: N, data: input<E[N]>): void;
  close(error: Error): void;
}

export interface CallerOptions<T extends Methods, E extends Events> {
  errors: ErrorCodec;
  /** Replies are checked by this table. Absent: the other end is a thread of the same build, whose replies are taken as they are. */
  methods?: T;
  events?: { table: E; handlers: EventHandlers<E> };
  /** Told what was dropped, in words without its content. */
  warn?: (text: string) => void;
}

export function caller<T extends Methods, E extends Events = Record<never, never>>(
  port: Port,
  { errors, methods, events, warn }: CallerOptions<T, E>,
): Caller<T> {
  const peer = new Peer(port, errors, {
    event: (name, data) => hear(events, name, data, warn),
    stray: () => warn?.('a message of unknown shape was ignored'),
  });
  return {
    async call(method, params, options) {
      const result = await peer.call(method, params, options);
      const schema = methods?.[method]?.reply;
      if (!schema) return result as Reply<T, typeof method>;
      const parsed = safeParse(schema, result);
      if (!parsed.success) throw new Refused(method, `the answer could not be read (${reasonOf(parsed.error.issues)})`);
      return parsed.data as Reply<T, typeof method>;
    },
    close: (error) => peer.close(error),
    get waiting() {
      return peer.waiting;
    },
  };
}

function hear<E extends Events>(
  events: CallerOptions<Methods, E>['events'],
  name: string,
  data: unknown,
  warn: ((text: string) => void) | undefined,
): void {
  const schema = events && Object.hasOwn(events.table, name) ? events.table[name] : undefined;
  const parsed = schema && safeParse(schema, data);
  if (events && parsed?.success) events.handlers[name as Name<E>](parsed.data as never);
  else warn?.(`the event ${name} was ignored${parsed?.error ? ` (${reasonOf(parsed.error.issues)})` : ''}`);
}

export interface ServeOptions {
  errors: ErrorCodec;
  warn?: (text: string) => void;
}

/** Answers every request: by its handler, or with the reason why not. */
export function serve<T extends Methods, E extends Events = Record<never, never>>(
  port: Port,
  methods: T,
  handlers: Handlers<T>,
  { errors, warn }: ServeOptions,
): Server<E> {
  const peer = new Peer(port, errors, {
    call: (method, params, context) => {
      const checked = check(methods, method, params);
      return handlers[method as Name<T>](checked as never, context as never);
    },
    stray: () => warn?.('a message of unknown shape was ignored'),
  });
  return { tell: (name, data) => peer.tell(name, data), close: (error) => peer.close(error) };
}

/** @throws Refused with the reason when there is no such method, or its parameters do not fit. */
export function check<T extends Methods>(methods: T, method: string, params: unknown): unknown {
  const spec = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (!spec) throw new Refused(method, 'there is no such request');
  const parsed = safeParse(spec.params, params);
  if (parsed.success) return parsed.data;
  throw new Refused(method, reasonOf(parsed.error.issues));
}

/** In words: zod/mini has none. Values stay out, as they may be text of a log. */
export function reasonOf(issues: readonly $ZodIssue[]): string {
  return issues.map((issue) => `${issue.path.map(String).join('.') || 'it'} ${wordsOf(issue)}`).join('; ');
}

function wordsOf(issue: $ZodIssue): string {
  switch (issue.code) {
    case 'too_big':
      return `has to be ${UNIT[issue.origin] ? `${issue.maximum} ${UNIT[issue.origin]} long` : issue.maximum} at most`;
    case 'too_small':
      return `has to be ${UNIT[issue.origin] ? `${issue.minimum} ${UNIT[issue.origin]} long` : issue.minimum} at least`;
    case 'invalid_type':
      return `has to be of type ${issue.expected}`;
    case 'invalid_value':
      return `has to be one of ${issue.values.map(String).join(', ')}`;
    case 'unrecognized_keys':
      return 'has members that are not known';
    default:
      return issue.message === 'Invalid input' ? 'does not fit' : issue.message;
  }
}

const UNIT: Readonly<Record<string, string>> = { string: 'characters', array: 'entries' };
