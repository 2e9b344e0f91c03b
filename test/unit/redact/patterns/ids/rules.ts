import { describe, expect, it } from 'vitest';
import { type NumberRule, numberDetector } from '../../../../../src/redact/detect/patterns/numbers.ts';

/**
 * A row a rule, in the order of the table: a word of its context, a number that it takes, one that it must not take, and its
 * confidence behind the word, in running text, and alone; 0: not found.
 */
export type NumberRow = readonly [
  rule: string,
  word: string,
  number: string,
  wrong: string,
  known: number,
  bare: number,
  alone: number,
];

/** Each rule by itself, so that no other can stand in for it; and each with an example. */
export function testRules(rules: readonly NumberRule[], rows: readonly NumberRow[]): void {
  it('have a row each', () => {
    expect(rows.map(([rule]) => rule)).toEqual(rules.map(({ rule }) => rule));
  });

  describe.each(rows.map((row, i) => [...row, i] as const))('%s behind `%s`: %s', (...row) => {
    const [name, word, number, wrong, known, bare, alone, index] = row;
    const found = (text: string): string[] => {
      const rule = rules[index];
      return numberDetector('one', rule ? [rule] : [])
        .detect({ text, kind: 'prose' })
        .map((f) => `${f.rule} ${text.slice(f.start, f.end)} ${f.confidence}`);
    };
    const expected = (confidence: number): string[] => (confidence ? [`${name} ${number} ${confidence}`] : []);

    it('is found with its context, in running text and alone as surely as the table says', () => {
      expect(found(`${word} ${number} then`)).toEqual(expected(known));
      expect(found(`x ${number} then`)).toEqual(expected(bare));
      expect(found(number)).toEqual(expected(alone));
    });

    it(`is not ${wrong}, nor part of something longer`, () => {
      expect(found(`${word} ${wrong} then`)).toEqual([]);
      expect(found(`${word} ${number}_9 then`)).toEqual([]);
      expect(found(`${word} /${number} then`)).toEqual([]);
    });
  });
}
