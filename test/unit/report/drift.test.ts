/** Periods and the drift between them: counts that add up whatever the cards, and divergences by hand. */
import { describe, expect, it } from 'vitest';
import { driftOf, jensenShannon, sharesOf } from '../../../src/assess/report/drift.ts';
import { driftText } from '../../../src/cli/report-drift.ts';
import { type Period, type Periods, periodsOf as periodsShown } from '../../../src/datasets/periods.ts';
import type { CuratedCard } from '../../../src/stages/curated.ts';
import { card } from '../stages/support.ts';

/** Every name of a tool as it is. */
const periodsOf = (cards: Parameters<typeof periodsShown>[0]): Periods | undefined =>
  periodsShown(cards, (tool) => tool);

const DAY = 86_400_000;
const MONDAY = Date.UTC(2026, 0, 5);

type More = Parameters<typeof card>[2];
const at = (id: string, startedAt: number | undefined, more: More = {}): CuratedCard =>
  card(id, ['u hi', 'a there'], { ...(startedAt === undefined ? {} : { startedAt }), ...more });

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);

describe('periods', () => {
  it.each<[string, number, string, string[]]>([
    ['weeks from Monday to Sunday', 6, 'week', ['2026-01-05']],
    ['a week more', 7, 'week', ['2026-01-05', '2026-01-12']],
    ['half a year', 182, 'week', ['2026-01-05', '2026-07-06']],
    ['a day more', 183, 'month', ['2026-01-01', '2026-07-01']],
    ['five years', 1860, 'month', ['2026-01-01', '2031-02-01']],
    ['a day more again', 1861, 'year', ['2026-01-01', '2031-01-01']],
  ])('%s', (_, days, unit, from) => {
    const found = periodsOf([at('a', MONDAY), at('b', MONDAY + days * DAY)]);
    expect(found?.unit).toBe(unit);
    expect(found?.list.map((p) => p.from)).toEqual(from);
  });

  it('add up for any cards, in any order', () => {
    // A generator of its own, so that a failure comes again.
    let seed = 7;
    const next = (n: number): number => {
      seed = (seed * 48271) % 2147483647;
      return seed % n;
    };
    const pick = <T>(list: readonly T[]): T => list[next(list.length)] as T;
    for (let round = 0; round < 30; round++) {
      const cards = Array.from({ length: next(120) }, (_, i) =>
        at(`e${i}`, next(6) === 0 ? undefined : MONDAY + next(pick([5, 100, 900]) * DAY), {
          session: `s${next(40)}`,
          marks: next(8) === 0 ? [{ mark: pick(['expired', 'erased', 'too_short'] as const), why: '' }] : [],
          tags: {
            tools: Array.from({ length: next(5) }, () => pick(['bash', 'other', 'constructor', `t${next(90)}`])),
            language: pick(['eng', 'deu', '__proto__']),
            complexity: pick([1, 2, 3, 4, 5]),
          },
        }),
      );
      const found = periodsOf(cards);
      const list = found?.list ?? [];
      const total = list.reduce((n, p) => n + p.examples, 0) + (found?.undated ?? 0) + (found?.withheld ?? 0);
      if (found) expect(total).toBe(cards.length);
      for (const p of list)
        for (const feature of ['complexity', 'outcome', 'language', 'domain'] as const)
          expect(sum(p[feature]), feature).toBe(p.examples);
      const counted = cards.filter((c) => c.startedAt !== undefined && !c.marks.some((m) => m.mark !== 'too_short'));
      expect(list.reduce((n, p) => n + p.sessions, 0)).toBe(new Set(counted.map((c) => c.session)).size);
      expect(list.reduce((n, p) => n + sum(p.tools), 0)).toBe(
        counted.reduce((n, c) => n + new Set(c.tags.tools).size, 0),
      );
      expect(periodsOf([...cards].reverse())).toEqual(found);
      for (const p of driftOf(found)?.periods ?? [])
        for (const n of Object.values(p.divergence ?? {})) expect(n >= 0 && n <= 1).toBe(true);
    }
  });

  it('leave out what no dataset may hold, and are none without a time', () => {
    const marks = [{ mark: 'withdrawn_consent' as const, why: '' }];
    expect(periodsOf([at('a', MONDAY, { marks }), at('b', MONDAY)])).toMatchObject({
      withheld: 1,
      list: [{ examples: 1 }],
    });
    expect(periodsOf([at('a', undefined)])).toBeUndefined();
    expect(driftOf(undefined)).toBeNull();
  });
});

describe('divergence', () => {
  const far = (a: Record<string, number>, b: Record<string, number>): number => jensenShannon(sharesOf(a), sharesOf(b));

  it('is by hand', () => {
    expect(far({ a: 3, b: 1 }, { a: 30, b: 10 })).toBe(0);
    expect(far({ a: 1 }, { b: 5 })).toBe(1);
    // Halves against all: 1 − ¾·log2(3) + … = 0.3113 bits.
    expect(far({ a: 1, b: 1 }, { a: 1 })).toBeCloseTo(0.3113, 4);
    expect(far({}, {})).toBe(0);
    expect(far({}, { a: 1 })).toBe(1);
  });

  const period = (from: string, n: number, german: number): Period => ({
    ...{
      from,
      sessions: n,
      examples: n,
      complexity: { 2: n },
      outcome: { success: n },
      domain: { general: n },
      tools: {},
    },
    language: { eng: n - german, ...(german > 0 ? { deu: german } : {}) },
  });
  const periods = (n: number, german: number): Periods => ({
    ...{ unit: 'week', undated: 0, withheld: 0 },
    list: [period('2026-01-05', n, 0), period('2026-01-12', n, german)],
  });

  it.each([
    [30, 3, 2],
    [30, 2, 0],
    [29, 20, 0],
  ])('of %i examples of which %i change: %i changes are named', (n, german, changes) => {
    expect(driftOf(periods(n, german))?.periods[1]?.changes).toHaveLength(changes);
  });

  it('is told as a table, in brackets where there are too few', () => {
    const text = (n: number, german: number) =>
      driftText({ drift: driftOf(periods(n, german)) } as Parameters<typeof driftText>[0]);
    expect(text(40, 20)).toContain(
      'Largest changes: 2026-01-12: language deu 0 % → 50 %; 2026-01-12: language eng 100 % → 50 %.',
    );
    expect(text(40, 20)).toMatch(/2026-01-12 +40 +40 +2\.0 +100 % +0 % +0\.00 +0\.31 +0\.00 +0\.00/);
    expect(text(10, 5)).toContain('(0.31)');
  });
});
