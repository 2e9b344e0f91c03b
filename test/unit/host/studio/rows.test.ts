/** What the studio previews is what is written: byte for byte, before and after decisions. */
import { expect, it } from 'vitest';
import { ask, query, run, samples, written } from './support.ts';

async function previews(root: string) {
  const sft = new Map<string, string | null>();
  const dpo = new Map<string, string | null>();
  for (const { id } of (await ask('studioList', root, { query: query() })).rows) {
    const { row } = await ask('studioExample', root, { id, raw: false });
    if (row.why === undefined) sft.set(id, row.text);
  }
  for (const { id } of (await ask('studioList', root, { query: query({ view: 'pairs' }) })).rows) {
    const { row } = await ask('studioPair', root, { id });
    if (row.why === undefined) dpo.set(id, row.text);
  }
  return { sft, dpo };
}

it('shows every row as it was written', async () => {
  const root = samples();
  await run(root);
  const { sft, dpo } = await previews(root);
  expect(sft.size).toBeGreaterThan(10);
  expect(dpo.size).toBeGreaterThan(3);
  expect(sft).toEqual(written(root, 'sft'));
  expect(dpo).toEqual(written(root, 'dpo'));
});

it('shows beside a title what keeps an example out, and a mere note in the filter only', async () => {
  const root = samples();
  await run(root);
  const { rows, facets } = await ask('studioList', root, { query: query() });
  expect(rows.flatMap((r) => r.marks)).toContain('failed');
  expect(rows.flatMap((r) => r.marks)).not.toContain('out_of_bounds');
  expect(facets.mark?.map((f) => f.value)).toContain('out_of_bounds');
});

it('shows after decisions and a taught name what the next run then writes', async () => {
  const root = samples();
  await run(root);
  const examples = (await ask('studioList', root, { query: query() })).rows;
  const pairs = (await ask('studioList', root, { query: query({ view: 'pairs' }) })).rows;
  const decide = (view: 'trajectories' | 'pairs', id: string, decision: 'accept' | 'reject' | 'swap') =>
    ask('studioDecide', root, { decision: { view, id, decision } });
  await decide('trajectories', examples[0]?.id as string, 'reject');
  const failed = examples.find((e) => e.marks.includes('failed'));
  await decide('trajectories', failed?.id as string, 'accept');
  await decide('pairs', pairs[0]?.id as string, 'reject');
  await decide('pairs', pairs[1]?.id as string, 'swap');
  const { items } = await ask('studioExample', root, { id: examples[1]?.id as string, raw: false });
  const answer = items.find((i) => i.kind === 'message' && i.message !== undefined);
  const message = answer?.kind === 'message' ? answer.message : undefined;
  await ask('studioDecide', root, {
    decision: {
      view: 'trajectories',
      id: examples[1]?.id as string,
      decision: 'edit',
      message,
      text: 'Please write to jane.roe@example.org about it.',
    },
  });
  const before = await previews(root);
  const kept = before.sft.get(examples[1]?.id as string);
  if (kept) expect(kept).not.toContain('jane.roe');
  await run(root);
  expect(before.sft).toEqual(written(root, 'sft'));
  expect(before.dpo).toEqual(written(root, 'dpo'));
  expect(before.sft.has(failed?.id as string)).toBe(true);
  expect(before.dpo.has(pairs[0]?.id as string)).toBe(false);
  // The rejected pair is still there to be looked at and taken back.
  expect((await ask('studioPair', root, { id: pairs[0]?.id as string })).decision).toBe('reject');
});
