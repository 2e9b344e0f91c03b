import { describe, expect, it } from 'vitest';
import { encodeAt, jsonLeaves, looksLikeJson, splice, walkJson } from '../../../src/kit/json/rewrite.ts';

const leaves = (text: string): string[] | undefined =>
  walkJson(text)?.leaves.map((l) => `${l.kind} ${l.path.join('.')}=${l.text}`);

describe('a walk over JSON text', () => {
  it.each<[string, string[]]>([
    ['"x"', ['string =x']],
    ['-1.50e+3', ['number =-1.50e+3']],
    ['true', []],
    ['null', []],
    ['NaN', []],
    ['-Infinity', ['number =-Infinity']],
    ['[]', []],
    [' { } ', []],
    ['[1,[2],{"a":3}]', ['number =1', 'number =2', 'key =a', 'number a=3']],
    ['{"a":1,"a":2}', ['key =a', 'number a=1', 'key =a', 'number a=2']],
    ['{"a":{"b":[false,"c"]},"d":"e"}', ['key =a', 'key a=b', 'string a.b=c', 'key =d', 'string d=e']],
    ['"\\n\\t\\r\\b\\f\\/\\"\\\\\\u00e9"', ['string =\n\t\r\b\f/"\\é']],
    ['"\\uZZZZ"', ['string =uZZZZ']],
  ])('%j', (text, expected) => {
    expect(leaves(text)).toEqual(expected);
  });

  it.each(['', '{', '[1', '[1 2]', '{"a"}', '{"a":}', '{a:1}', '{"a":1,}', '"x', 'tru', 'nul', 'x', '[}', '{"a":1]'])(
    '%j is none',
    (text) => {
      expect(leaves(text)).toBe(undefined);
    },
  );

  it('ends behind its value, and begins where told', () => {
    expect(walkJson('ab [1] c', { from: 3 })?.end).toBe(6);
    expect(walkJson('ab [1] c', { from: 3 })?.leaves[0]?.at(0)).toBe(4);
    expect(walkJson('"x"', { path: ['k'], levels: 2 })?.leaves).toMatchObject([{ path: ['k'], levels: 3 }]);
    expect(jsonLeaves('[1] ')?.length).toBe(1);
    expect(jsonLeaves('[1] x')).toBe(undefined);
  });

  it('takes objects two hundred deep, and not deeper', () => {
    const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
    expect(leaves(nested(200))?.length).toBe(201);
    expect(leaves(nested(201))).toBe(undefined);
  });
});

describe('what may be JSON', () => {
  it.each([
    ['{}', true],
    [' [1] \n', true],
    ['{"a"', false],
    ['x{}', false],
    ['{} x', false],
    ['"{}"', false],
    ['[PERSON_1]', true],
    ['\u00a0{}', true],
    ['', false],
  ])('%j: %s', (text, maybe) => {
    expect(looksLikeJson(text)).toBe(maybe);
  });
});

describe('writing', () => {
  it.each([
    ['a"b\n', 0, 'a"b\n'],
    ['a"b\n', 1, 'a\\"b\\n'],
    ['a"b', 2, 'a\\\\\\"b'],
  ])('%j, %i strings deep', (text, levels, encoded) => {
    expect(encodeAt(text, levels)).toBe(encoded);
  });
  it.each<[[number, number, string][], string]>([
    [[], 'abcdef'],
    [[[0, 1, 'X']], 'Xbcdef'],
    [
      [
        [2, 4, ''],
        [4, 6, 'YZ'],
      ],
      'abYZ',
    ],
    [[[6, 6, '!']], 'abcdef!'],
    [[[0, 0, '!']], '!abcdef'],
    [[[0, 6, '']], ''],
  ])('splices %j', (splices, expected) => {
    const parts = splices.map(([start, end, text]) => ({ start, end, text }));
    expect(splice('abcdef', parts)).toBe(expected);
  });
});
