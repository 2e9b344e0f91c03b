/** The measurement on tiny sets that were counted by hand: every figure is written out. */
import { describe, expect, it } from 'vitest';
import { measure } from '../../../../src/assess/gold/measure.ts';
import type { GoldExample, GoldPair, OpenGold } from '../../../../src/assess/gold/open.ts';
import { redactionScore } from '../../../../src/assess/gold/redaction.ts';
import { shareOf } from '../../../../src/assess/gold/share.ts';
import { thresholds } from '../../../../src/assess/gold/thresholds.ts';
import type { Config } from '../../../../src/model/config.ts';
import type { GoldLabels, GoldSpan } from '../../../../src/model/gold.ts';
import type { TagValues } from '../../../../src/model/tags.ts';
import type { CuratedCard } from '../../../../src/stages/curated.ts';
import { card, config, messages, pair } from '../../stages/support.ts';

const DEFAULTS = config();

function open(examples: readonly GoldExample[], pairs: readonly GoldPair[] = []): OpenGold {
  return {
    examples: [...examples],
    pairs: [...pairs],
    stale: [],
    conflicts: [],
    people: 1,
    lines: examples.length + pairs.length,
    config: DEFAULTS,
    read: () => ({ messages: [] }) as never,
    close: () => undefined,
  };
}

let n = 0;
const one = (
  labels: GoldLabels,
  more: Parameters<typeof card>[2] & Pick<CuratedCard, 'duplicateOf'> = {},
): GoldExample => ({
  card: card(`e${n++}`, ['u Where?', 'a There.'], more),
  labels,
  written: false,
});
const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
const share = ({ hits, n: of }: { hits: number; n: number }): string => `${hits}/${of}`;

it('a share has its interval of 95 %, and of nothing is null', () => {
  expect(shareOf(3, 4)).toEqual({ hits: 3, n: 4, value: 0.75, low: 0.3006, high: 0.9544 });
  expect(shareOf(0, 0)).toEqual({ hits: 0, n: 0, value: null, low: 0, high: 1 });
});

describe('segments', () => {
  it('ends in their place, elsewhere, and where none should be; cuts that are missing within', () => {
    const { segmentation } = measure(
      open([
        one({ begins: 'right', ends: 'right' }),
        one({ begins: 'right', ends: 'right', inside: 2 }),
        one({ begins: 'early', ends: 'right' }),
        one({ begins: 'right', ends: 'late', inside: 0 }),
        one({ begins: 'none', ends: 'right' }),
        // Half looked at: one end more, and no example that could be exact.
        one({ begins: 'right' }),
        one({ outcome: 'success' }),
      ]),
    );
    expect(share(segmentation.exact)).toBe('1/5');
    // 8 right, 1 early, 1 late, 1 none.
    expect(share(segmentation.precision)).toBe('8/11');
    // The places of the early and the late one, and two within, have no cut; the superfluous one is nobody's.
    expect(share(segmentation.recall)).toBe('8/12');
  });
});

describe('redaction', () => {
  const span = (type: GoldSpan['type']): GoldSpan => ({ message: 0, start: 0, end: 3, type });
  const talk = messages(
    'u I am [PERSON_1], [EMAIL_1]',
    'a Hello [PERSON_1]! | send {"to":"[EMAIL_1]"}',
    'a Bye [PERSON_2_FIRST]',
  );

  it('counts places by type, in contents, reasoning and arguments', () => {
    const found = redactionScore(
      [
        one({ redaction: { missed: [span('PHONE'), span('PERSON')], wrong: [span('PERSON')] } }),
        one({ redaction: { missed: [], wrong: [] } }),
        one({ outcome: 'success' }),
      ],
      ({ id }) => ({
        messages: id.endsWith('x') ? [] : talk.map((m, i) => (i === 2 ? { ...m, reasoning: 'ask [PERSON_2]' } : m)),
      }),
    );
    expect(found.examples).toBe(2);
    expect(Object.keys(found.byType)).toEqual(['EMAIL', 'PERSON', 'PHONE']);
    // Each of the two holds four of people and two addresses.
    expect(found.byType.PERSON).toMatchObject({ hidden: 8, wrong: 1, missed: 1 });
    expect(share(found.byType.PERSON?.precision as never)).toBe('7/8');
    expect(share(found.byType.PERSON?.recall as never)).toBe('7/8');
    expect(share(found.byType.EMAIL?.recall as never)).toBe('4/4');
    expect(found.byType.PHONE).toMatchObject({
      hidden: 0,
      missed: 1,
      precision: { value: null },
      recall: { value: 0 },
    });
    expect([share(found.all.precision), share(found.all.recall)]).toEqual(['11/12', '11/13']);
  });
});

describe('tags', () => {
  it('accuracy, majority, kappa, and each label', () => {
    const of = (said: string, given: string) => one({ task: said }, { tags: { task: given } });
    const { task, domain } = measure(
      open([
        ...times(4, () => of('coding', 'coding')),
        ...times(1, () => of('coding', 'support')),
        ...times(2, () => of('support', 'support')),
        ...times(1, () => of('support', 'coding')),
        ...times(2, () => of('writing', 'other')),
      ]),
    ).tags;
    expect(task.accuracy).toMatchObject({ hits: 6, n: 10, value: 0.6 });
    expect(task.majority).toBe(0.5);
    // Chance: .5 × .5 + .3 × .3 + 0 = .34; (.6 − .34) / .66.
    expect(task.kappa).toBe(0.3939);
    expect(Object.keys(task.labels)).toEqual(['coding', 'other', 'support', 'writing']);
    const each = Object.entries(task.labels).map(([name, s]) => [name, share(s.precision), share(s.recall)]);
    expect(each).toEqual([
      ['coding', '4/5', '4/5'],
      ['other', '0/2', '0/0'],
      ['support', '2/3', '2/3'],
      ['writing', '0/0', '0/2'],
    ]);
    expect(domain).toMatchObject({ accuracy: { n: 0, value: null }, kappa: null, labels: {} });
  });

  it('kind and level of complexity are compared as they are', () => {
    const { kind, complexity } = measure(
      open([
        one({ kind: 'qa', complexity: 1 }, { kind: 'qa', tags: { complexity: 1 } }),
        one({ kind: 'chat', complexity: 4 }, { kind: 'qa', tags: { complexity: 3 } }),
      ]),
    ).tags;
    expect([share(kind.accuracy), share(complexity.accuracy)]).toEqual(['1/2', '1/2']);
  });
});

describe('outcome', () => {
  const of = (said: 'success' | 'failure' | 'unknown', success: boolean | null, inferred = false) =>
    one({ outcome: said }, { outcome: { success, ...(inferred ? { inferred, confidence: 0.8 } : {}) } });

  it('confusion, precision where it says something, coverage, kappa', () => {
    const { outcome } = measure(
      open([
        ...times(3, () => of('success', true)),
        of('success', false, true),
        of('success', null),
        ...times(2, () => of('failure', false, true)),
        of('failure', true),
        of('unknown', null),
        // Nobody could tell: right or wrong cannot be said.
        of('unknown', true, true),
      ]),
    );
    expect(outcome.confusion).toEqual({
      success: { success: 3, failure: 1, unknown: 1 },
      failure: { success: 1, failure: 2, unknown: 0 },
      unknown: { success: 1, failure: 0, unknown: 1 },
    });
    expect(outcome.n).toBe(10);
    expect(share(outcome.precision)).toBe('5/7');
    expect(share(outcome.concluded)).toBe('2/3');
    expect(share(outcome.coverage)).toBe('7/8');
    // Agreed .6; chance .5 × .5 + .3 × .3 + .2 × .2 = .38.
    expect(outcome.kappa).toBe(0.3548);
  });
});

describe('quality', () => {
  it('is the verdict by marks of quality; copies and governance stand aside', () => {
    const marked = (quality: GoldLabels['quality'], mark?: CuratedCard['marks'][number]['mark']) =>
      one({ ...(quality ? { quality } : {}) }, mark ? { marks: [{ mark, why: 'w' }] } : {});
    const { quality } = measure(
      open([
        marked('keep'),
        marked(5, 'disliked'),
        marked(2, 'disliked'),
        marked('drop'),
        // Kept out by its owner, which says nothing of how good it is.
        marked(3, 'withdrawn_consent'),
        one({ quality: 'keep' }, { marks: [{ mark: 'duplicate', why: 'w' }], duplicateOf: 'e0' }),
        marked(undefined, 'disliked'),
      ]),
    );
    expect(quality.accuracy).toMatchObject({ hits: 3, n: 5 });
    const each = Object.entries(quality.labels).map(([name, s]) => [name, share(s.precision), share(s.recall)]);
    expect(each).toEqual([
      ['drop', '1/2', '1/2'],
      ['keep', '2/3', '2/3'],
    ]);
    // Chance .6 × .6 + .4 × .4 = .52; (.6 − .52) / .48.
    expect(quality.kappa).toBe(0.1667);
  });
});

it('pairs: the chosen side is the better one, by signal; ties stand apart', () => {
  const of = (better: GoldLabels['better'], source: 'outcome' | 'edit'): GoldPair => ({
    pair: { ...pair(`p${n++}`, 'a', 'b'), evidence: { source } },
    labels: { ...(better ? { better } : {}) },
  });
  const { preference } = measure(
    open(
      [],
      [
        of('chosen', 'edit'),
        of('chosen', 'outcome'),
        of('rejected', 'outcome'),
        of('tie', 'outcome'),
        of(undefined, 'edit'),
      ],
    ),
  );
  expect(share(preference.agreement)).toBe('2/3');
  expect(preference.ties).toBe(1);
  expect(Object.entries(preference.bySource).map(([name, s]) => [name, share(s)])).toEqual([
    ['edit', '1/1'],
    ['outcome', '1/2'],
  ]);
});

describe('thresholds', () => {
  const set = (more: object): Config => ({ ...DEFAULTS, curate: { ...DEFAULTS.curate, ...more } }) as Config;
  const scored = (quality: GoldLabels['quality'], score: number) =>
    one(
      { ...(quality ? { quality } : {}) },
      { tags: { qualityParts: { score: score * 100 } } as unknown as Partial<TagValues> },
    );

  it('the lowest bound with the best kappa is named beside the one that is set', () => {
    const set10 = [
      ...[0.1, 0.2, 0.3, 0.35].map((s) => scored('drop', s)),
      ...[0.4, 0.5, 0.6, 0.7, 0.9].map((s) => scored('keep', s)),
      scored(1, 0.55),
    ];
    const [found, ...rest] = thresholds(set10, set({ minQuality: 0.2 }));
    expect(rest).toEqual([]);
    // From .4 on: five of six are wanted, and all that are wanted; kappa (.9 − .5) / .5.
    expect(found).toEqual({
      setting: 'curate.minQuality',
      now: 0.2,
      // Nine reach it, five of them rightly. Agreed .6, chance .5 × .9 + .5 × .1.
      atNow: { f1: 0.7143, kappa: 0.2 },
      best: 0.4,
      atBest: { f1: 0.9091, kappa: 0.8 },
      n: 10,
    });
  });

  it('of two bounds with one kappa, the one with the better F1', () => {
    const all = [
      ...[0.1, 0.15, 0.2, 0.3].map((s) => scored('drop', s)),
      scored('keep', 0.4),
      scored('drop', 0.5),
      ...[0.6, 0.7, 0.8, 0.9].map((s) => scored('keep', s)),
    ];
    // From .4 on one too many, from .6 on one too few: .9 agree and .5 is chance either way. F1 10/11 against 8/9.
    expect(thresholds(all, set({ minQuality: 0.6 }))[0]).toMatchObject({
      atNow: { f1: 0.8889, kappa: 0.8 },
      best: 0.4,
      atBest: { f1: 0.9091, kappa: 0.8 },
    });
  });

  it('are not named from few examples, of one answer alone, or without the setting', () => {
    const both = [...times(5, () => scored('keep', 0.9)), ...times(5, () => scored('drop', 0.1))];
    expect(thresholds(both, set({ minQuality: 0.5 }))).toHaveLength(1);
    expect(thresholds(both.slice(1), set({ minQuality: 0.5 }))).toEqual([]);
    expect(
      thresholds(
        times(12, () => scored('keep', 0.9)),
        set({ minQuality: 0.5 }),
      ),
    ).toEqual([]);
    expect(thresholds(both, { ...DEFAULTS, curate: {} } as unknown as Config)).toEqual([]);
  });

  it('of concluded outcomes: what the log states is no matter of confidence', () => {
    const of = (said: 'success' | 'failure', success: boolean, confidence?: number) =>
      one(
        { outcome: said },
        { outcome: confidence === undefined ? { success } : { success, inferred: true, confidence } },
      );
    const all = [
      ...times(3, () => of('success', false, 0.6)),
      ...times(4, () => of('success', true, 0.9)),
      ...times(3, () => of('failure', false, 0.9)),
      ...times(9, () => of('success', false)),
    ];
    const [found] = thresholds(all, set({ outcomeConfidence: 0.6 }));
    // At .6 all ten are said, seven rightly: 2 × 7 / (10 + 10). At .9 seven are said, all rightly: 2 × 7 / (7 + 10).
    expect(found).toMatchObject({ n: 10, best: 0.9, atNow: { f1: 0.7 }, atBest: { f1: 0.8235 } });
  });
});

describe('what to label next', () => {
  const want = (examples: readonly GoldExample[]): string[] =>
    measure(open(examples)).missing.map(({ count, what }) => `${count} ${what}`);

  it('is told by count until there is enough', () => {
    expect(want(times(11, () => one({ outcome: 'failure', task: 'coding' })))).toEqual(
      expect.arrayContaining([
        '1 examples with outcome failure',
        '12 examples with outcome success',
        '19 examples with a task',
      ]),
    );
    expect(want(times(12, () => one({ outcome: 'failure' }))).join()).not.toContain('outcome failure');
    expect(want([one({}, { kind: 'qa' })])).toContain('1 workflows of an agent');
    expect(want([one({}, { kind: 'trajectory' })]).join()).not.toContain('workflows');
  });

  it('answers written by hand are counted by kind', () => {
    const by = (kind: 'qa' | 'trajectory') => ({ ...one({}, { kind }), written: true });
    expect(measure(open([by('qa'), by('qa'), by('trajectory'), one({})])).written).toEqual({ qa: 2, trajectory: 1 });
  });
});
