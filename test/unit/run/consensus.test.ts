/** Trials of a task whose logs tell no outcome, from the log to rows and ledger. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { assertBuilt } from '../../support/cli.ts';
import { fiveTasks, writeLog } from '../../support/logs.ts';
import { run } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';

const WORKER = pathToFileURL(join(import.meta.dirname, '../../../dist/worker.mjs'));

type Line = {
  effects?: string;
  outcome?: { success: boolean | null; consensus?: string };
  curation?: { marks?: { mark: string }[] };
};

async function finished(workers: number, logs: readonly object[] = fiveTasks()) {
  const root = tempFolder();
  writeLog(root, 'logs/trials.json', JSON.stringify(logs));
  await run({ root, more: workers > 1 ? { workers, workerFile: WORKER } : {} });
  const cards = readFileSync(join(root, '.goldpan/local/run/cards.jsonl'), 'utf8');
  const lines = cards
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const told = lines.map(({ outcome, curation }) => {
    const marks = (curation?.marks ?? []).map((m) => m.mark).filter((m) => m !== 'out_of_bounds');
    return [String(outcome?.success), outcome?.consensus ?? 'open', ...marks].join(' ');
  });
  const rows = ['train', 'validation', 'test'].flatMap((split) => {
    const file = join(root, 'out/sft', `${split}.jsonl`);
    if (!existsSync(file)) return [];
    return readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { meta: string });
  });
  return { told: told.sort(), rows, effects: lines.map((l) => l.effects) };
}

const times = (n: number, text: string): string[] => Array.from({ length: n }, () => text);

describe('trials of one task', () => {
  beforeAll(assertBuilt);

  it('tell one another, in cards and rows, alike for 1 and 2 workers', async () => {
    const { told, rows, effects } = await finished(1);
    expect(told).toEqual([
      ...times(4, 'false 1 of 4 runs with the same effects likely_failed'),
      ...times(4, 'true 4 of 4 runs with the same effects'),
      ...times(12, 'undefined open'),
    ]);
    const whales = rows.filter((r) => JSON.stringify(r).includes('whales')).map((r) => r.meta);
    expect(whales).toHaveLength(4);
    for (const meta of whales) expect(JSON.parse(meta)).toMatchObject({ outcome: 'success', outcome_by: 'evidence' });
    expect(JSON.stringify(effects)).not.toMatch(/moby|rain|lend/);
    expect((await finished(2)).told).toEqual(told);
  });

  it('say nothing where the log was copied rather than run again', async () => {
    const [one, ...rest] = fiveTasks();
    const { told } = await finished(1, [one as object, one as object, one as object, one as object, ...rest.slice(3)]);
    expect(told.filter((t) => t.startsWith('true'))).toEqual([]);
    expect(told.filter((t) => t.includes('duplicate'))).toHaveLength(3);
  });
});
