/** Names of tools and topics that hold an erased person. */
import { expect, it } from 'vitest';
import { withoutNames } from '../../../src/assess/erase/names.ts';
import type { Manifest } from '../../../src/datasets/manifest.ts';

const period = (tools: Record<string, number>) => ({ from: '2026-01-05', examples: 3, tools });
const manifest = {
  manifest: 1,
  topics: { names: ['keller invoice', 'flight delay'], silhouette: 0.3 },
  coverage: { rows: 2, cells: [], targets: [], tools: [{ tool: 'mail_keller', complexity: 2, rows: 1 }] },
  periods: { unit: 'week', list: [period({ mail_keller: 2, bash: 1, keller: 1 })] },
} as unknown as Manifest;
const isKeller = (name: string): boolean => name.includes('keller');

it('are taken out of topics, coverage and periods, and the counts stay', () => {
  const left = withoutNames(manifest, isKeller);
  expect(JSON.stringify(left)).not.toContain('keller');
  expect(left.topics?.names).toEqual(['(erased)', 'flight delay']);
  expect(left.coverage?.tools).toEqual([{ tool: '(erased)', complexity: 2, rows: 1 }]);
  expect(left.periods?.list[0]?.tools).toEqual({ '(erased)': 3, bash: 1 });
});

it('leave a manifest without any as it is', () => {
  const bare = { manifest: 1, sessions: 3 } as unknown as Manifest;
  expect(withoutNames(bare, isKeller)).toEqual(bare);
  expect(withoutNames(manifest, () => false)).toEqual(manifest);
});
