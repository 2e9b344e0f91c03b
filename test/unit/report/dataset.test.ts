import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LengthBias } from '../../../src/assess/report/bias.ts';
import { DistinctCounter, hashText, ngrams } from '../../../src/assess/report/distinct.ts';
import { type Diversity, DiversityMeter } from '../../../src/assess/report/diversity.ts';
import { reportDataset } from '../../../src/assess/report/report.ts';
import type { Row } from '../../../src/assess/report/rows.ts';
import { Terminal } from '../../../src/cli/output.ts';
import { reportText } from '../../../src/cli/report-text.ts';
import type { Manifest } from '../../../src/datasets/manifest.ts';
import { productionTalk, writeLog } from '../../support/logs.ts';
import { run } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';

const row = (answers: readonly string[], more: Partial<Row> = {}): Row => ({
  meta: {},
  declared: [],
  messages: [],
  answers: answers.map((content) => ({ role: 'assistant', content })),
  ...more,
});

const pair = (source: string, chosen: string, rejected: string): Row =>
  row([chosen], { meta: { source }, rejected: { role: 'assistant', content: rejected } });

async function diversityOf(answers: readonly string[]): Promise<Diversity> {
  const meter = new DiversityMeter();
  for (const answer of answers) await meter.add(row([answer]));
  return meter.close();
}

describe('diversity', () => {
  it('counts runs of words by hand', async () => {
    // 8 words, 4 different; pairs: a b, b a, a b | a b, b c, c d: 6, 4 different; triples: a b a, b a b | a b c, b c d.
    const found = await diversityOf(['a b a b', 'A b, c d.']);
    expect(found).toMatchObject({ answers: 2, words: 8, distinctAnswers: 2 });
    expect(found.distinct).toEqual({ 1: 0.5, 2: 0.6667, 3: 1 });
    expect(found.selfRepetition).toBe(0);
  });

  it('sees answers that repeat each other, and not one that repeats itself', async () => {
    const shared = await diversityOf(['we are sorry to hear that', 'oh we are sorry to hear']);
    expect(shared.selfRepetition).toBe(0.6667);
    const own = await diversityOf(['no no no no no no no no', 'entirely other words stand here']);
    expect(own.selfRepetition).toBe(0);
    const same = await diversityOf(Array.from({ length: 200 }, () => 'Please contact our support team for this.'));
    const varied = await diversityOf(
      Array.from({ length: 200 }, (_, i) => `${hashText(String(i))} ${hashText(`x${i}`)}`),
    );
    expect(same).toMatchObject({ distinctAnswers: 1, selfRepetition: 1 });
    expect(same.compressionRatio).toBeGreaterThan(20);
    expect(varied.compressionRatio).toBeLessThan(3);
  });

  it('reads scripts without spaces by the character', async () => {
    expect((await diversityOf(['你好世界'])).words).toBe(4);
  });

  it('has no figures without text', async () => {
    const none = { compressionRatio: null, distinct: { 1: null, 2: null, 3: null }, selfRepetition: null };
    expect(await diversityOf([])).toMatchObject({ answers: 0, ...none });
  });

  it('estimates what is too much to count', () => {
    const counter = new DistinctCounter();
    const all = 400_000;
    for (let text = 0; text < 2; text++)
      for (let i = 0; i < all; i++)
        for (const run of ngrams([i, i + 7], 2)) if (text === 0 || i % 4 === 0) counter.add(run, text);
    expect(counter.total).toBe(all * 1.25);
    expect(Math.abs(counter.distinct / all - 1)).toBeLessThan(0.02);
    // A quarter of the things stand in both texts: half a million occurrences, 200,000 of them shared.
    expect(Math.abs(counter.sharedShare - 0.4)).toBeLessThan(0.02);
  });

  it('tells runs of words in another order apart', () => {
    const runs = new Set<number>();
    for (let a = 0; a < 60; a++)
      for (let b = 0; b < 60; b++) for (const run of ngrams([hashText(`${a}`), hashText(`${b}`)], 2)) runs.add(run);
    expect(runs.size).toBe(3600);
  });
});

describe('length bias', () => {
  it('gives mean, median and share by source', () => {
    const bias = new LengthBias();
    for (const n of [1, 2, 3, 100]) bias.add(pair('edit', 'x'.repeat(n + 10), 'x'.repeat(10)));
    bias.add(pair('edit', 'same', 'both'));
    bias.add(pair('branch', 'a', 'long one'));
    const all = bias.close();
    expect(all?.bySource.edit).toMatchObject({
      pairs: 5,
      chosenLonger: 4,
      equal: 1,
      longerShare: 1,
      chosen: { mean: 30, median: 12 },
    });
    expect(all?.all).toMatchObject({ pairs: 6, rejectedLonger: 1, longerShare: 0.8, rejected: { median: 10 } });
    expect(all?.all.interval.low).toBeLessThan(0.5);
    expect(Object.keys(all?.bySource ?? {})).toEqual(['edit', 'branch']);
  });

  it('counts calls and their arguments', () => {
    const bias = new LengthBias();
    const call = { id: 'aB3dE6gH1', type: 'function' as const, function: { name: 'f', arguments: { x: 1 } } };
    bias.add({ ...pair('edit', '', 'ab'), answers: [{ role: 'assistant', content: '', tool_calls: [call] }] });
    expect(bias.close()?.all.chosen.mean).toBe('f {"x":1}'.length);
  });
});

describe('the report on a dataset', () => {
  const terminal = new Terminal();
  const tool = { type: 'function', function: { name: 'lookup', description: '', parameters: {} } };
  const call = { id: 'c1', type: 'function', function: { name: 'lookup', arguments: '{"order":7}' } };

  async function made(): Promise<string> {
    const root = tempFolder();
    writeLog(root, 'logs/a.jsonl', [
      ...Array.from({ length: 6 }, (_, i) =>
        productionTalk(`t${i}`, [
          { user: `How does knot ${i} hold? Mail me: k${i}@mail.example`, answer: `Knot ${i} holds by friction.` },
        ]),
      ).flat(),
      ...productionTalk('g', [
        { user: 'How heavy is a hippo?', answer: 'Two tonnes, sometimes three.', feedback: { signal: 'thumbs_up' } },
      ]),
      ...productionTalk('b', [
        { user: 'How heavy is a hippo?', answer: 'No idea.', feedback: { signal: 'thumbs_down' } },
      ]),
    ]);
    writeLog(root, 'logs/tools.jsonl', [
      {
        tools: [tool, { ...tool, function: { ...tool.function, name: 'refund' } }],
        messages: [
          { role: 'user', content: 'Where is order 7 of mine?' },
          { role: 'assistant', content: '', tool_calls: [call] },
          { role: 'tool', tool_call_id: 'c1', content: 'shipped' },
          { role: 'assistant', content: 'It was shipped today.' },
        ],
      },
    ]);
    await run({ root, config: { split: { validation: 0.4 } } });
    return join(root, 'out');
  }

  it('agrees with manifest and files', async () => {
    const out = await made();
    const manifest = JSON.parse(readFileSync(join(out, 'goldpan.manifest.json'), 'utf8')) as Manifest;
    const report = await reportDataset(out);
    expect(report.funnel).toEqual({ stages: manifest.stages, mismatches: [], likeness: manifest.likeness });
    expect(report.risk).toEqual(manifest.risk);
    for (const { path, rows } of manifest.outputs) {
      const [kind, split] = path.replace('.jsonl', '').split('/') as ['sft', 'train'];
      expect(report.rows[kind]?.[split]).toBe(rows);
    }
    const sft = report.coverage.sft;
    expect(Object.values(sft?.features.tool?.lookup ?? {})).toEqual([1]);
    expect(sft?.neverCalled).toEqual(['refund']);
    const kinds = Object.values(sft?.features.kind ?? {}).flatMap((n) => Object.values(n));
    const rows = Object.values(report.rows.sft ?? {}).reduce((a, b) => a + b, 0);
    expect(kinds.reduce((a, b) => a + b, 0)).toBe(rows);
    expect(report.diversity.sft?.firstUserMessages).toBe(rows);
    expect(report.coverage.dpo?.features.source).toEqual({ feedback: report.rows.dpo });
    expect(report.bias?.all).toMatchObject({ pairs: 1, chosenLonger: 1, chosen: { mean: 28 }, rejected: { mean: 8 } });
    expect(report.privacy.redactions.EMAIL?.hidden).toBe(manifest.redactions.EMAIL);
    const text = reportText(report, terminal);
    expect(text).toContain('Every stage adds up');
    expect(text).toContain('not reviewed yet');
    expect(text).not.toMatch(/undefined|NaN|null/);
  });

  it('says what does not add up', async () => {
    const out = await made();
    const file = join(out, 'sft/train.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').split('\n').slice(1).join('\n'));
    writeFileSync(join(out, 'audit/dropped.jsonl'), '');
    const { mismatches } = (await reportDataset(out)).funnel;
    expect(mismatches).toEqual([
      expect.stringMatching(/^export:sft: \d+ out, but its files hold \d+ rows$/),
      expect.stringMatching(/^sft\/train\.jsonl: \d+ rows by the manifest, \d+ in the file$/),
      expect.stringMatching(/^export:sft: 1 dropped as disliked, but the audit names 0$/),
    ]);
    expect(reportText(await reportDataset(out), terminal)).toContain('This does not add up');
  });

  it('is fine without pairs, and without rows', async () => {
    const out = await made();
    rmSync(join(out, 'dpo'), { recursive: true });
    const noPairs = await reportDataset(out);
    expect(noPairs.bias).toBeNull();
    expect(reportText(noPairs, terminal)).toContain('There are no preference pairs.');
    const root = tempFolder();
    writeLog(root, 'logs/a.jsonl', [{ messages: [{ role: 'user', content: 'Is anybody there?' }] }]);
    await run({ root });
    const empty = await reportDataset(join(root, 'out'));
    expect(empty).toMatchObject({ rows: {}, coverage: {}, diversity: {}, bias: null, funnel: { mismatches: [] } });
    expect(reportText(empty, terminal)).toContain('There are no rows.');
  });

  it('asks for a dataset, whole and of Goldpan', async () => {
    const out = await made();
    await expect(reportDataset(tempFolder())).rejects.toThrow(/is not a dataset/);
    const broken = `${out}-broken`;
    cpSync(out, broken, { recursive: true });
    appendFileSync(join(broken, 'sft/train.jsonl'), '{"messages":[]}\n');
    await expect(reportDataset(broken)).rejects.toThrow(/sft\/train\.jsonl:\d+: breaks the contract/);
    writeFileSync(join(broken, 'goldpan.manifest.json'), '{}');
    await expect(reportDataset(broken)).rejects.toThrow(/damaged, or of another version/);
  });

  it('lets no log text steer the terminal', async () => {
    const out = await made();
    const report = await reportDataset(out);
    const features = report.coverage.sft?.features ?? {};
    features.tool = { '\u001b[31mred\u202e': { train: 1 } };
    const text = reportText(report, terminal);
    expect(text).toContain('\\u001b[31mred\\u202e');
    expect(text).not.toContain('\u001b[31m');
  });
});
