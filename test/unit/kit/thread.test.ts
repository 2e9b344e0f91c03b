/** How the end of a real thread is told. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { UserError } from '../../../src/kit/errors.ts';
import type { Disconnected } from '../../../src/kit/rpc.ts';
import { startThread } from '../../../src/kit/thread.ts';
import { threadEnded } from '../../../src/model/wire-error.ts';
import { tempFolder } from '../../support/temp.ts';

function endOf(code: string): Promise<Disconnected> {
  const file = join(tempFolder(), 'thread.mjs');
  writeFileSync(file, code);
  const thread = startThread(file, { resourceLimits: { maxOldGenerationSizeMb: 16 } });
  return new Promise((resolve) => thread.onEnd(resolve));
}

it('a thread that needs more memory than there is can be helped by the user', async () => {
  const end = await endOf('const all = []; for (;;) all.push({ a: [all.length] });');
  expect(end.why).toBe('memory');
  const error = threadEnded(end, 'while it had the session that begins in logs/day1.jsonl, line 5');
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({
    exitCode: 3,
    message: 'a worker thread ran out of memory while it had the session that begins in logs/day1.jsonl, line 5',
    fix: expect.stringMatching(/--workers 1/),
  });
});

it('a thread that throws, one that leaves, and one that was never there are told apart', async () => {
  expect(await endOf('throw new RangeError("odd");')).toMatchObject({ why: 'crash', cause: { message: 'odd' } });
  expect(await endOf('process.exit(3);')).toMatchObject({ why: 'exit', message: expect.stringMatching(/code 3/) });
  expect(await endOf('import "./not-there.mjs";')).toMatchObject({ why: 'crash' });
});

it('an end is told even to who asks late', async () => {
  const file = join(tempFolder(), 'thread.mjs');
  writeFileSync(file, '');
  const thread = startThread(file);
  await new Promise<void>((resolve) => thread.onEnd(() => resolve()));
  expect(await new Promise<Disconnected>((resolve) => thread.onEnd(resolve))).toMatchObject({ why: 'exit' });
});
