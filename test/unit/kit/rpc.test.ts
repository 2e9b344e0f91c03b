/** Calls over a wire: answered in any order but always answered, with errors that keep their class. */
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import * as z from 'zod/mini';
import { Cancelled, UserError } from '../../../src/kit/errors.ts';
import { caller, type Handlers, type Methods, serve } from '../../../src/kit/methods.ts';
import { Disconnected, Peer, type Port, Refused } from '../../../src/kit/rpc.ts';
import { ERRORS, threadEnded } from '../../../src/model/wire-error.ts';

/** Two ends of a real message channel: messages are cloned and arrive later, as between threads. */
function wire(sharesMemory = false): { a: Port; b: Port; sent: unknown[] } {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  const sent: unknown[] = [];
  const end = (port: typeof port1): Port => ({
    sharesMemory,
    post: (message) => {
      sent.push(message);
      port.postMessage(message);
    },
    listen: (receive) => {
      port.on('message', receive);
      return () => port.off('message', receive);
    },
  });
  return { a: end(port1), b: end(port2), sent };
}

const methods = {
  add: { params: z.object({ a: z.number(), b: z.number() }), reply: z.number() },
  wait: { params: z.object({ ms: z.number() }), reply: z.string(), progress: z.number() },
  fail: { params: z.object({ how: z.enum(['user', 'bug', 'cancelled', 'odd']) }), reply: z.object({}) },
  name: { params: z.object({ text: z.string().check(z.maxLength(5)) }), reply: z.string() },
  lie: { params: z.object({}), reply: z.object({ size: z.number() }) },
  uncloneable: { params: z.object({}), reply: z.custom<unknown>() },
} satisfies Methods;

const handlers: Handlers<typeof methods> = {
  add: async ({ a, b }) => a + b,
  wait: ({ ms }, { signal, progress }) =>
    new Promise((resolve, reject) => {
      progress(0);
      const timer = setTimeout(() => {
        progress(1);
        resolve(`after ${ms}`);
      }, ms);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(new Cancelled());
      });
    }),
  fail: async ({ how }) => {
    if (how === 'user') throw new UserError('The log is gone.', 'Put it back.', 1);
    if (how === 'cancelled') throw new Cancelled();
    if (how === 'odd') throw 'a string';
    throw new TypeError('undefined is not a function');
  },
  name: async ({ text }) => text,
  lie: async () => ({ size: 'large' }) as never,
  uncloneable: async () => () => undefined,
};

function pair(sharesMemory = false) {
  const { a, b, sent } = wire(sharesMemory);
  const server = serve(b, methods, handlers, { errors: ERRORS });
  return { asks: caller(a, { errors: ERRORS, methods }), server, sent, a, b };
}

const caught = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.fail('it was answered'),
    (error: unknown) => error,
  );

describe('answers', () => {
  it('reach who asked, in whatever order they come', async () => {
    const { asks } = pair();
    const order: string[] = [];
    const note = (name: string) => (answer: unknown) => {
      order.push(name);
      return answer;
    };
    const answers = await Promise.all([
      asks.call('wait', { ms: 40 }).then(note('slow')),
      asks.call('wait', { ms: 5 }).then(note('quick')),
      asks.call('add', { a: 2, b: 3 }).then(note('at once')),
    ]);
    expect(answers).toEqual(['after 40', 'after 5', 5]);
    expect(order).toEqual(['at once', 'quick', 'slow']);
    expect(asks.waiting).toBe(0);
  });

  it('come after all progress of their call, and of no other', async () => {
    const { asks } = pair();
    const seen: unknown[] = [];
    const other: unknown[] = [];
    const [answer] = await Promise.all([
      asks.call('wait', { ms: 5 }, { onProgress: (n) => seen.push(n) }).then((text) => seen.push(text)),
      asks.call('wait', { ms: 1 }, { onProgress: (n) => other.push(n) }),
    ]);
    expect(answer).toBe(3);
    expect(seen).toEqual([0, 1, 'after 5']);
    expect(other).toEqual([0, 1]);
  });

  it('go both ways over one wire', async () => {
    const { a, b } = wire();
    const left = new Peer(a, ERRORS, { call: async (_, n) => Number(n) * 2 });
    const right = new Peer(b, ERRORS, { call: async (_, n) => Number(n) * 3 });
    expect(await Promise.all([left.call('x', 7), right.call('x', 7)])).toEqual([21, 14]);
  });
});

describe('a cancel', () => {
  it('reaches the handler, which says how the call ends', async () => {
    const { asks } = pair();
    const stop = new AbortController();
    const error = caught(asks.call('wait', { ms: 60_000 }, { signal: stop.signal }));
    setTimeout(() => stop.abort(), 5);
    expect(await error).toBeInstanceOf(Cancelled);
  });

  it('before the call sends nothing', async () => {
    const { asks, sent } = pair();
    expect(await caught(asks.call('add', { a: 1, b: 1 }, { signal: AbortSignal.abort() }))).toBeInstanceOf(Cancelled);
    expect(sent).toEqual([]);
  });

  it('after the answer does nothing', async () => {
    const { asks, sent } = pair();
    const stop = new AbortController();
    await asks.call('add', { a: 1, b: 1 }, { signal: stop.signal });
    const before = sent.length;
    stop.abort();
    expect(sent.length).toBe(before);
  });

  it('is seen by a handler that never lets a message in, where memory is shared', async () => {
    const { a, b } = wire(true);
    const stop = new AbortController();
    let rounds = 0;
    new Peer(b, ERRORS, {
      call: async (_method, _params, { signal }) => {
        while (!signal.aborted && rounds < 1e6) {
          // The caller's side runs in this very thread: it aborts in between, without a turn of the event loop.
          if (++rounds === 3) stop.abort();
        }
        return rounds;
      },
    });
    expect(await new Peer(a, ERRORS).call('spin', {}, { signal: stop.signal })).toBe(3);
  });
});

describe('errors', () => {
  it('of the user keep class, fix and exit code', async () => {
    const error = await caught(pair().asks.call('fail', { how: 'user' }));
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ message: 'The log is gone.', fix: 'Put it back.', exitCode: 1 });
  });

  it('of ours keep name and stack, and are no mistake of the user', async () => {
    const error = await caught(pair().asks.call('fail', { how: 'bug' }));
    expect(error).not.toBeInstanceOf(UserError);
    expect(error).toMatchObject({ name: 'TypeError', message: 'undefined is not a function' });
    expect((error as Error).stack).toContain('rpc.test.ts');
  });

  it('may be a cancel, or no error at all', async () => {
    const { asks } = pair();
    expect(await caught(asks.call('fail', { how: 'cancelled' }))).toBeInstanceOf(Cancelled);
    expect(await caught(asks.call('fail', { how: 'odd' }))).toMatchObject({
      message: 'something that is no Error was thrown',
    });
  });

  it('tell of a result that cannot be sent, and of parameters that cannot', async () => {
    const { asks } = pair();
    expect(await caught(asks.call('uncloneable', {}))).toMatchObject({ name: 'DataCloneError' });
    expect(await caught(asks.call('uncloneable', { f: () => 1 } as never))).toMatchObject({ name: 'DataCloneError' });
    expect(asks.waiting).toBe(0);
  });
});

describe('a request that does not fit', () => {
  const refused = async (method: string, params: unknown) => {
    const { a } = pair();
    return caught(new Peer(a, ERRORS).call(method, params));
  };

  it('is answered with the reason, which does not quote it', async () => {
    const error = await refused('name', { text: 'swordfish-77' });
    expect(error).toBeInstanceOf(UserError);
    expect((error as Error).message).toBe('the request “name” was refused: text has to be 5 characters long at most');
    expect((error as Error).message).not.toContain('swordfish');
  });

  it.each([
    ['a wrong type', 'add', { a: 1, b: 'two' }, /b has to be of type number/],
    ['nothing', 'add', undefined, /it has to be of type object/],
    ['a wrong choice', 'fail', { how: 'x' }, /how has to be one of user, bug, cancelled, odd/],
    ['an unknown method', 'shell', {}, /there is no such request/],
    ['a method of every object', 'toString', {}, /there is no such request/],
    ['a method of every object', '__proto__', {}, /there is no such request/],
  ])('%s', async (_, method, params, reason) => {
    expect(await refused(method, params)).toMatchObject({ message: expect.stringMatching(reason) });
  });

  it('is answered even when it names no method', async () => {
    const { a } = pair();
    expect(await caught(new Peer(a, ERRORS).call(undefined as never, {}))).toMatchObject({
      message: expect.stringMatching(/it names no method/),
    });
  });

  it('is refused by an end that answers nothing', async () => {
    const { a, b } = wire();
    new Peer(b, ERRORS);
    expect(await caught(new Peer(a, ERRORS).call('x', {}))).toMatchObject({
      message: expect.stringMatching(/nothing/),
    });
  });

  it('does not compile when a handler is missing', () => {
    const { add: _, ...rest } = handlers;
    // @ts-expect-error `add` is missing.
    const incomplete: Handlers<typeof methods> = rest;
    expect(Object.keys(incomplete)).not.toContain('add');
  });

  it('and an answer that does not fit is no answer', async () => {
    expect(await caught(pair().asks.call('lie', {}))).toBeInstanceOf(Refused);
  });
});

describe('the end of the other side', () => {
  it('fails what waits, and what comes later', async () => {
    const { asks } = pair();
    const waits = caught(asks.call('wait', { ms: 60_000 }));
    const gone = new Disconnected('the page was closed');
    asks.close(gone);
    expect(await waits).toBe(gone);
    expect(await caught(asks.call('add', { a: 1, b: 1 }))).toBe(gone);
  });

  it('cancels what it had asked for, whose answer goes nowhere', async () => {
    const { a, b, sent } = wire();
    let aborted = false;
    let asked = false;
    const server = new Peer(b, ERRORS, {
      call: (_method, _params, { signal }) =>
        new Promise((resolve) => {
          asked = true;
          signal.addEventListener('abort', () => {
            aborted = true;
            resolve('late');
          });
        }),
    });
    void new Peer(a, ERRORS).call('x', {});
    await vi.waitFor(() => expect(asked).toBe(true));
    server.close(new Disconnected('gone'));
    expect(aborted).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(sent.length).toBe(1);
  });

  it('is named by what it means for the one who asked', () => {
    const memory = threadEnded(new Disconnected('a thread ran out of memory', 'memory'), 'while it read');
    expect(memory).toMatchObject({
      name: 'UserError',
      exitCode: 3,
      message: 'a thread ran out of memory while it read',
    });
    const crash = threadEnded(
      new Disconnected('a thread crashed', 'crash', new TypeError('x is not y')),
      'while it read',
    );
    expect(crash).not.toBeInstanceOf(UserError);
    expect(crash).toMatchObject({ message: 'a thread crashed while it read: x is not y' });
    const mistake = new UserError('what', 'fix');
    expect(threadEnded(mistake, 'while it read')).toBe(mistake);
  });
});

describe('messages without an answer', () => {
  const events = { moved: z.object({ line: z.int() }) };

  it('arrive when they fit, and are told of when not', async () => {
    const { a, b } = wire();
    const lines: number[] = [];
    const warnings: string[] = [];
    const handlersOf = { moved: ({ line }: { line: number }) => void lines.push(line) };
    caller(a, { errors: ERRORS, events: { table: events, handlers: handlersOf }, warn: (w) => warnings.push(w) });
    const other = new Peer(b, ERRORS);
    other.tell('moved', { line: 7 });
    other.tell('moved', { line: 'seven' });
    other.tell('valueOf', {});
    b.post('hello');
    await vi.waitFor(() => expect(warnings.length).toBe(3));
    expect(lines).toEqual([7]);
    expect(warnings).toEqual([
      'the event moved was ignored (line has to be of type number)',
      'the event valueOf was ignored',
      'a message of unknown shape was ignored',
    ]);
  });
});
