import { describe, expect, it } from 'vitest';
import { cohensKappa, confusion, type LabelPair, scores } from '../../../src/kit/agreement.ts';

const times = (n: number, pair: LabelPair): LabelPair[] => Array.from({ length: n }, () => pair);

describe("Cohen's kappa", () => {
  it('of the example of its textbook: 20 yes, 15 no, 5 and 10 apart', () => {
    const pairs = [
      ...times(20, ['yes', 'yes']),
      ...times(5, ['yes', 'no']),
      ...times(10, ['no', 'yes']),
      ...times(15, ['no', 'no']),
    ];
    expect(cohensKappa(pairs)).toBeCloseTo(0.4, 10);
  });

  it.each<[string, LabelPair[], number]>([
    ['full agreement', [...times(3, ['a', 'a']), ...times(2, ['b', 'b'])], 1],
    ['one label on both sides', times(3, ['a', 'a']), 1],
    [
      'chance',
      [
        ['a', 'a'],
        ['a', 'b'],
        ['b', 'a'],
        ['b', 'b'],
      ],
      0,
    ],
    [
      'always apart',
      [
        ['a', 'b'],
        ['b', 'a'],
      ],
      -1,
    ],
    ['one rater who knows one label', [...times(9, ['a', 'a']), ['b', 'a']], 0],
  ])('%s', (_, pairs, kappa) => expect(cohensKappa(pairs)).toBeCloseTo(kappa, 10));

  it('of nothing is no number', () => expect(cohensKappa([])).toBeNaN());
});

describe('scores', () => {
  const pairs = [...times(6, ['a', 'a']), ...times(2, ['a', 'b']), ...times(1, ['b', 'b']), ...times(1, ['c', 'b'])];

  it('precision and recall of each label, accuracy, majority', () => {
    const { labels, ...all } = scores(pairs);
    expect(all).toEqual({ n: 10, accuracy: 0.7, majority: 0.8, kappa: cohensKappa(pairs) });
    expect(labels).toEqual([
      { label: 'a', precision: 1, recall: 0.75, expected: 8, given: 6 },
      { label: 'b', precision: 0.25, recall: 1, expected: 1, given: 4 },
      { label: 'c', precision: Number.NaN, recall: 0, expected: 1, given: 0 },
    ]);
  });

  it('confusion counts each pair once', () => {
    const table = confusion(pairs);
    expect(table.get('a')).toEqual(
      new Map([
        ['a', 6],
        ['b', 2],
      ]),
    );
    expect([...table.values()].flatMap((row) => [...row.values()]).reduce((x, y) => x + y, 0)).toBe(pairs.length);
  });
});
