/** Every spelling of a timestamp that `parseTime` knows, and those that it refuses. */
import { describe, expect, it } from 'vitest';
import { parseTime } from '../../../src/ingest/time.ts';

/** 2024-03-05T06:07:08.000Z */
const T = 1_709_618_828_000;

describe('epoch numbers are told apart by their size', () => {
  it.each([
    ['seconds', 1_709_618_828, T],
    ['seconds with a fraction, cut to whole milliseconds', 1_709_618_828.9876, T + 987],
    ['milliseconds', T, T],
    ['milliseconds with a fraction', T + 0.9, T],
    ['microseconds', T * 1000 + 999, T],
    ['nanoseconds', T * 1_000_000, T],
    ['the least number that is seconds', 1e8, 1e11],
    ['the least number that is milliseconds', 1e11, 1e11],
    ['the greatest number that is milliseconds', 99_999_999_999_999, 99_999_999_999_999],
    ['the least number that is microseconds', 1e14, 1e11],
    ['the least number that is nanoseconds', 1e17, 1e11],
  ])('%s', (_name, given, ms) => {
    expect(parseTime(given)).toBe(ms);
  });

  it.each([
    ['a counter', 42],
    ['just below the least time', 99_999_999],
    ['zero', 0],
    ['below zero', -1_709_618_828],
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
  ])('%s is no time', (_name, given) => {
    expect(parseTime(given)).toBeUndefined();
  });
});

describe('numbers as text', () => {
  it.each([
    ['seconds', '1709618828', T],
    ['seconds with a fraction', '1709618828.25', T + 250],
    ['milliseconds', '1709618828000', T],
    ['microseconds', '1709618828000123', T],
    ['nanoseconds, cut as text because they exceed 2^53', '1709618828123999999', T + 123],
    ['with space around them', ' 1709618828 ', T],
  ])('%s', (_name, given, ms) => {
    expect(parseTime(given)).toBe(ms);
  });

  it('eight digits are a date or a counter, not a time', () => {
    expect(parseTime('20240305')).toBeUndefined();
  });
  it('more than twenty digits are no time', () => {
    expect(parseTime('170961882800000000000')).toBeUndefined();
  });
});

describe('pairs of the OpenTelemetry SDK', () => {
  it.each([
    ['seconds and nanoseconds', [1_709_618_828, 5_000_000], T + 5],
    ['nanoseconds below a millisecond are cut', [1_709_618_828, 1_500_000], T + 1],
    ['one number alone', [1_709_618_828], undefined],
    ['numbers as text', ['1709618828', '0'], undefined],
    ['an empty list', [], undefined],
  ])('%s', (_name, given, ms) => {
    expect(parseTime(given)).toBe(ms);
  });
});

describe('dates as text', () => {
  it.each([
    ['ISO in UTC', '2024-03-05T06:07:08Z', T],
    ['lower-case letters', '2024-03-05t06:07:08z', T],
    ['without a zone: UTC', '2024-03-05T06:07:08', T],
    ['without seconds', '2024-03-05T06:07Z', T - 8000],
    ['milliseconds', '2024-03-05T06:07:08.120Z', T + 120],
    ['one digit of fraction is tenths', '2024-03-05T06:07:08.5Z', T + 500],
    ['microseconds are cut', '2024-03-05T06:07:08.123999Z', T + 123],
    ['a comma before the fraction, as Python logs', '2024-03-05 06:07:08,250', T + 250],
    ['an offset with a colon', '2024-03-05T08:07:08+02:00', T],
    ['an offset without a colon', '2024-03-05T08:07:08+0200', T],
    ['an offset of hours, as Postgres writes it', '2024-03-05 08:07:08.5+02', T + 500],
    ['an offset west of Greenwich', '2024-03-05T00:37:08-05:30', T],
    ['space before the offset', '2024-03-05 08:07:08 +02:00', T],
    ['space around it', '  2024-03-05T06:07:08Z\n', T],
    ['a day alone is its midnight in UTC', '2024-03-05', 1_709_596_800_000],
    ['RFC 1123', 'Tue, 05 Mar 2024 06:07:08 GMT', T],
  ])('%s', (_name, given, ms) => {
    expect(parseTime(given)).toBe(ms);
  });

  it.each([
    ['a month that there is not', '2024-13-05T06:07:08Z'],
    ['a day that there is not', '2024-03-45'],
    ['a name of a zone', '2024-03-05T06:07:08 CET'],
    ['day first', '05.03.2024 06:07:08'],
    ['a sentence with a year', 'in March 2024'],
    ['what Date.parse alone would guess at', 'Mar 5, 2024'],
    ['the empty text', ''],
    ['an object', { seconds: 1_709_618_828 }],
    ['null', null],
    ['a boolean', true],
  ])('%s is no time', (_name, given) => {
    expect(parseTime(given)).toBeUndefined();
  });
});
