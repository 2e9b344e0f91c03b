/** Worker threads that fail in every way a thread can: the run ends with what happened and where, and never hangs. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it, onTestFinished } from 'vitest';
import { NOTHING_GIVEN } from '../../../src/ingest/given.ts';
import { UserError } from '../../../src/kit/errors.ts';
import { defaultSegment } from '../../../src/model/config-segment.ts';
import { createPool, type Pool } from '../../../src/run/pool.ts';
import type { ProcessorOptions } from '../../../src/run/session.ts';
import { TEST_KEY } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';
import { projectRoot } from '../../support/vscode/locations.ts';

const options = (redactor: object = {}): ProcessorOptions => ({
  sources: [{ path: 'logs/day1.jsonl' } as ProcessorOptions['sources'][number]],
  ingest: { transcripts: { labels: {} }, mappings: [] } as never,
  given: NOTHING_GIVEN,
  keyHex: TEST_KEY,
  row: { harness: 'drop', media: 'placeholder' },
  rules: defaultSegment(),
  taxonomy: { domains: {}, tasks: {} },
  redactor: { policy: 'standard', actions: {}, dictionary: [], ...redactor } as never,
});
const job = (line: number) => ({
  format: 'openai-messages',
  records: [{ source: 0, start: 0, end: 10, line, ordinal: 0, check: 0 }],
});

/** A thread that answers `ready`, and does `what` with the first session. */
async function poolThat(what: string, workers = 2): Promise<Pool> {
  const file = join(tempFolder(), 'worker.mjs');
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads';
     parentPort.on('message', ({ id, method, params }) => {
       const line = params.records?.[0].line;
       if (method === 'ready') return parentPort.postMessage({ rpc: 'done', id });
       ${what}
     });`,
  );
  const pool = await createPool(options(), workers, pathToFileURL(file));
  onTestFinished(() => pool.close());
  return pool;
}

const failure = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => expect.fail('it gave a result'),
    (error: Error) => error,
  );

describe('a thread that', () => {
  it('leaves fails the session that it had, by place', async () => {
    const pool = await poolThat('process.exit(7);');
    expect((await failure(pool.run(job(12)))).message).toBe(
      'a worker thread ended by itself, with code 7 while it had the session that begins in logs/day1.jsonl, line 12',
    );
  });

  it('throws outside of a session fails it, with what it threw', async () => {
    const pool = await poolThat('setTimeout(() => { throw new TypeError("late"); });');
    const error = await failure(pool.run(job(3)));
    expect(error.message).toMatch(/crashed while it had the session .*day1.jsonl, line 3: late/);
    expect(error).not.toBeInstanceOf(UserError);
    expect(error.stack).toContain('worker.mjs');
  });

  it('is dead fails what it would get later; all of them, and nothing hangs', async () => {
    const pool = await poolThat('process.exit(1);');
    const errors = await Promise.all(Array.from({ length: 9 }, (_, i) => failure(pool.run(job(i)))));
    expect(errors.map((e) => e.message)).toEqual(Array(9).fill(expect.stringMatching(/ended by itself/)));
  });

  it('dies while it starts is told of before any session', async () => {
    const file = join(tempFolder(), 'worker.mjs');
    writeFileSync(file, 'process.exit(9);');
    const error = await failure(createPool(options(), 2, pathToFileURL(file)));
    expect(error.message).toMatch(/code 9 while it started/);
  });
});

it('spreads sessions over its threads, and ends them', async () => {
  const pool = await poolThat(
    `setTimeout(() => parentPort.postMessage({ rpc: 'done', id, result: line }), 50 / line);`,
  );
  expect(pool.width).toBe(4);
  expect(await Promise.all([1, 2, 3, 4].map((line) => pool.run(job(line))))).toEqual([1, 2, 3, 4]);
  const late = failure(pool.run(job(1)));
  await pool.close();
  expect((await late).name).toBe('Cancelled');
});

it('tells a mistake of the user as one thread does: the same class, words and exit code', async () => {
  const outfile = join(projectRoot, 'dist/test/pool-worker.mjs');
  const require = "import { createRequire as make } from 'node:module'; const require = make(import.meta.url);";
  await build({
    entryPoints: [join(projectRoot, 'src/run/worker.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['pg-native'],
    banner: { js: `${require} const __dirname = import.meta.dirname;` },
    outfile,
    logLevel: 'error',
  });
  const wrong = options({ names: { folder: join(tempFolder(), 'nope'), all: false } });
  const alone = await failure(createPool(wrong, 1, undefined));
  const threads = await failure(createPool(wrong, 2, pathToFileURL(outfile)));
  expect(alone).toBeInstanceOf(UserError);
  expect(threads).toBeInstanceOf(UserError);
  expect({ ...threads, message: threads.message }).toEqual({ ...alone, message: alone.message });
});
