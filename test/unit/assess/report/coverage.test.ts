/** Crossed coverage, targets and use of tools: counted by hand, and adding up. */
import { describe, expect, it } from 'vitest';
import type { Row } from '../../../../src/assess/report/rows.ts';
import { ToolUseMeter } from '../../../../src/assess/report/tool-use.ts';
import { datasetCard } from '../../../../src/datasets/card.ts';
import { aboutText, CrossCounter } from '../../../../src/datasets/coverage.ts';
import type { Manifest } from '../../../../src/datasets/manifest.ts';
import { randomOf } from '../../../../src/kit/random.ts';
import { parseConfig } from '../../../../src/model/config.ts';

const tags = (complexity: number, domain: string, outcome = 'unknown', more: object = {}) => ({
  ...{ complexity, domain, outcome },
  ...more,
});

describe('crossed coverage', () => {
  it('counts a row once in its cell, and once for each of its tools', () => {
    const counter = new CrossCounter();
    counter.add(tags(3, 'travel', 'success'), ['find', 'book']);
    counter.add(tags(3, 'travel', 'success'), ['find']);
    counter.add(tags(1, 'travel'), []);
    expect(counter.close()).toMatchObject({
      rows: 3,
      cells: [
        { complexity: 1, domain: 'travel', outcome: 'unknown', rows: 1 },
        { complexity: 3, domain: 'travel', outcome: 'success', rows: 2 },
      ],
      tools: [
        { tool: 'book', complexity: 3, rows: 1 },
        { tool: 'find', complexity: 3, rows: 2 },
      ],
    });
  });

  it('adds up to the rows, whatever they are', () => {
    const next = randomOf(7);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
    const counter = new CrossCounter([{ where: {}, rows: 1 }]);
    for (let i = 0; i < 500; i++)
      counter.add(tags(pick([1, 2, 3, 4, 5]), pick(['a', 'b']), pick(['success', 'failure', 'unknown'])), []);
    const { cells, targets } = counter.close();
    expect(cells.reduce((n, c) => n + c.rows, 0)).toBe(500);
    expect(targets[0]?.found).toBe(500);
  });

  it.each([
    [{ where: { complexity: [4, 5] }, rows: 3 }, 2, 1],
    [{ where: { complexity: 4, domain: 'travel' }, rows: 1 }, 1, 0],
    [{ where: { tool: 'book' }, share: 0.5 }, 1, 1],
    [{ where: { topic: 'roses' }, rows: 2 }, 1, 1],
    [{ where: { tool: ['book', 'find'] }, rows: 1, share: 0.75 }, 2, 1],
  ])('measures the target %j', (target, found, missing) => {
    const counter = new CrossCounter([target]);
    counter.add(tags(4, 'travel'), ['find']);
    counter.add(tags(5, 'retail'), ['book', 'find']);
    counter.add(tags(1, 'retail', 'unknown', { topic: 'roses' }), []);
    counter.add(tags(2, 'retail'), []);
    expect(counter.close().targets).toEqual([{ ...target, found, missing }]);
  });

  it('takes targets that say how much, of what is known', () => {
    const parse = (target: object) => parseConfig(JSON.stringify({ report: { targets: [target] } }), 'goldpan.json');
    expect(parse({ where: { domain: 'travel' }, rows: 5 }).report.targets).toHaveLength(1);
    expect(() => parse({ where: { domain: 'travel' } })).toThrow('needs "rows" or "share"');
    expect(() => parse({ where: { colour: 'red' }, rows: 5 })).toThrow('report.targets');
  });

  it('stands in the card, with what is missing', () => {
    const counter = new CrossCounter([
      { where: { complexity: [4, 5] }, rows: 3 },
      { where: { tool: 'find' }, rows: 1 },
    ]);
    counter.add(tags(4, 'travel', 'success'), ['find']);
    const manifest = {
      ...{ goldpan: '1', sessions: 1, outputs: [], stages: [], redactions: {}, governance: [], key: 'k' },
      privacy: { policy: 'standard', destinations: [], destination: 'local' },
      policy: { unknownOutcome: 'keep' },
      risk: { audit: { sampled: 0, review: 'not reviewed' }, quasi: { histogram: { unique: 0 } } },
      coverage: counter.close(),
      topics: { names: ['rose, soil'], silhouette: 0.4 },
    } as unknown as Manifest;
    const card = datasetCard(manifest);
    expect(card).toContain('| 4 | 1 | 0 | 0 |');
    expect(card).toContain('- complexity 4 or 5: 1 rows, 2 missing');
    expect(card).not.toContain('tool find');
    expect(card).toContain('Topics: rose, soil.');
    expect(datasetCard({ ...manifest, coverage: undefined } as unknown as Manifest)).not.toContain('What it holds');
  });

  it('says in words what a target is about', () => {
    expect(aboutText({ where: { complexity: [4, 5], tool: 'find' } })).toBe('complexity 4 or 5, tool find');
    expect(aboutText({ where: {} })).toBe('all rows');
  });
});

describe('use of tools', () => {
  const row = (...names: string[]): Row => ({
    meta: {},
    declared: [],
    answers: [],
    messages: names.map((name) => ({
      role: 'assistant',
      content: '',
      tool_calls: [{ id: 'x', type: 'function', function: { name, arguments: {} } }],
    })),
  });
  const used = (...rows: Row[]) => {
    const meter = new ToolUseMeter();
    for (const one of rows) meter.add(one);
    return meter.close();
  };

  it('is as even as can be where all are used alike, and not at all where one is used always', () => {
    expect(used(row('a', 'b', 'c', 'd')).entropy[1]).toEqual({ bits: 2, evenness: 1, different: 4, total: 4 });
    expect(used(row('a', 'a', 'a')).entropy[1]).toEqual({ bits: 0, evenness: 0, different: 1, total: 3 });
  });
  it('counts runs of calls within a talk only', () => {
    const { entropy, calls, tools } = used(row('a', 'b'), row('c'));
    expect([calls, tools]).toEqual([3, 3]);
    expect(entropy[2]).toEqual({ bits: 0, evenness: 0, different: 1, total: 1 });
    expect(entropy[3]).toBeNull();
  });
  it('tells one way from many', () => {
    const one = used(...Array.from({ length: 4 }, () => row('a', 'b')));
    const many = used(row('a', 'b'), row('b', 'a'), row('a', 'a'), row('b', 'b'));
    expect([one.entropy[2]?.bits, many.entropy[2]?.bits]).toEqual([0, 2]);
  });
});
