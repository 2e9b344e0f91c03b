import { describe, expect, it } from 'vitest';
import { fieldUnits } from '../../../../src/redact/text/units.ts';

const units = (text: string) =>
  fieldUnits({ text, kind: 'prose' }, 0).map((u) => [u.kind, u.path?.join('.') ?? '', u.text]);

describe('prints of objects', () => {
  it.each<[string, string[][]]>([
    [
      "x {'a': {'b': 'c', 'n': -1.5e3}} y",
      [
        ['prose', '', 'x '],
        ['key', '', 'a'],
        ['key', 'a', 'b'],
        ['value', 'a.b', 'c'],
        ['key', 'a', 'n'],
        ['value', 'a.n', '-1.5e3'],
        ['prose', '', ' y'],
      ],
    ],
    [
      `{'a': "it's", b'k': b'\\xc3\\xa9\\'', 'r': r'\\d'}`,
      [
        ['key', '', 'a'],
        ['value', 'a', "it's"],
        ['key', '', 'k'],
        ['value', 'k', "é'"],
        ['key', '', 'r'],
        ['value', 'r', '\\d'],
      ],
    ],
    [
      "{ a: 'x\\ny', at: 2031-05-06T07:08:09.000Z, f: [Function: g], u: undefined, l: [ 1, [Object] ] }",
      [
        ['key', '', 'a'],
        ['value', 'a', 'x\ny'],
        ['key', '', 'at'],
        ['value', 'at', '2031-05-06T07:08:09.000Z'],
        ['key', '', 'f'],
        ['value', 'f', '[Function: g]'],
        ['key', '', 'u'],
        ['key', '', 'l'],
        ['value', 'l', '1'],
      ],
    ],
    [
      "{'t': ('a', None), 'r': Row(name='b', at=datetime.date(2031, 5, 6)), 'o': <Ship [7]>}",
      [
        ['key', '', 't'],
        ['value', 't', 'a'],
        ['key', '', 'r'],
        ['value', 'r.name', 'b'],
        ['value', 'r.at', '2031'],
        ['value', 'r.at', '5'],
        ['value', 'r.at', '6'],
        ['key', '', 'o'],
        ['value', 'o', '<Ship [7]>'],
      ],
    ],
    [
      `{'j': '{"a": "x"}'}`,
      [
        ['key', '', 'j'],
        ['key', 'j', 'a'],
        ['value', 'j.a', 'x'],
      ],
    ],
    [
      `{"a": True, "b": 'x'}`,
      [
        ['key', '', 'a'],
        ['key', '', 'b'],
        ['value', 'b', 'x'],
      ],
    ],
  ])('%s', (text, expected) => {
    expect(units(text)).toEqual(expected);
  });

  it.each([
    "{'a': b + 1}",
    "{'a': 'b'",
    "{'a' 'b'}",
    "{'a': 'b\n'}",
    '{ color: red; }',
    'function f() { return: x }',
    "{'a': call}",
    "{ a: x.y, b: 'c' }",
    "{''}",
    `${"{'a':".repeat(40)}1${'}'.repeat(40)}`.replace(/1/, 'x.y'),
  ])('code and what is cut off stays text: %s', (text) => {
    expect(units(text)).toEqual([['prose', '', text]]);
  });

  it('know where they stand and how a replacement is written', () => {
    const text = `{"o": "{'k': 'a\\\\n\\"b'}"}`;
    const value = fieldUnits({ text, kind: 'prose' }, 0).find((u) => u.path?.includes('k'));
    expect(value?.text).toBe('a\n"b');
    const [start = 0, end = 0] = [value?.at(0), value?.at(value.text.length)];
    expect(text.slice(start, end)).toBe('a\\\\n\\"b');
    expect(JSON.parse(`${text.slice(0, start)}${value?.encode?.(`O'N"x\n`)}${text.slice(end)}`)).toEqual({
      o: `{'k': 'O\\'N\\"x\\n'}`,
    });
    const inner = fieldUnits({ text: `{'j': '{"a": "x"}'}`, kind: 'prose' }, 0).at(-1);
    expect(inner?.encode?.(`O'"`)).toBe(`O\\'\\\\\\"`);
  });
});
