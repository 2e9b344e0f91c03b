import { describe, expect, it } from 'vitest';
import { Quota, shareOf } from '../../../../src/redact/detect/second/quota.ts';

describe('the share of a session', () => {
  it.each([
    ['the only session', 10, { records: 10, sessions: 1 }, 200_000],
    ['a tenth of the records', 100, { records: 1000, sessions: 5 }, 20_000],
    ['a small one among few', 1, { records: 10_000, sessions: 300 }, 1200],
    ['a small one among many', 1, { records: 10_000, sessions: 1000 }, 400],
    ['a run without records', 0, { records: 0, sessions: 0 }, 1200],
  ])('%s', (_, records, size, expected) => {
    expect(shareOf(records, size)).toBe(expected);
  });

  it('of all sessions together has a bound', () => {
    for (const sessions of [1, 7, 300, 5000, 100_000])
      expect(sessions * shareOf(1, { records: sessions, sessions })).toBeLessThanOrEqual(600_000);
  });
});

/** Different for each `n`, of a length. */
const text = (length: number, n = 0): string => String.fromCharCode(97 + n).repeat(length);

describe('a quota', () => {
  it('lets windows be read up to its last character', () => {
    const quota = new Quota(300);
    expect([quota.take(text(100)), quota.take(text(200))]).toEqual([true, true]);
    expect(quota).toMatchObject({ windows: 2, chars: 300, unread: 0 });
    expect(quota.take(text(1))).toBe(false);
    expect(quota).toMatchObject({ windows: 2, chars: 300, unread: 1 });
  });

  it('takes what a session repeats once, also when it is used up', () => {
    const quota = new Quota(150);
    expect([text(100), text(100), text(100, 1), text(100)].map((one) => quota.take(one))).toEqual([
      ...[true, true, false, true],
    ]);
    expect(quota).toMatchObject({ windows: 1, chars: 100, unread: 1 });
  });

  it('reads no later window in the place of an earlier one', () => {
    const quota = new Quota(300);
    expect([quota.take(text(400)), quota.take(text(10))]).toEqual([false, false]);
    expect(quota.unread).toBe(2);
  });

  it('without a number has no end', () => {
    const quota = new Quota();
    for (let i = 0; i < 26; i++) expect(quota.take(text(100_000, i))).toBe(true);
  });
});
