/**
 * Damaged archives, tables and databases: no crash, no hang, and every file either read or reported.
 * `GOLDPAN_FUZZ=20000 npx vitest run test/contract/ingest/fuzz-containers.test.ts` runs a long campaign.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, it } from 'vitest';
import { buildIndex } from '../../../src/ingest/build-index.ts';
import { readAll } from '../../../src/ingest/inspect.ts';
import { findSources } from '../../../src/ingest/sources.ts';
import { Session } from '../../../src/model/index.ts';
import { mutateBytes, seeded } from '../../support/mutate.ts';
import { fixtureDatabase } from '../../support/sqlite.ts';
import { zipOf, zstdFrame } from '../../support/zip.ts';
import { inFolder } from '../../unit/ingest/support.ts';

const ROUNDS = Math.ceil(Number(process.env.GOLDPAN_FUZZ ?? 600) / 12);
const SEED = Number(process.env.GOLDPAN_FUZZ_SEED ?? 20261121);
const SLOW_MS = 10_000;

const fixture = (name: string): Buffer => readFileSync(join('test/fixtures', name));

async function subjects(): Promise<[string, Buffer][]> {
  const rows = fixture('db-rows/rows.jsonl');
  const entries = [
    { name: 'a.jsonl', content: rows },
    { name: 'b.csv', content: fixture('db-rows/messages.csv') },
  ];
  const table = parquetWriteBuffer({
    columnData: [
      { name: 'thread_id', data: ['t', 't', 'u'], type: 'STRING' },
      { name: 'role', data: ['user', 'assistant', 'user'], type: 'STRING' },
      { name: 'content', data: ['hi', 'ho', 'x'.repeat(500)], type: 'STRING' },
    ],
  });
  const databases = await inFolder(async (folder) =>
    ['sqlite/plain', 'sqlite/chainlit', 'cursor/state.sqlite', 'llm-sqlite/logs.sqlite', 'sqlite/webui'].map(
      (fixture): [string, Buffer] => {
        const name = fixture.replace('/', '-');
        fixtureDatabase(join(folder, name), fixture);
        return [`${name}.db`, readFileSync(join(folder, name))];
      },
    ),
  );
  return [
    ['messages.csv', fixture('db-rows/messages.csv')],
    ['dump.sql', fixture('db-rows/dump.sql')],
    ['support.txt', fixture('plain-text/support.txt')],
    ['rows.jsonl.gz', gzipSync(rows)],
    ['rows.jsonl.zst', zstdFrame(rows)],
    ['deflate.zip', zipOf(entries)],
    ['zstd64.zip', zipOf(entries.map((e) => ({ ...e, method: 93, zip64: true })))],
    ['rows.parquet', Buffer.from(table)],
    ...databases,
  ];
}

it(`survives damage, ${ROUNDS} times each`, { timeout: 3_600_000 }, async () => {
  let read = 0;
  for (const [name, content] of await subjects()) {
    for (let round = 0; round < ROUNDS; round++) {
      const seed = SEED + round;
      await inFolder(async (folder) => {
        writeFileSync(join(folder, name), mutateBytes(content, seeded(seed)));
        const start = performance.now();
        try {
          const index = await buildIndex(findSources([name], folder).sources);
          for (const session of readAll(index)) {
            Session.parse(session);
            read++;
          }
          // What gave nothing says why.
          if (index.records.count === 0) expect(index.skipped.length).toBeGreaterThan(0);
          for (const { reason } of index.skipped) expect(reason).not.toMatch(/undefined|\[object/);
          index.dispose();
        } catch (error) {
          throw new Error(`${name}, GOLDPAN_FUZZ_SEED=${seed}: ${(error as Error).stack}`);
        }
        expect(performance.now() - start, `${name}, seed ${seed}`).toBeLessThan(SLOW_MS);
      });
    }
  }
  expect(read).toBeGreaterThan(ROUNDS);
});
