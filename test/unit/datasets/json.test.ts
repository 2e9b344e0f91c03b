import { describe, expect, it } from 'vitest';
import { compactRaw, RawJson, stringify } from '../../../src/datasets/json.ts';
import { tryJson } from '../../../src/kit/json/parse.ts';

describe('JSON with raw pieces', () => {
  it('keeps numbers, key order and duplicate shapes as they are', () => {
    const raw = '{ "b": 1.0,\n "a": 9007199254740993, "10": 1e5, "s": "x  \\n y" }';
    expect(stringify({ args: compactRaw(raw) })).toBe(
      '{"args":{"b":1.0,"a":9007199254740993,"10":1e5,"s":"x  \\n y"}}',
    );
  });

  it('leaves undefined members out and replaces half of a surrogate pair', () => {
    expect(stringify({ a: undefined, b: '\ud800' })).toBe('{"b":"\ufffd"}');
  });

  it('is what JSON.stringify gives for everything else', () => {
    for (const value of [[1, [null, true]], {}, [], 'a"b', 1.5, null, false, { a: { b: [] } }])
      expect(stringify(value)).toBe(JSON.stringify(value));
  });

  it('reads a raw piece, and says when it is none', () => {
    expect(new RawJson('{"a":1.0}').parsed()).toEqual({ a: 1 });
    expect(new RawJson('{"a":').parsed()).toBeUndefined();
    expect(tryJson('null')).toBeNull();
    expect(tryJson('')).toBeUndefined();
  });
});
