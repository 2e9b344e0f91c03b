/**
 * Calls across a border: between threads, or between a page and the extension host. Every call gets exactly one answer,
 * progress comes before it, a cancel reaches the other side, and when the other side ends, what was asked of it fails.
 *
 * Runs in a browser: nothing of Node in here. birpc was looked at; it carries no progress, cancel or class of errors.
 */

/** One end of a wire that keeps the order of its messages. */
export interface Port {
  /** May throw when the message cannot be cloned. */
  post(message: unknown): void;
  /** Returns a function that stops listening. */
  listen(receive: (message: unknown) => void): () => void;
  /** The other end is a thread of this process: a cancel is seen at once, even by code that never yields. */
  readonly sharesMemory?: boolean;
}

/** How errors cross the border, so that a class survives the way. */
export interface ErrorCodec {
  /** To plain data. */
  pack(error: unknown): unknown;
  revive(packed: unknown): Error;
  /** What a call fails with whose signal was aborted before it was sent. */
  cancelled(): Error;
}

interface ServeContext {
  /** Aborted when the caller cancels or goes away. */
  signal: AbortSignal;
  progress: (progress: unknown) => void;
}

/** What this end answers to. An end that only asks leaves both out. */
export interface Served {
  call?: (method: string, params: unknown, context: ServeContext) => unknown;
  /** Messages that want no answer. */
  event?: (name: string, data: unknown) => void;
  /** A message that is none of this protocol. */
  stray?: (message: unknown) => void;
}

export interface CallOptions {
  /** Aborting asks the other side to stop; the call then fails, or succeeds, as the other side says. */
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: never) => void) | undefined;
}

/** A call that was not carried out, because of what it asks or how. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly method: string,
    /** In words for the user; never quotes what was sent. */
    readonly reason: string,
  ) {
    super(`${method}: ${reason}`);
  }
}

/** The other side has ended: its thread died, its page was closed, or this end hung up. */
export class Disconnected extends Error {
  override readonly name = 'Disconnected';
  constructor(
    message: string,
    readonly why: 'closed' | 'exit' | 'crash' | 'memory' = 'closed',
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

type Message =
  | { rpc: 'call'; id: number; method: string; params: unknown; cancel?: SharedArrayBuffer }
  | { rpc: 'cancel'; id: number }
  | { rpc: 'progress'; id: number; progress: unknown }
  | { rpc: 'done'; id: number; result: unknown }
  | { rpc: 'failed'; id: number; error: unknown }
  | { rpc: 'event'; name: string; data: unknown };

interface Pending {
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
  onProgress: ((progress: never) => void) | undefined;
}

/** One end. Both ends are alike: each may ask and answer. */
export class Peer {
  private readonly pending = new Map<number, Pending>();
  private readonly serving = new Map<number, AbortController>();
  private next = 0;
  private ended: Error | undefined;
  private readonly unlisten: () => void;

  constructor(
    private readonly port: Port,
    private readonly errors: ErrorCodec,
    private readonly served: Served = {},
  ) {
    this.unlisten = port.listen((message) => this.receive(message));
  }

  /** Calls that wait for an answer. */
  get waiting(): number {
    return this.pending.size;
  }

  /** @throws what the other side threw; `Refused`; what `close` was given once the other side is gone. */
  call(method: string, params: unknown, { signal, onProgress }: CallOptions = {}): Promise<unknown> {
    if (this.ended) return Promise.reject(this.ended);
    if (signal?.aborted) return Promise.reject(this.errors.cancelled());
    const id = this.next++;
    const cancel = signal && this.port.sharesMemory ? new SharedArrayBuffer(4) : undefined;
    const abort = () => {
      if (cancel) Atomics.store(new Int32Array(cancel), 0, 1);
      this.port.post({ rpc: 'cancel', id } satisfies Message);
    };
    signal?.addEventListener('abort', abort);
    const answered = new Promise<unknown>((resolve, reject) => {
      this.pending.set(id, { resolve, reject, onProgress });
      this.port.post({ rpc: 'call', id, method, params, ...(cancel && { cancel }) } satisfies Message);
    });
    return answered.finally(() => {
      this.pending.delete(id);
      signal?.removeEventListener('abort', abort);
    });
  }

  /** A message that wants no answer. Lost when the other side is gone. */
  tell(name: string, data: unknown): void {
    if (!this.ended) this.port.post({ rpc: 'event', name, data } satisfies Message);
  }

  /** Hangs up: what was asked of the other side fails with `error`, and what it asked of this one is cancelled. */
  close(error: Error): void {
    if (this.ended) return;
    this.ended = error;
    this.unlisten();
    for (const { reject } of this.pending.values()) reject(error);
    this.pending.clear();
    for (const controller of this.serving.values()) controller.abort();
    this.serving.clear();
  }

  private receive(message: unknown): void {
    if (!isMessage(message)) {
      this.served.stray?.(message);
      return;
    }
    switch (message.rpc) {
      case 'call':
        void this.answer(message);
        return;
      case 'cancel':
        this.serving.get(message.id)?.abort();
        return;
      case 'progress':
        this.pending.get(message.id)?.onProgress?.(message.progress as never);
        return;
      case 'done':
        this.pending.get(message.id)?.resolve(message.result);
        return;
      case 'failed':
        this.pending.get(message.id)?.reject(this.errors.revive(message.error));
        return;
      case 'event':
        this.served.event?.(message.name, message.data);
    }
  }

  private async answer({ id, method, params, cancel }: Extract<Message, { rpc: 'call' }>): Promise<void> {
    const controller = new AbortController();
    this.serving.set(id, controller);
    const reply = (message: Message) => {
      if (!this.ended) this.port.post(message);
    };
    try {
      if (typeof method !== 'string') throw new Refused('?', 'it names no method');
      if (!this.served.call) throw new Refused(method, 'this side answers nothing');
      const result = await this.served.call(method, params, {
        signal: cancel ? watching(controller.signal, cancel) : controller.signal,
        progress: (progress) => reply({ rpc: 'progress', id, progress }),
      });
      reply({ rpc: 'done', id, result });
    } catch (error) {
      // Also a result that cannot be cloned: the caller must not wait for it.
      reply({ rpc: 'failed', id, error: this.errors.pack(error) });
    } finally {
      this.serving.delete(id);
    }
  }
}

/** A signal whose `aborted` also looks at shared memory: no message gets through while this thread is busy. */
function watching(signal: AbortSignal, cancel: SharedArrayBuffer): AbortSignal {
  const flag = new Int32Array(cancel);
  const aborted = () => Atomics.load(flag, 0) === 1 || Reflect.get(AbortSignal.prototype, 'aborted', signal) === true;
  Object.defineProperty(signal, 'aborted', { get: aborted });
  return signal;
}

/** A call without a method is one, too: who sent it waits for an answer. */
function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null || !('rpc' in value)) return false;
  if (value.rpc === 'event') return 'name' in value && typeof value.name === 'string';
  if (!('id' in value) || typeof value.id !== 'number') return false;
  return ['call', 'cancel', 'progress', 'done', 'failed'].includes(value.rpc as string);
}
