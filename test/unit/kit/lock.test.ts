/** One holder at a time, whatever became of the one before: real processes, ended in real ways. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { forgetThread, type Holder, takeLock } from '../../../src/kit/lock.ts';
import { isAlive, startOf } from '../../../src/kit/process.ts';
import { tempFolder } from '../../support/temp.ts';

const linux = process.platform === 'linux';

const lockIn = (folder: string): string => join(folder, 'a.lock');

function write(file: string, holder: Partial<Holder>): void {
  writeFileSync(file, JSON.stringify({ id: 'x', host: hostname(), ...holder }));
}

/** The module as a plain file, for processes and threads of their own. */
function built(folder: string): string {
  const outfile = join(folder, 'lock.mjs');
  const entryPoints = [join(import.meta.dirname, '../../../src/kit/lock.ts')];
  buildSync({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm' });
  return outfile;
}

const gone = (): number => spawnSync(process.execPath, ['-e', '']).pid;

describe('a lock', () => {
  it('is had by one, released, and had again; nothing is left beside it', () => {
    const folder = tempFolder();
    const first = takeLock(lockIn(folder));
    expect(first.release).toBeTypeOf('function');
    const second = takeLock(lockIn(folder));
    expect(second).toMatchObject({ holder: { pid: process.pid, host: hostname() } });
    expect(readdirSync(folder)).toEqual(['a.lock']);
    first.release?.();
    expect(readdirSync(folder)).toEqual([]);
    takeLock(lockIn(folder)).release?.();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that was deleted by hand and taken by another is not released by the first', () => {
    const file = lockIn(tempFolder());
    const first = takeLock(file);
    write(file, { id: 'theirs', pid: process.ppid });
    first.release?.();
    expect(readFileSync(file, 'utf8')).toContain('theirs');
  });

  it.each([
    ['a process that is gone', () => ({ pid: gone() })],
    ['no process at all', () => ({ pid: 0 })],
    [
      'an earlier thread of this process that was ended',
      () => {
        forgetThread(4711);
        return { pid: process.pid, start: startOf(process.pid), thread: 4711 };
      },
    ],
    ['an earlier process with the number of this one', () => ({ pid: process.pid, start: 'before', thread: 0 })],
  ])('of %s is taken over', (_what, holder) => {
    const file = lockIn(tempFolder());
    write(file, holder());
    const taken = takeLock(file);
    expect(taken.release).toBeTypeOf('function');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
    taken.release?.();
    expect(existsSync(file)).toBe(false);
  });

  it.each([
    ['a process that runs', () => ({ pid: process.ppid, start: startOf(process.ppid) })],
    ['a process of which nothing but the number is known', () => ({ pid: process.ppid })],
    ['a process on another machine', () => ({ pid: gone(), host: 'another-machine' })],
    ['another thread of this process', () => ({ pid: process.pid, start: startOf(process.pid), thread: 4712 })],
  ])('of %s is respected', (_what, holder) => {
    const file = lockIn(tempFolder());
    write(file, holder());
    const before = readFileSync(file, 'utf8');
    expect(takeLock(file)).toMatchObject({ holder: { id: 'x' } });
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it.runIf(linux)('of a process whose number another has now is taken over', () => {
    const file = lockIn(tempFolder());
    write(file, { pid: process.ppid, start: `${startOf(process.ppid)}0` });
    expect(takeLock(file).release).toBeTypeOf('function');
  });

  it.runIf(linux)('of a zombie is taken over', async () => {
    // `sleep` takes the shell's place and never asks what became of its child.
    const parent = spawn('sh', ['-c', 'sh -c "sleep 0.3" & echo $!; exec sleep 30']);
    try {
      const pid = await new Promise<number>((resolve) =>
        parent.stdout.once('data', (text: Buffer) => resolve(Number(text))),
      );
      await expect.poll(() => readFileSync(`/proc/${pid}/stat`, 'utf8')).toContain(') Z ');
      expect(isAlive(pid, undefined)).toBe(false);
      const file = lockIn(tempFolder());
      write(file, { pid, start: startOf(pid) });
      expect(takeLock(file).release).toBeTypeOf('function');
    } finally {
      parent.kill();
    }
  });

  it.each(['my notes\n', '{"a":1}', 'null', '[]'])('leaves a file alone that is none: %j', (text) => {
    const file = lockIn(tempFolder());
    writeFileSync(file, text);
    expect(takeLock(file)).toEqual({ holder: undefined });
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('leaves a folder alone that has its name, and an empty file that may be about to be written', () => {
    const folder = tempFolder();
    mkdirSync(lockIn(folder));
    expect(takeLock(lockIn(folder))).toEqual({ holder: undefined });
    writeFileSync(join(folder, 'b.lock'), '');
    expect(takeLock(join(folder, 'b.lock')).release).toBeUndefined();
  });

  it('of a thread that is stopped is free for threads that start then', async () => {
    const folder = tempFolder();
    const file = lockIn(folder);
    const code = `import { takeLock } from ${JSON.stringify(built(folder))};
      import { parentPort } from 'node:worker_threads';
      parentPort.postMessage(Boolean(takeLock(${JSON.stringify(file)}).release));
      setInterval(() => undefined, 1000);`;
    writeFileSync(join(folder, 'thread.mjs'), code);
    const start = async (): Promise<{ worker: Worker; got: boolean }> => {
      const worker = new Worker(join(folder, 'thread.mjs'));
      return { worker, got: await new Promise<boolean>((resolve) => worker.once('message', resolve)) };
    };
    const first = await start();
    const { threadId } = first.worker;
    const second = await start();
    await first.worker.terminate();
    forgetThread(threadId);
    const third = await start();
    await Promise.all([second.worker.terminate(), third.worker.terminate()]);
    expect([first.got, second.got, third.got]).toEqual([true, false, true]);
  });

  it('that is stale goes to one of twelve processes that want it at once, fifteen times', async () => {
    const folder = tempFolder();
    const code = `import { takeLock } from ${JSON.stringify(built(folder))};
      const lines = (await import('node:readline')).createInterface({ input: process.stdin });
      for await (const file of lines) {
        const taken = takeLock(file);
        process.stdout.write(taken.release ? '1\\n' : '0\\n');
      }`;
    writeFileSync(join(folder, 'racer.mjs'), code);
    const racers = Array.from({ length: 12 }, () => spawn(process.execPath, [join(folder, 'racer.mjs')]));
    try {
      for (let round = 0; round < 15; round++) {
        const file = join(folder, `race-${round}.lock`);
        write(file, { id: `dead-${round}`, pid: 0 });
        const answers = racers.map(
          ({ stdout }) =>
            new Promise<number>((resolve) => stdout.once('data', (text: Buffer) => resolve(Number(text)))),
        );
        for (const { stdin } of racers) stdin.write(`${file}\n`);
        const won = (await Promise.all(answers)).reduce((a, b) => a + b, 0);
        expect(won, `round ${round}`).toBe(1);
      }
    } finally {
      for (const racer of racers) racer.kill();
    }
  });
});
