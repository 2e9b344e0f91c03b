/** How well signatures tell what two texts have in common: on texts that are made to have exactly so much in common. */
import { describe, expect, it } from 'vitest';
import { meetInBuckets } from '../../../src/kit/buckets.ts';
import { bandKey, exactSimilarity, SIGNATURE, signatureOf, similarityOf } from '../../../src/kit/minhash.ts';
import { tokensOf } from '../../../src/kit/word-hashes.ts';
import { type Random, seeded } from '../../support/random.ts';

/** Threshold of curation: see docs/trajectories.md. */
const THRESHOLD = 0.7;
const PAIRS = 500;

const words = (random: Random, count: number): string[] =>
  Array.from({ length: count }, () => Math.floor(random() * 2 ** 40).toString(36));

/** Two texts whose 5-grams have this Jaccard similarity: they begin with the same words and end with different ones. */
function textsAt(similarity: number, count: number, random: Random): [Uint16Array, Uint16Array] {
  const shared = Math.round((2 * (count - 4) * similarity) / (1 + similarity)) + 4;
  const a = words(random, count);
  const b = [...a.slice(0, shared), ...words(random, count - shared)];
  return [tokensOf(a.join(' ')), tokensOf(b.join(' '))];
}

describe.each([70, 600])('texts of %i words', (count) => {
  const at = (similarity: number) => {
    const random = seeded(count + similarity * 100);
    return Array.from({ length: PAIRS }, () => {
      const [a, b] = textsAt(similarity, count, random);
      return { exact: exactSimilarity(a, b, 5), a: signatureOf(a, 5), b: signatureOf(b, 5) };
    });
  };
  const mean = (list: readonly number[]): number => list.reduce((sum, x) => sum + x, 0) / list.length;
  /** Share of pairs that meet in a bucket of 12 bands of 5 and are then told to be alike. */
  const found = (similarity: number): number =>
    mean(
      at(similarity).map(({ a, b }) => {
        let alike = 0;
        const key = (item: number, band: number) => bandKey(item === 0 ? a : b, band * 5, 5, 0);
        meetInBuckets(
          2,
          12,
          key,
          () => {
            alike = similarityOf(a, b) >= THRESHOLD ? 1 : 0;
            return true;
          },
          1,
        );
        return alike;
      }),
    );

  it.each([0.3, 0.5, 0.7, 0.8, 0.95])(
    'estimates at similarity %d are right on average, and near it one by one',
    (s) => {
      const pairs = at(s);
      const errors = pairs.map(({ exact, a, b }) => similarityOf(a, b) - exact);
      expect(mean(pairs.map((p) => p.exact))).toBeCloseTo(s, 1);
      expect(Math.abs(mean(errors))).toBeLessThan(0.01);
      expect(Math.sqrt(mean(errors.map((e) => e * e)))).toBeLessThan(0.07);
    },
  );

  it('finds at least 92 % of those that are 0.8 alike', () => expect(found(0.8)).toBeGreaterThanOrEqual(0.92));
  it.each([0.3, 0.4, 0.5])('takes at most 1 % of those that are %d alike for more', (s) =>
    expect(found(s)).toBeLessThanOrEqual(0.01),
  );
});

describe('a signature', () => {
  const text = tokensOf(
    'The lamp on the pier went out at nine, and the keeper rowed over to light it again before the boats came.',
  );

  it('is the same in every version: runs of the same logs give the same bytes', () => {
    expect(Buffer.from(signatureOf(text, 5)).toString('hex')).toMatchSnapshot();
    expect(signatureOf(text, 5)).toHaveLength(SIGNATURE);
  });

  it('of equal sets is equal, whatever their order and number', () => {
    const once = tokensOf('one two three');
    expect(signatureOf(tokensOf('three two one two three'), 1)).toEqual(signatureOf(once, 1));
    expect(signatureOf(tokensOf('three two one'), 2)).not.toEqual(signatureOf(once, 2));
  });

  it('of a text shorter than an n-gram is that of the whole', () => {
    const [a, b] = [tokensOf('light it'), tokensOf('light up')];
    expect(similarityOf(signatureOf(a, 5), signatureOf(a, 5))).toBe(1);
    expect(similarityOf(signatureOf(a, 5), signatureOf(b, 5))).toBeLessThan(0.1);
    expect([exactSimilarity(a, a, 5), exactSimilarity(a, b, 5)]).toEqual([1, 0]);
  });

  it('of nothing is like that of nothing', () => {
    const none = new Uint16Array();
    expect(similarityOf(signatureOf(none, 5), signatureOf(none, 5))).toBe(1);
    expect(exactSimilarity(none, none, 5)).toBe(1);
    expect(exactSimilarity(none, text, 5)).toBe(0);
  });
});

describe('what shares a key', () => {
  const meetings = (keys: readonly (readonly (number | undefined)[])[], place: readonly number[] = []) => {
    const met: [number, number][] = [];
    meetInBuckets(
      keys.length,
      keys[0]?.length ?? 0,
      (item, band) => keys[item]?.[band],
      (earlier, later) => {
        met.push([earlier, later]);
        return place.includes(later);
      },
      8,
    );
    return met;
  };

  it('meets, the earlier one first, once for each band that they share', () =>
    expect(
      meetings([
        [1, 5],
        [2, 6],
        [1, 6],
        [1, 7],
      ]),
    ).toEqual([
      [0, 2],
      [0, 3],
      [2, 3],
      [1, 2],
    ]));

  it('stands for those that found their place with it', () =>
    expect(
      meetings(
        [
          [1, 5],
          [1, 6],
          [1, 6],
        ],
        [1],
      ),
    ).toEqual([
      [0, 1],
      [0, 2],
    ]));

  it('takes no part without a key, and keys of different bands do not meet', () =>
    expect(
      meetings([
        [undefined, 1],
        [1, undefined],
        [undefined, 2],
      ]),
    ).toEqual([]));

  it('is looked at up to a bound: a bucket of thousands costs no square of them', () => {
    const all = Array.from({ length: 5000 }, () => [1]);
    expect(meetings(all).length).toBeLessThanOrEqual(5000 * 8);
    expect(meetings(all).filter(([, later]) => later === 4999)).toHaveLength(8);
  });
});
