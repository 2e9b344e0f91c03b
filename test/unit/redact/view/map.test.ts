import { describe, expect, it } from 'vitest';
import { GAP, viewOf } from '../../../../src/redact/view/view.ts';

/** A seeded generator: the same cases in each run. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Writings of a character, by kind; what is written beside one must not change its meaning. */
const WRITINGS: readonly ((char: string) => string)[] = [
  (char) => char,
  (char) => char,
  (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  (char) => `&#${char.charCodeAt(0)};`,
  (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  (char) => `\x1b[32m${char}`,
  (char) => `${char}\u200b`,
  (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0),
];

describe('the map back', () => {
  it('gives each character of a view the writing that it came from', () => {
    const next = random(7);
    for (let round = 0; round < 400; round++) {
      const written = Array.from({ length: 3 + next(40) }, () => {
        const char = 'abxyKLZ@'.charAt(next(8));
        return { char, text: (WRITINGS[next(WRITINGS.length)] as (char: string) => string)(char) };
      });
      const text = `.${written.map((one) => one.text).join('')}.`;
      const view = viewOf(text);
      const word = written.map((one) => one.char).join('');
      if (!view) {
        expect(text).toBe(`.${word}.`);
        continue;
      }
      expect(view.text.replace(/^\.|\.$/g, '')).toBe(word);
      const first = view.text.indexOf(word);
      let at = 1;
      for (const [i, { char, text: writing }] of written.entries()) {
        const { start, end } = view.source(first + i, first + i + 1);
        // The dress that is read as nothing is on either side.
        expect(text.slice(start, end)).toBe(writing.replace(/\x1b\[32m|\u200b/g, ''));
        expect(start).toBeGreaterThanOrEqual(at);
        at += writing.length;
        expect(end).toBeLessThanOrEqual(at);
        expect(text.slice(start, end).includes(char) || text.slice(start, end).length > 0).toBe(true);
      }
      const whole = view.source(first, first + word.length);
      expect(viewOf(` ${text.slice(whole.start, whole.end)} `)?.text.trim() ?? word).toBe(word);
    }
  });

  it('does not swallow the colour behind a value, nor the one before it', () => {
    const text = 'is \x1b[32mruby\x1b[0m, ok';
    const view = viewOf(text);
    const { start, end } = view?.source(3, 7) ?? { start: 0, end: 0 };
    expect(text.slice(start, end)).toBe('ruby');
    expect(view?.source(7, 7)).toEqual({ start: text.indexOf(','), end: text.indexOf(',') });
  });

  it('covers the dress inside a value', () => {
    const text = 'a%40b, \x1b[1mru\x1b[0mby';
    const view = viewOf(text);
    const { start, end } = view?.source(5, 9) ?? { start: 0, end: 0 };
    expect(text.slice(start, end)).toBe('ru\x1b[0mby');
  });

  it('knows where a dress is split', () => {
    const text = String.raw`a\nMo %40 b`;
    const view = viewOf(text);
    const split = Array.from(text, (_, i) => i).filter((i) => view?.splits(i));
    expect(split).toEqual([2, 7, 8]);
  });

  it('says what stands near a dress', () => {
    const far = 'x'.repeat(130);
    const view = viewOf(`a%40b ${far} c`);
    expect(view?.text).toBe(`a@b ${far} c`);
    expect([view?.isDressed(0, 1), view?.isDressed(1, 2), view?.isDressed(4, 10), view?.isDressed(134, 136)]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(viewOf('\x1b[1mMo')?.isDressed(0, 2)).toBe(true);
  });
});

describe('a view', () => {
  it('holds the lines with a dress only, each with the line that is its label', () => {
    const long = 'a line that is no heading, and goes on for much longer than one';
    expect(viewOf([long, 'Mail:', 'mo%40x', long, long, 'b%40c'].join('\n'))?.text).toBe(`Mail:\nmo@x${GAP}b@c`);
  });
  it('of a long line holds what is near', () => {
    const text = `${'word '.repeat(1000)}mo%40x${' word'.repeat(1000)}`;
    const view = viewOf(text);
    expect(view?.text.length).toBeLessThan(900);
    const at = view?.text.indexOf('mo@x') ?? 0;
    expect(view?.source(at, at + 4)).toEqual({ start: 5000, end: 5006 });
  });
  it('does not cut a long value', () => {
    const value = 'k7'.repeat(2000);
    expect(viewOf(`see \x1b[32m${value}\x1b[0m`)?.text).toBe(`see ${value}`);
  });
});
