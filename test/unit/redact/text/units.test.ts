import { describe, expect, it } from 'vitest';
import { keyName } from '../../../../src/redact/text/keyname.ts';
import { isBoundary, tokens, tokensFrom } from '../../../../src/redact/text/tokens.ts';
import { fieldUnits } from '../../../../src/redact/text/units.ts';

describe('one spelling of keys', () => {
  it.each([
    ['firstName', 'first_name'],
    ['First-Name', 'first_name'],
    ['first name', 'first_name'],
    ['__first__name__', 'first_name'],
    ['address2Line', 'address2_line'],
    ['userID', 'user_id'],
    ['straßeNr', 'straße_nr'],
    ['', ''],
    [undefined, ''],
  ])('%s is %s', (key, name) => {
    expect(keyName(key)).toBe(name);
  });
});

describe('tokens', () => {
  it.each([
    ['a-b_c 1', ['a', 'b', 'c', '1']],
    ['Jörg’s café', ['Jörg', 's', 'café']],
    ['cafe\u0301!', ['cafe\u0301']],
    ['почта@пример', ['почта', 'пример']],
    ['😀x😀', ['x']],
    ['', []],
  ])('of %s', (text, words) => {
    expect(tokens(text).map((token) => token.text)).toEqual(words);
    for (const { text: word, start, end } of tokens(text)) expect(text.slice(start, end)).toBe(word);
  });
  it('from a place, so many', () => {
    expect(tokensFrom('one two three four', 3, 2)).toEqual([
      { text: 'two', start: 4, end: 7 },
      { text: 'three', start: 8, end: 13 },
    ]);
  });
  it.each([
    [0, true],
    [1, false],
    [2, true],
    [3, true],
    [4, false],
    [6, true],
    [9, true],
  ])('end or begin at %i of "ab-cdé": %s', (offset, boundary) => {
    expect(isBoundary('ab-cdé', offset)).toBe(boundary);
  });
});

describe('units of a field', () => {
  const units = (text: string, kind: 'prose' | 'name' | 'schema' = 'prose') =>
    fieldUnits({ text, kind }, 7).map((u) => [u.kind, u.path?.join('.') ?? '', u.text, u.levels]);

  it.each<[string, (string | number)[][]]>([
    ['plain words', [['prose', '', 'plain words', 0]]],
    ['', []],
    [
      '{"a":{"b":"x"},"n":1.0}',
      [
        ['key', '', 'a', 1],
        ['key', 'a', 'b', 1],
        ['value', 'a.b', 'x', 1],
        ['key', '', 'n', 1],
        ['value', 'n', '1.0', 0],
      ],
    ],
    [
      'see {"a":"x"} there',
      [
        ['prose', '', 'see ', 0],
        ['key', '', 'a', 1],
        ['value', 'a', 'x', 1],
        ['prose', '', ' there', 0],
      ],
    ],
    ['{"a":"x"', [['prose', '', '{"a":"x"', 0]]],
    [
      '{"a":"{\\"b\\":\\"x\\"}"}',
      [
        ['key', '', 'a', 1],
        ['key', 'a', 'b', 2],
        ['value', 'a.b', 'x', 2],
      ],
    ],
    [
      '{"a":"got {\\"b\\":\\"x\\"}!"}',
      [
        ['key', '', 'a', 1],
        ['value', 'a', 'got ', 1],
        ['key', 'a', 'b', 2],
        ['value', 'a.b', 'x', 2],
        ['value', 'a', '!', 1],
      ],
    ],
    [
      '[[{"a":""}],{"b":"y"}]',
      [
        ['key', '', 'a', 1],
        ['key', '', 'b', 1],
        ['value', 'b', 'y', 1],
      ],
    ],
  ])('%s', (text, expected) => {
    expect(units(text)).toEqual(expected);
  });

  it('know where they stand', () => {
    const text = 'see {"a":"x\\ny \\u00e9z"} there';
    const value = fieldUnits({ text, kind: 'prose' }, 7).find((u) => u.kind === 'value');
    expect([value?.text, value?.field, value?.key, value?.numeric, value?.schema]).toEqual([
      'x\ny éz',
      7,
      'a',
      false,
      false,
    ]);
    expect([0, 1, 2, 4, 5].map((offset) => value?.at(offset))).toEqual([10, 11, 13, 15, 21]);
    const last = fieldUnits({ text, kind: 'prose' }, 7).at(-1);
    expect([last?.text, last?.at(1)]).toEqual([' there', 25]);
  });

  it('of names are whole, of schemas marked, of numbers numeric', () => {
    expect(units('{"a":"x"}', 'name')).toEqual([['name', '', '{"a":"x"}', 0]]);
    expect(fieldUnits({ text: '{"a":5}', kind: 'schema' }, 0).map((u) => [u.schema, u.numeric])).toEqual([
      [true, false],
      [true, true],
    ]);
  });
});
