/** Clusters of requests: found where there are some, none where there are none, and the same whatever the order. */
import { describe, expect, it } from 'vitest';
import { randomOf } from '../../../../src/kit/random.ts';
import type { Card } from '../../../../src/stages/card.ts';
import type { ExampleSource } from '../../../../src/stages/example-source.ts';
import { namesOf, type Request } from '../../../../src/stages/topics/names.ts';
import { hashesIn, hashOf, requestOf, termBytes, termsOf } from '../../../../src/stages/topics/terms.ts';
import { topicsOf } from '../../../../src/stages/topics/topics.ts';
import { card, config, example, messages } from '../support.ts';

const GROUPS: Record<string, [string[], string[], string[]]> = {
  garden: [
    ['prune', 'water', 'plant', 'fertilise'],
    ['roses', 'tomatoes', 'hedge', 'lawn'],
    ['garden', 'soil', 'spring'],
  ],
  taxes: [
    ['declare', 'deduct', 'file', 'pay'],
    ['income', 'dividends', 'expenses', 'rent'],
    ['tax', 'return', 'bracket'],
  ],
  chess: [
    ['open', 'castle', 'defend', 'sacrifice'],
    ['knight', 'bishop', 'queen', 'rook'],
    ['chess', 'endgame', 'gambit'],
  ],
};

/** Twenty requests of each group, of its own words. */
function requests(seed = 1): { id: string; group: string; text: string }[] {
  const next = randomOf(seed);
  const pick = (list: readonly string[]): string => list[Math.floor(next() * list.length)] as string;
  return Object.entries(GROUPS).flatMap(([group, [verbs, things, themes]]) =>
    Array.from({ length: 20 }, (_, i) => ({
      id: `${group}-${seed}-${i}`,
      group,
      text: `How do I ${pick(verbs)} the ${pick(things)} and ${pick(verbs)} my ${pick(things)} with ${pick(themes)} ${pick(themes)}?`,
    })),
  );
}

const anything = (): boolean => true;

function run(list: readonly { id: string; text: string }[], more: object = {}, clearing = () => anything) {
  const talks = new Map(list.map(({ id, text }) => [id, [`u ${text}`, 'a Like this.']]));
  const cards = list.map(({ id }) => card(id, talks.get(id) as string[]));
  const store: ExampleSource = { read: ({ id }) => example(id, messages(...(talks.get(id) as string[]))) };
  return topicsOf(cards, store, config(more), { clearing });
}

describe('topics', () => {
  it('finds the groups, each request in its own, and names them by their words', () => {
    const list = requests();
    const { names, of, silhouette } = run(list);
    expect(names).toHaveLength(3);
    expect(silhouette).toBeGreaterThan(0.3);
    const byGroup = Object.fromEntries(Object.keys(GROUPS).map((g) => [g, list.filter((r) => r.group === g)]));
    const found = Object.values(byGroup).map((g) => new Set(g.map((r) => of.get(r.id))));
    expect(found.map((f) => f.size)).toEqual([1, 1, 1]);
    expect(new Set(found.flatMap((f) => [...f])).size).toBe(3);
    const words = (group: string): string[] => (GROUPS[group] as string[][]).flat();
    for (const [group, members] of Object.entries(byGroup)) {
      const name = of.get(members[0]?.id ?? '') as string;
      const terms = name.split(/, | /);
      // Words are compared without their plural.
      expect(terms.every((t) => words(group).some((w) => w.startsWith(t)))).toBe(true);
    }
  });

  it('is the same in any order of the cards, and for the same seed', () => {
    const list = requests();
    expect(run([...list].reverse())).toEqual(run(list));
  });

  it('hardly moves when more sessions come in', () => {
    const list = requests();
    const before = run(list).of;
    const after = run([...list, ...requests(2)]).of;
    const pairs = list.flatMap((a, i) => list.slice(i + 1).map((b) => [a.id, b.id] as const));
    const same = pairs.filter(([a, b]) => (before.get(a) === before.get(b)) === (after.get(a) === after.get(b)));
    expect(same.length / pairs.length).toBeGreaterThan(0.97);
  });

  it('finds none in requests that have nothing to do with each other', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const next = randomOf(seed);
      const word = (): string => `w${String.fromCharCode(97 + Math.floor(next() * 26), 97 + Math.floor(next() * 8))}x`;
      const list = Array.from({ length: 120 }, (_, i) => ({
        id: `r${i}`,
        text: Array.from({ length: 9 }, word).join(' '),
      }));
      expect(run(list).names).toEqual([]);
    }
  });

  it('finds none in a handful, none when it is off, and no more than it may', () => {
    expect(run(requests().filter((_, i) => i % 6 === 0)).names).toEqual([]);
    expect(run(requests(), { topics: { enabled: false } }).names).toEqual([]);
    expect(run(requests(), { topics: { most: 2 } }).names).toHaveLength(2);
  });

  it('gives a request that is near none no topic: one with no word of theirs, or with one of each', () => {
    const odd = { id: 'odd', text: 'Bake sourdough bread' };
    expect(run([...requests(), odd]).of.has('odd')).toBe(false);
    const next = randomOf(3);
    const words = Array.from({ length: 14 }, (_, g) =>
      Array.from({ length: 8 }, (_, i) => `${'bdfgklmnprstvz'[g]}o${'aeiouyäö'[i]}rum`),
    );
    const pick = (group: readonly string[]): string => group[Math.floor(next() * group.length)] as string;
    const many = words.flatMap((group, g) =>
      Array.from({ length: 14 }, (_, i) => ({
        id: `g${g}-${i}`,
        text: [1, 2, 3, 4, 5].map(() => pick(group)).join(' and '),
      })),
    );
    const mixed = { id: 'mixed', text: words.map((group) => group[0]).join(' and ') };
    const { names, of } = run([...many, mixed]);
    expect(names.length).toBeGreaterThan(9);
    expect(of.has('g0-0')).toBe(true);
    expect(of.has('mixed')).toBe(false);
  });

  it('makes its clusters of a request once, however often it was asked', () => {
    const many = Array.from({ length: 400 }, (_, i) => ({ id: `same${i}`, text: 'Prune the roses in the garden' }));
    const { names, of } = run([...requests(), ...many]);
    expect(names).toHaveLength(3);
    expect(of.get('same0')).toBe(names[0]);
  });
});

describe('terms', () => {
  it('are words that say something and their neighbours, without the plural', () => {
    expect(termsOf('Please prune the red roses')).toEqual(['prune', 'red', 'rose', 'red rose']);
    expect(termsOf("Anna's cats")).toEqual(['anna', 'cat', 'anna cat']);
  });
  it('leave out code, addresses, paths and placeholders', () => {
    expect(termsOf('Fix ```const x = compile()``` in src/core/main.ts at https://e.example/a for [PERSON_1]')).toEqual([
      'fix',
    ]);
  });
  it('are pairs of characters where nothing parts words', () => {
    expect(termsOf('订单退款')).toEqual(['订单', '单退', '退款']);
  });
  it('are those of the first request, and of the next where that only greets', () => {
    expect(requestOf(messages('u Hello there', 'a Hi', 'u Cancel the order', 'a Ok', 'u And refund me'))).toBe(
      'Hello there\nCancel the order',
    );
    expect(requestOf(messages('u Cancel the order of yesterday', 'a Ok', 'u And refund me'))).toBe(
      'Cancel the order of yesterday',
    );
  });
  it('are bounded', () => {
    const words = Array.from(
      { length: 300 },
      (_, i) => `wort${String.fromCharCode(97 + (i % 26))}${'e'.repeat(i % 7)}x`,
    );
    expect(termsOf(words.join(' ')).length).toBeLessThanOrEqual(49);
    expect(requestOf(messages(`u ${words.join(' ')}`)).length).toBe(600);
  });
  it('come back from a card as they went in, wherever its bytes lie', () => {
    const bytes = Buffer.concat([Buffer.from('x'), Buffer.from(termBytes(messages('u Prune roses')))]).subarray(1);
    expect([...hashesIn(bytes)]).toEqual(['prune', 'rose', 'prune rose'].map(hashOf));
  });
});

describe('names', () => {
  /** Requests of as many sessions. */
  const held = (terms: string[], n = 4): Request[] =>
    Array.from({ length: n }, (_, i) => ({ session: `${terms.join()} ${i}`, terms }));
  const names = (...topics: Request[][]): (string | undefined)[] => namesOf(topics, anything);
  it('are the terms that the others do not share', () => {
    expect(names(held(['tax', 'year']), held(['rose', 'year']))).toEqual(['tax', 'rose'].map((w) => `${w}, year`));
  });
  it('never hold what fewer than three say', () => {
    expect(names([...held(['tax']), ...held(['miller', 'tax'], 2)], held(['rose']))[0]).toBe('tax');
  });
  it('nor what is said often in fewer than three sessions', () => {
    const repeated = held(['miller', 'tax'], 6).map((r, i) => ({ ...r, session: `s${i % 2}` }));
    expect(names([...held(['tax']), ...repeated], held(['rose']))[0]).toBe('tax');
    expect(names(held(['miller'], 2), held(['rose']))).toEqual([undefined, 'rose']);
  });
  it('leave out what not everybody may read, and take the next term', () => {
    const clears = (term: string): boolean => !term.includes('miller');
    expect(namesOf([held(['miller', 'paul miller', 'tax'])], clears)).toEqual(['tax']);
    expect(namesOf([held(['miller'])], clears)).toEqual([undefined]);
  });
  it('do not say a word twice, and are never two times the same', () => {
    expect(names(held(['red rose', 'rose', 'soil']))).toEqual(['red rose, soil']);
    expect(names(held(['a1']), held(['a1']))).toEqual(['a1', undefined]);
  });
});

/** A card's terms are part of what stages see, and nothing else of the text is. */
it('keeps hashes of terms on the card, 4 bytes each', () => {
  const made: Card = card('one', ['u Prune the roses', 'a Yes']);
  expect(made.terms).toHaveLength(8);
});
