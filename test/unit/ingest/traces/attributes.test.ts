/** Attributes in one shape. */
import { describe, expect, it } from 'vitest';
import { anyValue, readAttributes, tree, wholeOf } from '../../../../src/ingest/traces/attributes.ts';

describe('values', () => {
  it.each([
    [{ stringValue: 'a' }, 'a'],
    [{ intValue: '7' }, 7],
    [{ int_value: '9223372036854775807' }, '9223372036854775807'],
    [{ doubleValue: 0.5 }, 0.5],
    [{ boolValue: false }, false],
    [{ arrayValue: { values: [{ intValue: 1 }, { stringValue: 'b' }] } }, [1, 'b']],
    [{ arrayValue: {} }, []],
    [{ kvlistValue: { values: [{ key: 'a', value: { intValue: 1 } }] } }, { a: 1 }],
    [{}, undefined],
    ['plain', 'plain'],
    [{ other: 1 }, { other: 1 }],
  ])('%j', (value, plain) => {
    const read = anyValue(value);
    expect(typeof read === 'object' && !Array.isArray(read) ? { ...read } : read).toEqual(plain);
  });
});

describe('keys', () => {
  it('a list of pairs, an object and a nested object give the same', () => {
    const flat = [
      ['a.b', 1],
      ['a.c.0.d', 2],
    ];
    expect([
      ...readAttributes([
        { key: 'a.b', value: { intValue: 1 } },
        { key: 'a.c.0.d', value: { intValue: 2 } },
      ]),
    ]).toEqual(flat);
    expect([...readAttributes({ 'a.b': 1, 'a.c.0.d': 2 })]).toEqual(flat);
    expect([...readAttributes({ a: { b: 1, c: [{ d: 2 }] } })]).toEqual(flat);
  });
  it('lists of plain values stay whole', () => {
    expect([...readAttributes({ a: [1, 2], b: {} })]).toEqual([
      ['a', [1, 2]],
      ['b', {}],
    ]);
  });
  it('numbers are positions, 10 behind 9', () => {
    const attributes = new Map(Array.from({ length: 11 }, (_, i) => [`a.${10 - i}.n`, 10 - i]));
    expect(JSON.stringify(tree(attributes, 'a'))).toBe(JSON.stringify(Array.from({ length: 11 }, (_, n) => ({ n }))));
  });
  it('whole goes before flattened, and nothing is nothing', () => {
    expect(
      wholeOf(
        new Map<string, unknown>([
          ['a', 'x'],
          ['a.b', 1],
        ]),
        'a',
      ),
    ).toBe('x');
    expect(tree(new Map([['ab.c', 1]]), 'a')).toBeUndefined();
  });
});
