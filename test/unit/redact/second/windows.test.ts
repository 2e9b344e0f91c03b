/** What a model is given to read. */
import { describe, expect, it } from 'vitest';
import { numbersIn } from '../../../../src/redact/detect/second/places.ts';
import { windowsAround } from '../../../../src/redact/detect/second/windows.ts';

const placesOf = (text: string, word: string) =>
  [...text.matchAll(new RegExp(word, 'g'))].map(({ index }) => ({ start: index, end: index + word.length }));
const filler = (words: number) => 'and the tide went out again '.repeat(Math.ceil(words / 6));

describe('windows', () => {
  it('are the text around a place, in whole words', () => {
    const text = `${filler(80)}Ilka sang ${filler(80)}`;
    const [one, ...rest] = windowsAround(text, placesOf(text, 'Ilka'));
    expect(rest).toEqual([]);
    const { start, end, text: shown } = one?.window ?? { start: 0, end: 0, text: '' };
    expect(shown).toBe(text.slice(start, end));
    expect(shown.length).toBeGreaterThan(250);
    expect(shown.length).toBeLessThan(310);
    expect(text.charAt(start - 1)).toBe(' ');
    expect(text.charAt(end)).toBe(' ');
  });

  it('take places together that lie near each other, up to what a model can hold', () => {
    const near = `${filler(30)}Ilka met Tove. ${filler(30)}`;
    expect(windowsAround(near, [...placesOf(near, 'Tove'), ...placesOf(near, 'Ilka')])).toHaveLength(1);
    const many = 'Ilka sang to the tide, and then '.repeat(100);
    const windows = windowsAround(many, placesOf(many, 'Ilka'));
    expect(windows.length).toBeGreaterThan(4);
    for (const { window } of windows) expect(window.text.length).toBeLessThanOrEqual(640);
    expect(windows.flatMap((one) => one.places)).toEqual(placesOf(many, 'Ilka'));
  });

  it('hold no code, and are not made for places in it', () => {
    const text = 'Ilka wrote it.\nconst ilka = new Ilka();\nTove reads it.';
    const places = [...placesOf(text, 'Ilka'), ...placesOf(text, 'Tove')];
    const [one, ...rest] = windowsAround(text, places);
    expect(rest).toEqual([]);
    expect(one?.window).toMatchObject({ start: 0, end: text.length, code: true });
    expect(one?.window.text).toBe(text.replace(/const.*/, (line) => ' '.repeat(line.length)));
    expect(one?.places.map((place) => place.start)).toEqual([0, text.indexOf('Tove')]);
  });

  it('know of code nearby that they do not reach', () => {
    const text = `Ilka sang.\n${`${filler(12)}\n`.repeat(10)}return ilka(1);\n`;
    expect(windowsAround(text, placesOf(text, 'Ilka'))[0]?.window.code).toBe(true);
    const far = `Ilka sang.\n${`${filler(12)}\n`.repeat(60)}return ilka(1);\n`;
    expect(windowsAround(far, placesOf(far, 'Ilka'))[0]?.window.code).toBe(false);
  });

  it('are made in linear time, in lines of any length', () => {
    const start = performance.now();
    for (const text of ['Ilka sang, '.repeat(20_000), 'Ilka\n'.repeat(20_000), `${'x'.repeat(500_000)} Ilka`])
      windowsAround(text, placesOf(text, 'Ilka'));
    expect(performance.now() - start).toBeLessThan(8_000);
  });
});

describe('numbers that may be of an address', () => {
  const numbers = (text: string, found: Parameters<typeof numbersIn>[1] = []) =>
    numbersIn(text, found).map(({ start, end }) => text.slice(start, end));

  it.each([
    ['at 12 Alderrow today', ['12']],
    ['in Alderrow 12b, ask', ['12b']],
    ['in Jena, 07743', ['07743']],
  ])('%s', (text, expected) => {
    expect(numbers(text)).toEqual(expected);
  });

  it.each([
    'wait 12 minutes',
    'Version 1.2.3',
    'Chapter v12',
    'Total $12',
    'Tuesday 12:30',
    'Rate 12% of it',
    'Build 123456789',
    'host crypto.example 1337',
    'Paid 12,50 at noon',
    'Issue #12 Again',
  ])('not %s', (text) => {
    expect(numbers(text)).toEqual([]);
  });

  it('not what a rule explains, but what one only doubts', () => {
    const text = 'at 12 Alderrow';
    const one = { start: 3, end: 14, type: 'ADDRESS' as const, detector: 'prose' };
    expect(numbers(text, [{ ...one, confidence: 0.8 }])).toEqual([]);
    expect(numbers(text, [{ ...one, confidence: 0.45 }])).toEqual(['12']);
  });

  it('are not looked for without end', () => {
    expect(numbers('Alderrow 12, '.repeat(1000))).toHaveLength(200);
  });
});
