/** Our own writes are no news; those of others are, even when they fall into ours. */
import { appendFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { OwnWrites, stampOf } from '../../../src/kit/own-writes.ts';
import { tempFolder } from '../../support/temp.ts';

function watched() {
  const file = join(tempFolder(), 'decisions.jsonl');
  const changed = vi.fn();
  const writes = new OwnWrites(file, changed);
  const append = async (text: string) => {
    appendFileSync(file, text);
    return { stamp: stampOf(file) };
  };
  return { file, changed, writes, append };
}

it('is silent about the echoes of an own write, during and after it', async () => {
  const { changed, writes, append } = watched();
  await writes.write(async () => {
    const done = await append('mine\n');
    writes.look();
    return done;
  });
  writes.look();
  writes.look();
  expect(changed).not.toHaveBeenCalled();
});

it('tells of a change by others once, however often the watcher tells', () => {
  const { file, changed, writes } = watched();
  appendFileSync(file, 'theirs\n');
  writes.look();
  writes.look();
  expect(changed).toHaveBeenCalledTimes(1);
  rmSync(file);
  writes.look();
  expect(changed).toHaveBeenCalledTimes(2);
});

it('tells of what others wrote while our answer was on its way', async () => {
  const { file, changed, writes, append } = watched();
  await writes.write(async () => {
    const done = await append('mine\n');
    appendFileSync(file, 'theirs\n');
    writes.look();
    return done;
  });
  expect(changed).toHaveBeenCalledTimes(1);
});

it('tells of an equally long text by its time', () => {
  const { file, changed, writes } = watched();
  appendFileSync(file, 'one\n');
  writes.look();
  utimesSync(file, 1, 1);
  writes.look();
  expect(changed).toHaveBeenCalledTimes(2);
});

it('waits for the last of several own writes, and looks even after one that failed', async () => {
  const { file, changed, writes, append } = watched();
  const slow = writes.write(async () => {
    await new Promise((resolve) => setTimeout(resolve, 10));
    return append('two\n');
  });
  await writes.write(() => append('one\n'));
  writes.look();
  expect(changed).not.toHaveBeenCalled();
  await slow;
  expect(changed).not.toHaveBeenCalled();
  const failed = writes.write(async () => {
    appendFileSync(file, 'theirs\n');
    writes.look();
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  expect(changed).toHaveBeenCalledTimes(1);
});
