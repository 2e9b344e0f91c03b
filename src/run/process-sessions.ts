/** Second step of a run: every session through the stages that need nothing but it, in order, whatever the number of threads. */
import { setImmediate } from 'node:timers/promises';
import type { LogIndex } from '../ingest/build-index.ts';
import { jobOf } from '../ingest/jobs.ts';
import type { SessionJob } from '../ingest/read-session.ts';
import { Cancelled } from '../kit/errors.ts';
import { relieveMemory } from '../kit/memory.ts';
import type { Card } from '../stages/card.ts';
import type { OpenRun } from './open.ts';
import { createPool, type Pool } from './pool.ts';
import type { Processed } from './session.ts';
import { skipCounts } from './skips.ts';
import { StoreWriter } from './store/run-store.ts';

/** @returns the cards, in the order of their ids; texts, redactions and provenance are in the run's files by then */
export async function processSessions(run: OpenRun, index: LogIndex): Promise<Card[]> {
  const { options, key, redactor, given, intake, account } = run;
  const { workers = 1, workerFile, config, signal, onProgress } = options;
  const pool = await createPool(
    {
      ...{
        sources: index.sources,
        ingest: config,
        given,
        keyHex: key.toHex(),
        redactor,
        row: config.exports,
        rules: config.segment,
        taxonomy: config.taxonomy,
      },
      repositories: run.repositories.places,
      outcomeConfidence: config.curate.outcomeConfidence,
      size: { records: index.records.count, sessions: index.records.sessions },
    },
    workers,
    workerFile,
  );
  const store = new StoreWriter(run.examples);
  const total = index.records.sessions;
  let done = 0;
  try {
    for await (const { records, result } of inOrder(pool, index)) {
      intake.add(result, records, store);
      relieveMemory();
      if (++done % 20 === 0 || done === total) {
        onProgress?.('sessions', done, total);
        await setImmediate(); // Lets a cancel in.
      }
      if (signal?.aborted) throw new Cancelled();
    }
  } finally {
    await pool.close();
    store.close();
  }
  const { sessions, empty, noExample, skipped } = intake;
  const lost = { ...(empty > 0 ? { 'no event': empty } : {}), ...skipCounts(skipped, 'read') };
  account.add('read', 'records', index.records.count, lost);
  account.add('redact', 'sessions', sessions);
  account.add('segment', 'sessions', sessions, noExample);
  return intake.cards.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Keeps as many jobs under way as the pool is wide, and gives their results in the order of the sessions. */
async function* inOrder(pool: Pool, index: LogIndex): AsyncGenerator<{ records: number; result: Processed }> {
  const jobs = jobsOf(index);
  const waiting: { records: number; result: Promise<Processed> }[] = [];
  for (;;) {
    while (waiting.length < pool.width) {
      const job = jobs.next();
      if (job.done) break;
      const result = pool.run(job.value);
      result.catch(() => undefined); // Awaited below, in order.
      waiting.push({ records: job.value.records.length, result });
    }
    const head = waiting.shift();
    if (!head) return;
    yield { records: head.records, result: await head.result };
  }
}

function* jobsOf(index: LogIndex): Generator<SessionJob> {
  for (let session = 0; session < index.records.sessions; session++) yield jobOf(index, session);
}
