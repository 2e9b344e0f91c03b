/** The worker thread as the extension host sees it: typed calls that can fail and be cancelled. Starts when first asked. */
import { Cancelled } from '../kit/errors.ts';
import { type Caller, type CallOptions, caller } from '../kit/methods.ts';
import { startThread, type Thread } from '../kit/thread.ts';
import { ERRORS, threadEnded } from '../model/wire-error.ts';
import type { HostMethods } from './api.ts';
import type { Asked, HostMethod, Out } from './rpc.ts';

/** How long a cancelled call may take to stop by itself before its thread is ended. A reader looks about every 100 ms. */
const PATIENCE_MS = 5000;

interface Running {
  thread: Thread;
  core: Caller<HostMethods>;
}

export class CoreClient {
  private running: Running | undefined;

  constructor(
    private readonly file: string,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  /**
   * @param options.signal Aborting asks the core to stop. A core that does not look is ended with its thread; the swap
   * protocol keeps files whole.
   * @throws UserError, Cancelled, or a bug of the core with its stack.
   */
  async call<M extends HostMethod>(
    method: M,
    params: Asked<M>,
    options: CallOptions<HostMethods, M> = {},
  ): Promise<Out<M>> {
    const running = this.running ?? this.start();
    let patience: NodeJS.Timeout | undefined;
    const abort = () => {
      patience = setTimeout(() => void this.end(running), this.patienceMs);
      patience.unref();
    };
    options.signal?.addEventListener('abort', abort);
    try {
      return await running.core.call(method, params, options);
    } catch (error) {
      throw threadEnded(error, `while it was at “${method}”`);
    } finally {
      clearTimeout(patience);
      options.signal?.removeEventListener('abort', abort);
    }
  }

  async dispose(): Promise<void> {
    if (this.running) await this.end(this.running);
  }

  /** A thread that dies takes its calls with it: they fail, and the next call starts a new one. */
  private start(): Running {
    const thread = startThread(this.file, { name: 'goldpan' });
    const running = { thread, core: caller<HostMethods>(thread, { errors: ERRORS }) };
    thread.onEnd((error) => {
      if (this.running === running) this.running = undefined;
      running.core.close(error);
    });
    thread.unref();
    this.running = running;
    return running;
  }

  private async end(running: Running): Promise<void> {
    if (this.running === running) this.running = undefined;
    running.core.close(new Cancelled());
    await running.thread.terminate();
  }
}
