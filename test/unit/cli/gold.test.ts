/** The built `goldpan gold`: from labels in the file to figures on the terminal and in JSON. */
import { appendFileSync, readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import type { GoldReport } from '../../../src/assess/gold/measure.ts';
import { Key } from '../../../src/kit/key.ts';
import type { GoldLabels } from '../../../src/model/gold.ts';
import { appendGold } from '../../../src/run/store/gold-log.ts';
import { LedgerReader } from '../../../src/run/store/ledger/reader.ts';
import { workspaceAt } from '../../../src/run/store/workspace.ts';
import { assertBuilt, goldpan, sampleWorkspace } from '../../support/cli.ts';
import { TEST_KEY } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';

beforeAll(assertBuilt);

const key = Key.parse(TEST_KEY) as Key;

/** A run of the samples, in which every example has the labels that `labelsOf` gives for it. */
async function labelledSamples(labelsOf: (n: number, kind: string) => GoldLabels) {
  const root = sampleWorkspace();
  await goldpan(['run', '--out', 'out'], { cwd: root });
  const { gold, run } = workspaceAt(root);
  const cards = [...(LedgerReader.open(run)?.cards() ?? [])];
  for (const [i, { id, fingerprint, roles, kind }] of cards.entries())
    appendGold(gold, { id, by: 'me', fingerprint, messages: roles.length, labels: labelsOf(i, kind), at: 't' }, key);
  return { root, gold, cards };
}

it('says how to begin when nothing is labelled, and ends with 0', async () => {
  const root = sampleWorkspace();
  await goldpan(['run', '--out', 'out'], { cwd: root });
  const { code, out } = await goldpan(['gold'], { cwd: root });
  expect(code).toBe(0);
  expect(out).toMatch(/^Nothing is labelled yet\..*press G/s);
});

it('prints tables, and one stable JSON object', async () => {
  const { root, cards } = await labelledSamples((n, kind) => ({
    kind: kind as never,
    outcome: n % 2 === 0 ? 'success' : 'failure',
    begins: 'right',
    ends: n === 0 ? 'late' : 'right',
    redaction: { read: true, missed: n === 0 ? [{ message: 0, start: 0, end: 4, type: 'PERSON' }] : [], wrong: [] },
    quality: 'keep',
  }));
  const { code, out } = await goldpan(['gold', 'out', '--json'], { cwd: root });
  expect(code).toBe(0);
  expect(out.trim().split('\n')).toHaveLength(1);
  const report = JSON.parse(out) as GoldReport;
  expect(Object.keys(report)).toEqual([
    'gold',
    'lines',
    'people',
    'examples',
    'pairs',
    'written',
    'stale',
    'conflicts',
    'segmentation',
    'redaction',
    'tags',
    'outcome',
    'quality',
    'preference',
    'thresholds',
    'missing',
  ]);
  const n = cards.length;
  expect(report).toMatchObject({ lines: n, examples: n, people: 1, pairs: 0, stale: [], conflicts: [] });
  expect(report.segmentation.exact).toMatchObject({ hits: n - 1, n });
  expect(report.segmentation.precision).toMatchObject({ hits: 2 * n - 1, n: 2 * n });
  expect(report.tags.kind).toMatchObject({ kappa: 1, accuracy: { hits: n, n } });
  expect(report.redaction).toMatchObject({ examples: n, all: { missed: 1 } });
  // The samples hold names and addresses, and all of them are hidden.
  expect(report.redaction.all.hidden).toBeGreaterThan(20);
  expect(report.redaction.byType.EMAIL?.recall.value).toBe(1);
  expect(report.missing.map((m) => m.what)).toContain('examples with a task');

  const text = (await goldpan(['gold'], { cwd: root })).out;
  for (const title of ['The gold set', 'Segments', 'Redaction', 'Tags', 'Outcome', 'Quality', 'To label next'])
    expect(text).toContain(title);
  expect(text).toContain(`${n} examples and 0 pairs with labels, from ${n} lines.`);
  expect(text).not.toContain('Preference pairs');
});

it('ends with 2 for a broken line, another key, no run and another dataset', async () => {
  const { root, gold } = await labelledSamples(() => ({ outcome: 'success' }));
  const asked = (args: string[], more = {}) => goldpan(['gold', ...args], { cwd: root, ...more });
  expect(await goldpan(['gold'], { cwd: tempFolder() })).toMatchObject({ code: 2, out: '' });
  expect(await asked([], { key: '22'.repeat(32) })).toMatchObject({
    code: 2,
    err: expect.stringContaining('another key'),
  });
  expect(await asked(['logs'])).toMatchObject({ code: 2, out: '' });
  await goldpan(['run', '--out', 'second'], { cwd: root });
  expect(await asked(['out'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('is not the dataset of the last run'),
  });
  expect((await asked(['second'])).code).toBe(0);
  appendFileSync(gold, '<<<<<<< S3cretPw99\n');
  const broken = await asked([]);
  const line = readFileSync(gold, 'utf8').trim().split('\n').length;
  expect(broken).toMatchObject({ code: 2, err: expect.stringContaining(`gold.jsonl:${line}:1: not valid JSON`) });
  expect(broken.err).not.toContain('S3cret');
});
