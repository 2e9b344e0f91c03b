/** The studio's and the log viewer's pages and the host, as they talk: over a wire that clones what it carries. */
import { MessageChannel } from 'node:worker_threads';
import { expect, it, onTestFinished, vi } from 'vitest';
import * as z from 'zod/mini';
import { Cancelled, UserError } from '../../../src/kit/errors.ts';
import { type Handlers, serve } from '../../../src/kit/methods.ts';
import { ERRORS } from '../../../src/model/wire-error.ts';
import { connect, wordsOf } from '../../../src/protocol/page.ts';
import { type StudioEvents, type StudioMethods, studioEvents, studioMethods } from '../../../src/protocol/studio.ts';

const list = { view: 'trajectories' as const, text: '', facets: {}, offset: 0, limit: 100 };
const none = async () => ({});

function studio(handlers: Partial<Handlers<StudioMethods>> = {}) {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  const wire = (port: typeof port1) => ({
    post: (message: unknown) => port.postMessage(message),
    listen: (receive: (message: unknown) => void) => {
      port.on('message', receive);
      return () => port.off('message', receive);
    },
  });
  const rest = Object.fromEntries(Object.keys(studioMethods).map((name) => [name, none])) as never;
  const host = serve<StudioMethods, StudioEvents>(
    wire(port2),
    studioMethods,
    { ...(rest as Handlers<StudioMethods>), ...handlers },
    { errors: ERRORS },
  );
  const heard = { hello: vi.fn(), show: vi.fn(), changed: vi.fn(), running: vi.fn(), command: vi.fn() };
  const page = connect(wire(port1), { methods: studioMethods, events: studioEvents, handlers: heard });
  return { host, page, heard, raw: wire(port1) };
}

const told = (work: Promise<unknown>) => work.then(() => expect.fail('it was answered'), wordsOf);

it('answers a search that is too long, with the reason', async () => {
  const { page } = studio();
  const { message, fix } = await told(page.call('list', { query: { ...list, text: 'x'.repeat(501) } }));
  expect(message).toBe('the request “list” was refused: query.text has to be 500 characters long at most');
  expect(fix).toMatch(/what you typed or selected/);
});

it('answers a marked text that is too long, without quoting it', async () => {
  const { message } = await told(studio().page.call('teach', { term: 'swordfish'.repeat(200), type: 'PERSON' }));
  expect(message).toMatch(/term has to be 1000 characters long at most/);
  expect(message).not.toContain('swordfish');
});

it('takes no answer of another shape than was asked for', async () => {
  const { page } = studio({ list: async () => ({ id: 'x', said: 'Accepted.' }) as never });
  expect((await told(page.call('list', { query: list }))).message).toMatch(/the answer could not be read/);
});

it('tells a human of a mistake with its fix, of a stop, and of a bug', async () => {
  const { page } = studio({
    undo: async () => {
      throw new UserError('The log has changed.', 'Run the pipeline again.');
    },
    export: async () => {
      throw new Cancelled();
    },
    copy: async () => {
      throw new TypeError('x is not y');
    },
  });
  const mistake = { message: 'The log has changed.', fix: 'Run the pipeline again.' };
  expect(await told(page.call('undo', {}))).toMatchObject(mistake);
  expect((await told(page.call('export', {}))).message).toBe('cancelled');
  expect(await told(page.call('copy', { text: '' }))).toEqual({ message: 'x is not y' });
});

it('hears what comes unasked, and drops what it does not know', async () => {
  const { host, heard, page } = studio();
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  host.tell('command', { command: 'accept' });
  host.tell('command', { command: 'format' } as never);
  host.tell('show', { view: 'pairs', id: 'p' });
  await page.call('copy', { text: '' });
  expect(heard.command.mock.calls).toEqual([[{ command: 'accept' }]]);
  expect(heard.show.mock.calls).toEqual([[{ view: 'pairs', id: 'p' }]]);
  expect(warn).toHaveBeenCalledTimes(1);
  warn.mockRestore();
});

it('has a shape for every answer', () => {
  expect(z.safeParse(studioMethods.decide.reply, { id: 'x', said: 'Accepted.' }).success).toBe(true);
  expect(z.safeParse(studioMethods.list.reply, { id: 'x', said: 'Accepted.' }).success).toBe(false);
});
