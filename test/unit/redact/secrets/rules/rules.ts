import { describe, expect, it } from 'vitest';
import { secretDetector } from '../../../../../src/redact/detect/secrets/index.ts';
import type { SecretRule } from '../../../../../src/redact/detect/secrets/rule.ts';
import { ALNUM, DIGITS, HEX, LETTERS, LOWER_ALNUM, seeded, UPPER_ALNUM } from '../samples.ts';

/**
 * A row a rule, in the order of its family. `place`: where the value stands, at `~`; a name alone assigns it, '' is a sentence.
 * `value` and `near` are recipes, so that no scanner takes this for a leak: `<any:36>` is 36 letters and digits.
 */
export type SecretRow = readonly [rule: string, place: string, value: string, near: string, confidence: number];

const ALPHABETS: Readonly<Record<string, string>> = {
  digit: DIGITS,
  hex: HEX,
  HEX: HEX.toUpperCase(),
  lower: LETTERS.slice(0, 26),
  low: LOWER_ALNUM,
  up: UPPER_ALNUM,
  letter: LETTERS,
  any: ALNUM,
  bech: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
};

/** A value by its recipe, the same at every run. `<>` is nothing: it keeps apart what a scanner would know. */
function made(recipe: string, seed: number): string {
  const below = seeded(seed);
  return recipe
    .replace(/<base64:([^>]*)>/g, (_, text: string) => Buffer.from(text).toString('base64'))
    .replace(/<(\w+):(\d+)>/g, (_, name: string, length: string) => {
      const alphabet = ALPHABETS[name] ?? '';
      return Array.from({ length: Number(length) }, () => alphabet[below(alphabet.length)]).join('');
    })
    .replaceAll('<>', '');
}

function placed(place: string, value: string): string {
  const frame = place === '' ? 'use ~ for it' : place.includes('~') ? place : `${place} = "~"`;
  const [before = '', after = ''] = frame.split('~');
  return `${made(before, 2)}${value}${made(after, 2)}`;
}

const found = (text: string): string[] =>
  secretDetector
    .detect({ text, kind: 'prose' })
    .map((f) => `${f.type} ${f.rule} ${text.slice(f.start, f.end)} ${f.confidence}`);

/**
 * @param unreachable rules that no value can have: another takes all of theirs, or they contradict themselves
 */
export function testRules(
  rules: readonly SecretRule[],
  rows: readonly SecretRow[],
  unreachable: readonly string[] = [],
): void {
  it('have a row each', () => {
    const ids = rules.map(({ id }) => id).filter((id) => !unreachable.includes(id));
    expect(rows.map(([rule]) => rule)).toEqual(ids);
  });

  describe.each(rows)('%s at `%s`', (rule, place, value, near, confidence) => {
    it(`is ${value}`, () => {
      const secret = made(value, 1);
      expect(found(placed(place, secret))).toEqual([`SECRET ${rule} ${secret} ${confidence}`]);
    });

    it(`is not ${near}`, () => {
      const rulesFound = found(placed(place, made(near, 1))).map((line) => line.split(' ')[1]);
      expect(rulesFound).not.toContain(rule);
    });
  });
}
