import { describe, expect, it } from 'vitest';
import {
  anonymity,
  auditSample,
  captureEstimate,
  captures,
  residualBound,
  wilson,
} from '../../../src/core/redact/risk/index.ts';

describe('wilson', () => {
  it('agrees with tables', () => {
    // Two-sided 95 %: 0 of 10 → .2775, 5 of 10 → (.2366, .7634).
    expect(wilson(0, 10, 1.959964).high).toBeCloseTo(0.2775, 4);
    expect(wilson(5, 10, 1.959964).low).toBeCloseTo(0.2366, 4);
    expect(wilson(5, 10, 1.959964).high).toBeCloseTo(0.7634, 4);
  });
  it('knows nothing from nothing', () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  });
  it('holds: of samples from a known rate, about 95 in 100 lie under the bound', () => {
    let seed = 7;
    const random = () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed / 2 ** 32;
    };
    let under = 0;
    for (let run = 0; run < 2000; run++) {
      let hits = 0;
      for (let i = 0; i < 200; i++) if (random() < 0.03) hits++;
      if (wilson(hits, 200).high >= 0.03) under++;
    }
    expect(under / 2000).toBeGreaterThan(0.93);
  });
});

describe('capture–recapture', () => {
  it('estimates what two independent detectors missed', () => {
    // 1000 there are; one finds 80 %, the other 60 %: 480 both, 320 and 120 alone, 80 missed.
    const estimate = captureEstimate({ both: 480, onlyFirst: 320, onlySecond: 120 });
    expect(estimate.total).toBeCloseTo(1000, -1);
    expect(estimate.missed).toBeCloseTo(80, -1);
    expect(estimate.missedHigh ?? 0).toBeGreaterThan(estimate.missed ?? 0);
    expect(estimate.recall).toBeCloseTo(0.92, 2);
  });
  it('does not guess from a handful', () => {
    expect(captureEstimate({ both: 3, onlyFirst: 1, onlySecond: 1 }).missed).toBeNull();
  });
  it('counts by type who found what', () => {
    const counts = captures(
      [
        { type: 'EMAIL', detector: 'structured', also: ['email'] },
        { type: 'EMAIL', detector: 'email' },
        { type: 'EMAIL', detector: 'dictionary' },
        { type: 'PERSON', detector: 'structured' },
      ],
      (detector) => detector === 'structured',
      (detector) => detector === 'email',
    );
    expect(counts.get('EMAIL')).toEqual({ both: 1, onlyFirst: 0, onlySecond: 1 });
    expect(counts.get('PERSON')).toEqual({ both: 0, onlyFirst: 1, onlySecond: 0 });
  });
});

describe('the audit sample', () => {
  const items = Array.from({ length: 200 }, (_, i) => ({
    id: `i${i}`,
    stratum: i < 180 ? 'qa' : i < 198 ? 'chat' : 'trajectory',
  }));
  const of = { id: (item: { id: string }) => item.id, stratum: (item: { stratum: string }) => item.stratum };
  it('is spread over the strata, none left out', () => {
    const { sample, strata } = auditSample(items, 20, 'seed', of);
    expect(sample).toHaveLength(20);
    expect(strata.get('trajectory')?.sampled).toBeGreaterThanOrEqual(1);
    expect(strata.get('qa')?.sampled).toBeGreaterThan(strata.get('chat')?.sampled ?? 99);
  });
  it('depends on the seed and not on the order', () => {
    const ids = (list: typeof items, seed: string) =>
      auditSample(list, 20, seed, of)
        .sample.map((one) => one.id)
        .sort();
    expect(ids([...items].reverse(), 'seed')).toEqual(ids(items, 'seed'));
    expect(ids(items, 'other')).not.toEqual(ids(items, 'seed'));
  });
  it('takes all when asked for more than there are', () => {
    expect(auditSample(items, 999, 's', of).sample).toHaveLength(200);
  });
  it('gives a bound that a stratum read less weighs on', () => {
    const even = residualBound([
      { size: 100, read: 50, withMiss: 0 },
      { size: 100, read: 50, withMiss: 0 },
    ]);
    const uneven = residualBound([
      { size: 100, read: 95, withMiss: 0 },
      { size: 100, read: 5, withMiss: 0 },
    ]);
    expect(even.upper).toBeCloseTo(wilson(0, 100).high, 6);
    expect(uneven.upper).toBeGreaterThan(even.upper * 3);
    expect(residualBound([{ size: 10, read: 0, withMiss: 0 }]).upper).toBe(1);
  });
});

describe('k-anonymity', () => {
  it('flags combinations that few share, and never a value', () => {
    const person = (subject: string, town: string, job: string) => [
      { subject, type: 'LOCATION' as const, value: town },
      { subject, type: 'TITLE' as const, value: job },
    ];
    const crowd = Array.from({ length: 6 }, (_, i) => person(`s${i}`, 't1', 'j1')).flat();
    const found = anonymity([...crowd, ...person('rare', 't2', 'j9'), { subject: 'lone', type: 'AGE', value: 'a' }]);
    expect(found).toMatchObject({ subjects: 8, k: 1, histogram: { unique: 2, some: 6 } });
    expect(found.rare).toEqual([{ subject: 'rare', types: ['LOCATION', 'TITLE'], k: 1 }]);
  });
});
