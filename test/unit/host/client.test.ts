/** The worker thread as the extension host sees it, when it is busy, wrong, or dead. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { CoreClient } from '../../../src/host/client.ts';
import { Cancelled, UserError } from '../../../src/kit/errors.ts';
import { tempFolder } from '../../support/temp.ts';
import { projectRoot } from '../../support/vscode/locations.ts';

const project = { root: '/nowhere', trusted: false };

/** A thread that does `what` with each call. */
function clientOf(what: string, patienceMs = 50): CoreClient {
  const file = join(tempFolder(), 'host.mjs');
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads';
     let calls = 0;
     parentPort.on('message', ({ rpc, id, method, params, cancel }) => { calls++; ${what} });`,
  );
  const client = new CoreClient(file, patienceMs);
  onTestFinished(() => client.dispose());
  return client;
}

const caught = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.fail('it was answered'),
    (error: unknown) => error,
  );

it('says which request a dying thread was at, and starts another for the next', async () => {
  const client = clientOf(`
    if (method === 'scan') process.exit(4);
    parentPort.postMessage({ rpc: 'done', id, result: calls });`);
  expect(await caught(client.call('scan', { project }))).toMatchObject({
    message: 'a worker thread ended by itself, with code 4 while it was at “scan”',
  });
  expect(await client.call('results', { project })).toBe(1);
  expect(await client.call('results', { project })).toBe(2);
});

it('fails every call of a thread that dies', async () => {
  const client = clientOf(`if (calls === 3) throw new Error('odd');`);
  const errors = await Promise.all([1, 2, 3].map(() => caught(client.call('scan', { project }))));
  expect(errors).toMatchObject(Array(3).fill({ message: 'a worker thread crashed while it was at “scan”: odd' }));
});

it('ends a thread that does not look at a cancel, after a while', async () => {
  const client = clientOf(`for (;;);`);
  const stop = new AbortController();
  const asked = caught(client.call('scan', { project }, { signal: stop.signal }));
  stop.abort();
  expect(await asked).toBeInstanceOf(Cancelled);
});

it('lets a thread that looks stop by itself', async () => {
  const looks = `
    if (rpc !== 'call') return;
    if (!cancel) return parentPort.postMessage({ rpc: 'done', id, result: calls });
    while (Atomics.load(new Int32Array(cancel), 0) === 0);
    parentPort.postMessage({ rpc: 'failed', id, error: { name: 'Cancelled', message: 'cancelled' } });`;
  const client = clientOf(looks, 20_000);
  const stop = new AbortController();
  const asked = caught(client.call('scan', { project }, { signal: stop.signal }));
  setTimeout(() => stop.abort(), 10);
  expect(await asked).toBeInstanceOf(Cancelled);
  await new Promise((resolve) => setTimeout(resolve, 100));
  // The same thread: it counts the call, its cancel, and this one.
  expect(await client.call('results', { project })).toBe(3);
});

it('gives up what is under way when it is disposed', async () => {
  const client = clientOf('');
  const asked = caught(client.call('scan', { project }));
  await client.dispose();
  expect(await asked).toBeInstanceOf(Cancelled);
});

const bundle = join(projectRoot, 'dist/host-worker.mjs');
if (!existsSync(bundle)) console.warn('SKIPPED: the built host worker, because dist/host-worker.mjs is not there.');

it.skipIf(!existsSync(bundle))('the built worker answers, refuses, and names mistakes', async () => {
  const client = new CoreClient(bundle);
  onTestFinished(() => client.dispose());
  const root = tempFolder();
  expect(await client.call('results', { project: { root, trusted: true } })).toBeNull();
  const untrusted = { root, trusted: false };
  expect(await caught(client.call('teach', { project: untrusted, term: 'word', mode: 'mask' }))).toBeInstanceOf(
    UserError,
  );
  const wrong = await caught(client.call('sessionsOf', { project: untrusted, path: 'a', limit: -1 }));
  expect(wrong).toMatchObject({ name: 'UserError', message: expect.stringMatching(/limit has to be/) });
});
