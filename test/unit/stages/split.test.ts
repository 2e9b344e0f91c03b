/** One row a rule: what is never parted, and how many go where. */
import { describe, expect, it } from 'vitest';
import type { Pair } from '../../../src/model/example.ts';
import type { Card } from '../../../src/stages/card.ts';
import { split } from '../../../src/stages/split/split.ts';
import { card, config, frozen, pair } from './support.ts';

const HALF = { split: { validation: 0.3, test: 0.3 } };
type More = Parameters<typeof card>[2];

const many = (n: number, more: (i: number) => More = () => ({})): Card[] =>
  Array.from({ length: n }, (_, i) => card(`c${i}`, [`u ${i}`, 'a Yes'], more(i)));

function splitAll(
  cards: readonly Card[],
  more: object = HALF,
  keptFor = new Map<string, string>(),
  pairs: Pair[] = [],
) {
  return split(frozen([...cards]), { keptFor }, pairs, frozen(config(more)));
}
const shares = (all: ReadonlyMap<string, string>): Record<string, number> => {
  const count: Record<string, number> = { train: 0, validation: 0, test: 0 };
  for (const name of all.values()) count[name] = (count[name] ?? 0) + 1;
  return count;
};

describe('what belongs together is in one split', () => {
  /** Forty couples, each joined by one thing: were they parted by chance, hardly all would be together. */
  const couple = (i: number): number => Math.floor(i / 2);
  const subjects = (...names: string[]) => ({ governance: { consent: 'missing' as const, subjects: names } });
  const plain = many(80);
  const couples = <T>(value: (a: string, b: string, i: number) => T): T[] =>
    Array.from({ length: 40 }, (_, i) => value(`c${2 * i}`, `c${2 * i + 1}`, i));

  it.each<[string, Card[], Map<string, string>, Pair[]]>([
    ['a session', many(80, (i) => ({ session: `s${couple(i)}` })), new Map(), []],
    ['an intent', many(80, (i) => ({ intent: `t${couple(i)}` })), new Map(), []],
    ['a session and its forks', many(80, (i) => ({ family: `f${couple(i)}` })), new Map(), []],
    ['a person', many(80, (i) => subjects(`p${couple(i)}`)), new Map(), []],
    ['one of several people', many(80, (i) => subjects(`own${i}`, `p${couple(i)}`)), new Map(), []],
    ['a copy and the kept example', plain, new Map(couples((a, b) => [b, a] as const)), []],
    ['both sides of a pair', plain, new Map(), couples((a, b, i) => pair(`p${i}`, a, b))],
  ])('%s', (_, cards, keptFor, pairs) => {
    const all = splitAll(cards, HALF, keptFor, pairs);
    for (const [a, b] of couples((x, y) => [x, y] as const)) expect(all.get(a), a).toBe(all.get(b));
    expect(Object.values(shares(all)).every((n) => n > 0)).toBe(true);
  });

  it('and what nothing joins is parted', () => {
    const all = splitAll(plain);
    expect(couples((a, b) => all.get(a) === all.get(b)).filter((same) => !same).length).toBeGreaterThan(10);
  });

  it('an intent of another format is another intent', () => {
    const cards = many(80, (i) => ({ intent: `t${couple(i)}`, format: `f${i % 2}` }));
    const all = splitAll(cards);
    expect(couples((a, b) => all.get(a) === all.get(b)).every((same) => same)).toBe(false);
  });

  it('joins what is joined by way of others', () => {
    const cards = many(60, (i) => ({ session: `s${Math.floor(i / 2)}`, ...subjects(`p${Math.floor((i + 1) / 2)}`) }));
    expect(new Set(splitAll(cards).values()).size).toBe(1);
  });
});

describe('shares', () => {
  it.each<[string, object, Record<string, number>]>([
    ['all to train', { validation: 0, test: 0 }, { train: 400, validation: 0, test: 0 }],
    ['half to validation', { validation: 0.5, test: 0 }, { train: 200, validation: 200, test: 0 }],
    ['half to test', { validation: 0, test: 0.5 }, { train: 200, validation: 0, test: 200 }],
    ['a quarter each', { validation: 0.25, test: 0.25 }, { train: 200, validation: 100, test: 100 }],
    ['nothing to train', { validation: 0.5, test: 0.5 }, { train: 0, validation: 200, test: 200 }],
  ])('%s', (_, sizes, expected) => {
    const count = shares(splitAll(many(400), { split: sizes }));
    for (const [name, n] of Object.entries(expected)) {
      // Hashes are no dice: five standard deviations of a coin, and 0 is 0.
      expect(Math.abs((count[name] ?? 0) - n), name).toBeLessThanOrEqual(n === 0 || n === 400 ? 0 : 50);
    }
  });
});

describe('a split', () => {
  const sorted = (all: ReadonlyMap<string, string>) => [...all].sort(([a], [b]) => (a < b ? -1 : 1));

  it('is the same for any order', () => {
    const cards = many(80, (i) => ({ session: `s${i % 30}` }));
    expect(sorted(splitAll([...cards].reverse()))).toEqual(sorted(splitAll(cards)));
  });

  it('stays where it is when other logs come in', () => {
    const before = splitAll(many(50));
    const now = splitAll(many(200));
    for (const [id, name] of before) expect(now.get(id)).toBe(name);
  });

  it('hangs on the seed', () => {
    expect(sorted(splitAll(many(80), { ...HALF, seed: 'other' }))).not.toEqual(sorted(splitAll(many(80))));
  });

  it('is the same in every version: rows that were held out stay held out', () => {
    expect([...splitAll(many(8)).values()].map((name) => name.slice(0, 2)).join(' ')).toBe('tr va va va va tr te te');
  });

  it('has every example, pairs or not', () => {
    expect(splitAll(many(7)).size).toBe(7);
    expect(splitAll([]).size).toBe(0);
  });
});
