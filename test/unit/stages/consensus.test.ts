/** Runs of one task as evidence for one another: when they speak, and above all when they do not. */
import { describe, expect, it } from 'vitest';
import { outcomeName } from '../../../src/model/outcome-name.ts';
import { derive } from '../../../src/redact/brand.ts';
import type { Card } from '../../../src/stages/card.ts';
import { withConsensus } from '../../../src/stages/curate/consensus.ts';
import { curate } from '../../../src/stages/curate/curate.ts';
import { curated, withOutcome } from '../../../src/stages/curated.ts';
import { card, config, example, messages } from './support.ts';

const TALK = (id: string): string[] => [`u A seat for ${id}, please`, `a That is done, ${id}`];

/** A run of task `task`; `effects` as a letter, `-` for none. */
const runOf = (id: string, task: string, effects: string, more: Partial<Card> = {}): Card =>
  card(id, TALK(id), { intent: task, effects: `shop:${effects}`, ...more } as Parameters<typeof card>[2]);

/** One letter a run. */
const task = (name: string, effects: string, more: Partial<Card> = {}): Card[] =>
  [...effects].map((e, i) => runOf(`${name}${i}`, name, e, more));

/** Tasks of which some agree and some do not, so that both can be told from. */
const OTHERS = [...task('p', 'aabb'), ...task('q', 'aabc'), ...task('r', 'aabb'), ...task('s', 'aaab')];

/** What is said of each run of task `t`. */
const said = (own: readonly Card[], others: readonly Card[] = OTHERS): string =>
  withConsensus([...others, ...own])
    .filter((c) => c.intent === 't' || c.id.startsWith('t'))
    .map((c) => outcomeName(c.outcome)[0])
    .join('');

describe('runs of one task', () => {
  it.each<[string, string, string]>([
    ['all with the same effects are right', 'aaaa', 'ssss'],
    ['so are more of them', 'aaaaa', 'sssss'],
    ['all did nothing: as well', '----', 'ssss'],
    ['all differ: wrong', 'abcd', 'ffff'],
    ['one that did nothing is one of them', 'abc-', 'ffff'],
    ['a pair says nothing, those beside it are wrong', 'aabc', 'uuff'],
    ['two pairs say nothing', 'aabb', 'uuuu'],
    ['a majority says nothing, nor does the one beside it', 'aaab', 'uuuu'],
    ['three are too few', 'aaa', 'uuu'],
    ['two are too few', 'ab', 'uu'],
  ])('%s', (_, effects, expected) => {
    expect(said(task('t', effects))).toBe(expected);
  });

  it('says how many, how sure, and that it is no statement', () => {
    const [first] = withConsensus([...task('t', 'aaaa', { outcome: { success: null, score: 3 } }), ...OTHERS]);
    expect(first?.outcome).toEqual({
      ...{ success: true, score: 3, inferred: true, confidence: 0.9 },
      consensus: '4 of 4 runs with the same effects',
    });
  });

  it('never changes what is stated or known', () => {
    const own = task('t', 'abcd').map((c, i) => (i < 1 ? { ...c, outcome: { success: true } } : c));
    expect(said(own)).toBe('sfff');
    const inferred = { outcome: { success: true, inferred: true, confidence: 0.85 } };
    expect(
      withConsensus([...OTHERS, ...task('t', 'abcd', inferred)])
        .slice(-4)
        .map((c) => c.outcome),
    ).toEqual(Array(4).fill(inferred.outcome));
  });

  it('says nothing where a run with the same effects is known to have ended otherwise', () => {
    const own = task('t', 'aaaa').map((c, i) => (i === 0 ? { ...c, outcome: { success: false } } : c));
    expect(said(own)).toBe('fuuu');
  });

  it('counts copies of a run once, and beginnings of it not at all', () => {
    const own = task('t', 'aaa');
    const talk = TALK('t0');
    const copy = card('t3', talk, { intent: 't', effects: 'shop:a' });
    const longer = card('t4', [...talk, 'u Thanks', 'a Welcome'], { intent: 't', effects: 'shop:a' });
    expect(said([...own, copy])).toBe('uuuu');
    expect(said([...own, longer])).toBe('uuuu');
    // A copy of a run that counts is told with it.
    expect(said([...task('t', 'aaaa'), card('t9', talk, { intent: 't', effects: 'shop:a' })])).toBe('sssss');
  });

  it.each<[string, (own: Card, i: number) => Card]>([
    ['formats', (c, i) => ({ ...c, format: i < 2 ? c.format : 'another' })],
    ['settings', (c, i) => ({ ...c, effects: i < 2 ? 'shop:a' : 'bank:a' })],
    ['tasks', (c, i) => ({ ...c, intent: i < 2 ? 't' : 'u' })],
    ['families', (c) => ({ ...c, family: 'forks' })],
  ])('of different %s are not compared', (_, change) => {
    expect(said(task('t', 'aaaa').map(change))).toBe('uuuu');
  });

  it('without effects or a task are not compared', () => {
    const { effects: _e, ...bare } = runOf('t4', 't', 'a');
    const { intent: _i, ...loose } = runOf('t5', 't', 'a');
    expect(said([...task('t', 'aaa'), bare, loose])).toBe('uuuuu');
  });

  it('says nothing of a setting in which runs never differ, as those of a model without randomness', () => {
    const never = ['p', 'q', 'r', 's'].flatMap((name) => task(name, name.repeat(4)));
    expect(said(task('t', 'aaaa'), never)).toBe('uuuu');
    expect(
      said(
        task('t', '----'),
        ['p', 'q', 'r', 's'].flatMap((name) => task(name, '----')),
      ),
    ).toBe('uuuu');
  });

  it('says nothing of a setting in which runs never agree, or in doing nothing only', () => {
    const never = ['p', 'q', 'r', 's'].flatMap((name) => task(name, 'abcd'));
    expect(said(task('t', 'abcd'), never)).toBe('uuuu');
    const idle = ['p', 'q', 'r', 's'].flatMap((name) => task(name, '--cd'));
    expect(said(task('t', 'abcd'), idle)).toBe('uuuu');
  });

  it('says nothing of a setting with fewer than five tasks', () => {
    expect(said(task('t', 'aaaa'), OTHERS.slice(4))).toBe('uuuu');
  });

  it('says what is as sure as the configuration asks', () => {
    const all = [...OTHERS, ...task('t', 'aaaa'), ...task('v', 'abcd')];
    const told = (threshold: number): number =>
      withConsensus(all, threshold).filter((c) => c.outcome?.inferred && 'tv'.includes(c.intent ?? '-')).length;
    expect([0.8, 0.89, 0.95, 1].map(told)).toEqual([8, 4, 0, 0]);
  });

  it('is the same for any order', () => {
    const all = [...OTHERS, ...task('t', 'aaaa'), ...task('v', 'aabc')];
    const sorted = (cards: readonly Card[]): unknown => [...cards].sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(sorted(withConsensus([...all].reverse()))).toEqual(sorted(withConsensus(all)));
  });
});

describe('what comes of it', () => {
  it('goes into the example as evidence, beside its own', () => {
    const own = { success: null, source: 'evidence', evidence: [] };
    const stored = example('t0', messages(...TALK('t0')), { intent: 't' });
    const [told] = withConsensus([...task('t', 'abcd'), ...OTHERS]);
    const outcome = {
      ...{ success: false, inferred: true, confidence: 0.88, source: 'evidence' },
      evidence: [{ source: 'consensus', says: 'failure', confidence: 0.88, rule: '1 of 4 runs with the same effects' }],
    };
    expect(withOutcome(stored, told as Card).outcome).toEqual(outcome);
    expect(withOutcome(derive(stored, { ...stored, outcome: own }), told as Card).outcome).toEqual(outcome);
  });

  it('is marked as a concluded failure, and kept by what has copies', () => {
    const all = withConsensus([...task('t', 'abcd'), card('t9', TALK('t0'), { intent: 't' }), ...OTHERS]);
    const curation = curate(all, config(), 0);
    const kept = all.find((c) => c.id === 't0') as Card;
    expect(curated(kept, curation)).toMatchObject({
      folded: ['t9'],
      outcome: { success: false, inferred: true, consensus: '1 of 4 runs with the same effects' },
    });
    expect(curation.marks.get('t1')?.map((m) => m.mark)).toContain('likely_failed');
  });
});
