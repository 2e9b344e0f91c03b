/** Outcomes from the log to the ledger: concluded by evidence, under the threshold of the configuration, and without the hidden solution. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeLog } from '../../support/logs.ts';
import { run } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';

/** A tau-bench run of which nothing states the outcome: its reward is no number. */
const runOf = (task: number, book: string): object => ({
  task_id: task,
  trial: 0,
  reward: null,
  info: { task: { actions: [{ name: 'lend_book', kwargs: { book: `volume-${task}-hidden` } }], outputs: [] } },
  traj: [
    { role: 'user', content: `A book for shelf ${task}, please.` },
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: 'c', type: 'function', function: { name: 'lend_book', arguments: JSON.stringify({ book }) } }],
    },
    { role: 'tool', tool_call_id: 'c', name: 'lend_book', content: '{"ok":true}' },
    { role: 'assistant', content: `The book for shelf ${task} is yours for two weeks.` },
  ],
});

async function ledgerOf(config: object): Promise<{ outcomes: string[]; stored: string }> {
  const root = tempFolder();
  writeLog(root, 'logs/results.json', JSON.stringify([runOf(1, 'volume-1-hidden'), runOf(2, 'another')]));
  await run({ root, config });
  const read = (name: string): string => readFileSync(join(root, '.goldpan/local/run', name), 'utf8');
  const cards = read('cards.jsonl').trim().split('\n');
  const outcomes = cards.map((line) => {
    const { outcome, curation } = JSON.parse(line) as {
      outcome?: { success: boolean | null; inferred?: boolean };
      curation?: { marks?: { mark: string }[] };
    };
    const marks = (curation?.marks ?? []).map((m) => m.mark).join();
    return `${outcome?.success} ${outcome?.inferred ?? false} ${marks}`.trim();
  });
  return { outcomes: outcomes.sort(), stored: cards.join('\n') + read('examples.jsonl') };
}

it('are concluded, marked, and kept without what was expected', async () => {
  const { outcomes, stored } = await ledgerOf({});
  expect(outcomes).toEqual(['false true likely_failed', 'true true']);
  expect(stored).toContain('changes: 1 expected, 1 missing, 1 besides');
  // The failed run never said it: only the hidden solution did.
  expect(stored).not.toContain('volume-2-hidden');
});

it('are not concluded where the threshold is higher than the evidence', async () => {
  const { outcomes, stored } = await ledgerOf({ curate: { outcomeConfidence: 1 } });
  expect(outcomes).toEqual(['null false', 'null false']);
  expect(stored).toContain('changes: 1 expected, 1 missing, 1 besides');
});
