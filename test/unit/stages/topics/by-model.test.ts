/** Topics by what a model makes of the requests: clusters of vectors, whatever the words. */
import { describe, expect, it } from 'vitest';
import { randomOf } from '../../../../src/kit/random.ts';
import type { Embedded } from '../../../../src/stages/topics/by-model.ts';
import { dealtAnew, textsDealtAnew } from '../../../../src/stages/topics/dealt.ts';
import { requestKey } from '../../../../src/stages/topics/sample.ts';
import { topicsOf } from '../../../../src/stages/topics/topics.ts';
import { card, config, example, messages } from '../support.ts';

const BY = { name: 'tiny', sha256: 'ab' };
const SIZE = 16;
const letters = (n: number): string => String.fromCharCode(97 + (n % 26), 97 + Math.floor(n / 26), 120, 121);

/** A vector around one of three directions, the more so the less it is spread. All lean the same way, as those of many models do. */
function around(group: number, spread: number, next: () => number): Float32Array {
  const raw = Array.from(
    { length: SIZE },
    (_, d) => (d === group ? 1 : 0) + (d === 9 ? 4 : 0) + spread * (next() - 0.5),
  );
  const length = Math.hypot(...raw);
  return Float32Array.from(raw, (x) => x / length);
}

/** Thirty requests in three groups, each of a word of its own that no other has, unless told otherwise. */
function run({ spread = 0.3, groups = 3, shared = false, without = [] as number[], odd = false } = {}) {
  const next = randomOf(7);
  const texts = Array.from({ length: 30 }, (_, i) => `${letters(i)}${shared ? ` group${'abc'[i % 3]}` : ''}`);
  const cards = texts.map((text, i) => card(`r${i}`, [`u ${text}`, 'a Yes.']));
  const vectors = new Map<string, Float32Array>();
  for (const [i, c] of cards.entries())
    if (!without.includes(i)) vectors.set(requestKey(c), around(odd && i === 0 ? 5 : i % groups, spread, next));
  // Nonsense lies about at random.
  const noise = cards.map(() => around(Math.floor(next() * SIZE), 2, next));
  const embedded: Embedded = { by: BY, vectors, noise, unread: without.length };
  const store = {
    read: ({ id }: { id: string }) => example(id, messages(`u ${texts[Number(id.slice(1))]}`, 'a Yes.')),
  };
  return {
    ...topicsOf(cards, store, config(), { clearing, embedded }),
    terms: topicsOf(cards, store, config(), { clearing }),
  };
}

/** Everybody may read every term. */
const clearing = () => () => true;

describe('topics by a model', () => {
  it('bring requests together that share no term, which terms alone cannot', () => {
    const { names, of, terms, by } = run();
    expect(names).toHaveLength(3);
    expect(new Set([0, 3, 6, 9, 27].map((i) => of.get(`r${i}`))).size).toBe(1);
    expect(new Set([0, 1, 2].map((i) => of.get(`r${i}`))).size).toBe(3);
    expect(terms).toMatchObject({ names: [], by: 'terms' });
    expect(by).toEqual({ ...BY, requests: 30, unread: 0 });
  });
  it('have the terms that their requests share for a name, and a number where there are none', () => {
    expect([...run({ shared: true }).names].sort()).toEqual(['groupa', 'groupb', 'groupc']);
    expect([...run().names].sort()).toEqual(['topic 1', 'topic 2', 'topic 3']);
  });
  it('are not stated where they are no better than those of nonsense', () => {
    expect(run({ spread: 2.5, groups: SIZE })).toMatchObject({ names: [], by: BY });
  });
  it('are not given to what the model did not read, or what lies apart', () => {
    const { of, by } = run({ without: [4, 8] });
    expect([4, 8].map((i) => of.get(`r${i}`))).toEqual([undefined, undefined]);
    expect(of.size).toBe(28);
    expect(by).toMatchObject({ requests: 28, unread: 2 });
    expect(run({ odd: true }).of.has('r0')).toBe(false);
  });
});

describe('noise', () => {
  it('holds the same things as often, in lists of the same lengths', () => {
    const lists = [[1, 2, 3], [], [4, 4, 5, 6, 7, 8], [9]];
    const dealt = dealtAnew(lists, randomOf(1));
    expect(dealt.map((l) => l.length)).toEqual([3, 0, 6, 1]);
    expect(dealt.flat().sort()).toEqual(lists.flat().sort());
    expect(dealt).not.toEqual(lists);
  });
  it('is made of words, and of signs where words have no spaces between them', () => {
    const dealt = textsDealtAnew(['one two three', '取消订单', 'four five'], randomOf(2));
    expect(dealt.map((t) => t.split(' ').length)).toEqual([3, 4, 2]);
    expect(dealt.join(' ').split(' ').sort()).toEqual('five four one three two 取 消 订 单'.split(' ').sort());
  });
});
