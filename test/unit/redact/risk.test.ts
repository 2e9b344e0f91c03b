import { describe, expect, it } from 'vitest';
import { captureEstimate, residualBound } from '../../../src/datasets/risk/index.ts';
import { quotas } from '../../../src/datasets/risk/sample.ts';
import { wilson } from '../../../src/kit/stats.ts';

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
  it('is not sure of nothing because one of them found nothing alone', () => {
    const { missed, missedHigh } = captureEstimate({ both: 400, onlyFirst: 800, onlySecond: 0 });
    expect(missed).toBe(0);
    expect(missedHigh).toBeGreaterThan(5);
    expect(missedHigh).toBeLessThan(10);
  });
  it('does not guess from a handful', () => {
    expect(captureEstimate({ both: 3, onlyFirst: 1, onlySecond: 1 }).missed).toBeNull();
  });
});

describe('the audit sample', () => {
  it('is spread over the strata in proportion, none left out', () => {
    expect(quotas([180, 18, 2], 20)).toEqual([16, 3, 1]);
    expect(quotas([180, 18, 2], 2).reduce((a, b) => a + b)).toBe(2);
    expect(quotas([5, 5], 99)).toEqual([5, 5]);
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
